package io.cloudless.cli;

import io.cloudless.dataset.ChipOptions;
import io.cloudless.dataset.MaskChips;
import io.cloudless.dataset.ScenePlaces;
import io.cloudless.scene.Annotation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What chips {@code prepare} cuts for a classifier. */
final class ChipChoice {
    /** What the dataset is to teach. */
    enum Task {
        SEGMENT,
        CLASSIFY
    }

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "What to make of masks: segment (the class of each pixel; default) or classify (chips).")
    private @Nullable Task task;

    @Option(
            names = "--annotations",
            paramLabel = "FILE",
            description = "Cut chips around what is marked here: annotated.json, COCO, GeoJSON, or a folder of YOLO or"
                    + " Pascal VOC; whole images on which nothing is marked show what is not sought.")
    private @Nullable Path annotations;

    @Option(
            names = "--from-leveldb",
            paramLabel = "DIR",
            description =
                    "Take chips from a Caffe LevelDB, or from a folder with one for training and one for validation.")
    private @Nullable Path leveldb;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "256",
            description = "Edge of a chip (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(names = "--augment", description = "Add chips to train on turned by 90, 180 and 270 degrees.")
    private boolean augment;

    @Option(
            names = "--split-by",
            paramLabel = "WHAT",
            defaultValue = "scene",
            description =
                    "What stays in one split: scene (images named SCENE_12, SCENE_x0_y512, ...; default) or image.")
    private ScenePlaces.By splitBy = ScenePlaces.By.SCENE;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            split = ",",
            description = "What is sought, where the input does not name it (default: " + Annotation.UNNAMED
                    + "); of a LevelDB, the classes from label 1 on.")
    private List<String> classes = List.of(Annotation.UNNAMED);

    @Option(
            names = "--negative",
            paramLabel = "NAME",
            defaultValue = "none",
            description = "Class of what is not sought (default: ${DEFAULT-VALUE}).")
    private String negative = "none";

    @Option(
            names = "--codes",
            paramLabel = "CODE",
            split = ",",
            description = "Codes of the masks that are sought (default: 1,2).")
    private Set<Integer> codes = Set.of(1, 2);

    @Option(
            names = "--at-least",
            paramLabel = "SHARE",
            defaultValue = "0.7",
            description = "A chip of a mask is positive from this share on (default: ${DEFAULT-VALUE}).")
    private double atLeast;

    @Option(
            names = "--at-most",
            paramLabel = "SHARE",
            defaultValue = "0.02",
            description = "It is negative up to this share, and left out between (default: ${DEFAULT-VALUE}).")
    private double atMost;

    @Nullable
    Path annotations() {
        return annotations;
    }

    @Nullable
    Path leveldb() {
        return leveldb;
    }

    ScenePlaces.By splitBy() {
        return splitBy;
    }

    /** What a mark without a class shows. */
    String positive() {
        return classes.get(0);
    }

    String negative() {
        return negative;
    }

    /** Names by label, the background's first. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(negative));
        names.addAll(classes);
        return names;
    }

    /** Whether chips are wanted at all. */
    boolean isWanted() {
        return task == Task.CLASSIFY || annotations != null || leveldb != null;
    }

    /**
     * @param images whether images are named
     * @param masks whether masks are named
     * @throws IllegalArgumentException if options contradict each other
     */
    void check(boolean images, boolean masks) {
        if (leveldb != null && (annotations != null || images || masks)) {
            throw new IllegalArgumentException("--from-leveldb brings its own pictures and classes");
        }
        if (annotations != null && masks) {
            throw new IllegalArgumentException("Either --annotations or --masks");
        }
        if (task == Task.SEGMENT && (annotations != null || leveldb != null)) {
            throw new IllegalArgumentException("--task segment needs --masks: annotations make chips to classify");
        }
        if (leveldb == null && !images) {
            throw new IllegalArgumentException("Name --images, or a database with --from-leveldb");
        }
        if (task == Task.CLASSIFY && leveldb == null && annotations == null && !masks) {
            throw new IllegalArgumentException("--task classify needs --masks or --annotations with --images");
        }
        if (names().stream().anyMatch(String::isBlank) || Set.copyOf(names()).size() < names().size()) {
            throw new IllegalArgumentException("--class and --negative must be names, and different ones");
        }
        if (classes.size() > 1 && leveldb == null) {
            throw new IllegalArgumentException("Several names for --class need --from-leveldb");
        }
    }

    ChipOptions options(SceneChoice scenes) {
        return new ChipOptions(size, augment, scenes.validation(), scenes.seed(), negative);
    }

    MaskChips.Rule maskRule() {
        return new MaskChips.Rule(size, codes, atLeast, atMost, positive(), negative);
    }
}
