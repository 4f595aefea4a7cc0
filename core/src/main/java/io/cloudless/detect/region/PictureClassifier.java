package io.cloudless.detect.region;

import io.cloudless.detect.BandSelection;
import io.cloudless.detect.Segmentation;
import io.cloudless.detect.Segmenter;
import io.cloudless.detect.SegmenterOptions;
import io.cloudless.files.InputException;
import io.cloudless.model.Classifier;
import io.cloudless.model.MaskClass;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.raster.RasterReader;
import io.cloudless.work.Workers;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what pictures show as a whole, many of them side by side.
 *
 * <pre>{@code
 * try (Model model = Model.bundled(); PictureClassifier classifier = new PictureClassifier(model, options)) {
 *     List<Verdict> verdicts = classifier.classify(files);
 * }
 * }</pre>
 *
 * <p>A classifier gets the whole picture, resized to a square whatever its shape. Of a model that segments, the answer is
 * the probability that there is cloud somewhere in the picture.
 */
public final class PictureClassifier implements AutoCloseable {
    static final List<MaskClass> CLEAR_OR_CLOUD =
            List.of(new MaskClass(MaskClass.CLEAR, "clear"), new MaskClass(MaskClass.CLOUD, "cloud"));

    private final Model model;
    private final SegmenterOptions options;
    private final @Nullable Classifier classifier;

    /**
     * @param model stays open; closing it is the caller's part
     * @param options of these, a classifier needs threads and bands only
     */
    public PictureClassifier(Model model, SegmenterOptions options) {
        this.model = model;
        this.options = options;
        this.classifier =
                model.card().task() == ModelCard.Task.CLASSIFICATION ? new Classifier(model, options.threads()) : null;
    }

    /** What it tells apart. */
    public List<MaskClass> classes() {
        return classifier == null ? CLEAR_OR_CLOUD : model.card().classes();
    }

    /** A verdict for each file, in their order. One that cannot be used does not stop the others. */
    public List<Verdict> classify(List<Path> files) {
        Verdict[] verdicts = new Verdict[files.size()];
        if (classifier == null) {
            // Threads beyond one for each file help within the files.
            SegmenterOptions each = options.withThreads(Math.max(1, options.threads() / Math.max(1, files.size())));
            Workers.run(options.threads(), verdicts.length, i -> verdicts[i] = segmented(files.get(i), each));
        } else {
            Prepared[] prepared = new Prepared[files.size()];
            float[][] answers = classifier.probabilities(
                    prepared.length, (i, into) -> prepared[i] = prepare(files.get(i), into, classifier.edge()));
            for (int i = 0; i < verdicts.length; i++) {
                verdicts[i] = prepared[i].verdict(classes(), answers[i]);
            }
        }
        return List.of(verdicts);
    }

    private Verdict segmented(Path file, SegmenterOptions segmenterOptions) {
        try (RasterReader scene = RasterReader.open(file)) {
            CloudPresence presence = new CloudPresence();
            Segmentation segmentation = new Segmenter(model).segment(scene, segmenterOptions, presence);
            if (segmentation.statistics().valid() == 0) {
                throw empty(file);
            }
            float cloud = (float) presence.probability();
            return new Verdict.Answer(
                    file,
                    ClassProbability.ranked(CLEAR_OR_CLOUD, new float[] {1 - cloud, cloud}),
                    segmentation.layout().notes());
        } catch (RuntimeException e) {
            return new Verdict.Failure(file, e);
        }
    }

    /** A picture on its way through the classifier. */
    private record Prepared(
            Path file, List<String> notes, @Nullable RuntimeException problem) {
        Verdict verdict(List<MaskClass> classes, float[] probabilities) {
            return problem == null
                    ? new Verdict.Answer(file, ClassProbability.ranked(classes, probabilities), notes)
                    : new Verdict.Failure(file, problem);
        }
    }

    private Prepared prepare(Path file, FloatBuffer into, int edge) {
        try (RasterReader scene = RasterReader.open(file)) {
            BandSelection bands = BandSelection.of(scene.info(), model.card().bands(), options.bands());
            ReducedScene picture = ReducedScene.read(scene, bands, (y, values) -> {});
            if (picture.isEmpty()) {
                throw empty(file);
            }
            picture.put(picture.bounds(), edge, into);
            return new Prepared(file, picture.notes(), null);
        } catch (RuntimeException e) {
            into.position(into.limit()); // goes through with its batch; nobody asks for the answer
            return new Prepared(file, List.of(), e);
        }
    }

    private static InputException empty(Path file) {
        return new InputException(file, "no pixel has data", "Name a picture that shows something");
    }

    @Override
    public void close() {
        if (classifier != null) {
            classifier.close();
        }
    }
}
