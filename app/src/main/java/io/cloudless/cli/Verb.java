package io.cloudless.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What can be done, in the order of the help. */
enum Verb {
    DETECT("detect", "Find the clouds in scenes."),
    PREDICT("predict", "Say how likely there is a cloud in images."),
    INFO("info", "Describe a scene or a model file."),
    SIMULATE("simulate", "Invent a scene with exact truth."),
    ANNOTATE("annotate", "Mark clouds, or anything else, in a browser."),
    PREPARE("prepare", "Make a dataset to train on from images and masks."),
    TRAIN("train", "Train a network on prepared datasets."),
    EVALUATE("evaluate", "Hold a model's answers against the truth."),
    RUNS("runs", "List all training runs with their figures."),
    MODELS("models", "List, describe and download models.");

    private final String word;
    private final String summary;

    Verb(String word, String summary) {
        this.word = word;
        this.summary = summary;
    }

    /** As typed. */
    String word() {
        return word;
    }

    /** One line for the help. */
    String summary() {
        return summary;
    }

    /** Whether it may lack the training engine, which inference users do not have. */
    boolean needsTraining() {
        return this == TRAIN || this == MODELS;
    }

    /** Builds the command. No class of another verb is loaded by this. */
    Callable<Integer> create(Console console) {
        return switch (this) {
            case DETECT -> new DetectCommand(console);
            case PREDICT -> new PredictCommand(console);
            case INFO -> new InfoCommand(console);
            case SIMULATE -> new SimulateCommand(console);
            case ANNOTATE -> new AnnotateCommand(console);
            case PREPARE -> new PrepareCommand(console);
            case TRAIN -> new TrainCommand(console);
            case EVALUATE -> new EvaluateCommand(console);
            case RUNS -> new RunsCommand(console);
            case MODELS -> new ModelsCommand(console);
        };
    }

    static @Nullable Verb named(String word) {
        for (Verb verb : values()) {
            if (verb.word.equals(word)) {
                return verb;
            }
        }
        return null;
    }
}
