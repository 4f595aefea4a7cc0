package io.cloudless.evaluate;

import io.cloudless.dataset.LabelledScene;
import io.cloudless.files.InputException;
import io.cloudless.work.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Holds what a detector says of scenes against their truth. */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Evaluates scene by scene, several side by side.
     *
     * @param scenes at least one
     * @param threads how many scenes at once; changes the time it takes and nothing else
     * @return results in the order of the scenes
     * @throws InputException if a file cannot be used, or a mask is not of its image's size
     */
    public static List<SceneResult> evaluate(
            Predictor predictor, List<LabelledScene> scenes, int threads, Progress progress) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        progress.begin("evaluate", scenes.size(), "scenes");
        try {
            List<Future<SceneResult>> futures = new ArrayList<>();
            for (LabelledScene scene : scenes) {
                futures.add(workers.submit(() -> {
                    SceneResult result = evaluate(predictor, scene);
                    progress.advance(1);
                    return result;
                }));
            }
            List<SceneResult> results = new ArrayList<>();
            for (Future<SceneResult> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            workers.shutdownNow();
            progress.end();
        }
    }

    private static SceneResult evaluate(Predictor predictor, LabelledScene scene) {
        Prediction prediction = predictor.predict(scene);
        return result(scene.name(), scene.properties(), truthOf(scene, prediction), prediction);
    }

    /** @param truth codes, as many as the prediction has */
    static SceneResult result(String name, Map<String, String> properties, byte[] truth, Prediction prediction) {
        ConfusionMatrix matrix = new ConfusionMatrix(ConfusionMatrix.MASK_CLASSES);
        matrix.add(truth, prediction.codes());
        ProbabilityCounts counts = null;
        byte[] probability = prediction.cloudProbability();
        if (probability != null) {
            counts = new ProbabilityCounts();
            for (int i = 0; i < truth.length; i++) {
                counts.add(truth[i] & 0xFF, probability[i] & 0xFF);
            }
        }
        return new SceneResult(name, properties, matrix, counts);
    }

    /**
     * The truth of a scene, code for code beside a prediction.
     *
     * @return row-major codes
     * @throws InputException if it is not of the prediction's size
     */
    public static byte[] truthOf(LabelledScene scene, Prediction prediction) {
        CodeRaster truth = CodeRaster.readMask(scene.mask());
        if (truth.width() != prediction.width() || truth.height() != prediction.height()) {
            throw new InputException(
                    scene.mask(),
                    "has " + truth.width() + " x " + truth.height() + " pixels, but " + prediction.source() + " has "
                            + prediction.width() + " x " + prediction.height(),
                    "A mask must have as many pixels as its image");
        }
        return truth.values();
    }
}
