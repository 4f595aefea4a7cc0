package io.cloudless.evaluate;

import io.cloudless.dataset.Chip;
import io.cloudless.dataset.PreparedDataset;
import io.cloudless.dataset.Split;
import io.cloudless.files.InputException;
import io.cloudless.model.MaskClass;
import io.cloudless.model.Model;
import io.cloudless.raster.Pixels;
import io.cloudless.work.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs a model that segments over the validation chips of prepared datasets, each as a whole and as its samples lie there:
 * what training validates on. Not for several threads at a time.
 */
public final class PreparedEvaluator {
    private final Model model;
    private final double threshold;
    private final Map<String, Supplier<Chip>> chips = new LinkedHashMap<>();

    /**
     * @param model one that segments
     * @param threshold 0..1: from this probability on a pixel is cloud
     * @param datasets each with the model's number of bands
     * @throws InputException if there are no chips for validation, or of other bands
     */
    public PreparedEvaluator(Model model, double threshold, List<PreparedDataset> datasets) {
        this.model = model;
        this.threshold = threshold;
        for (PreparedDataset dataset : datasets) {
            int bands = model.card().bands().size();
            if (dataset.bands() != bands) {
                throw new InputException(
                        dataset.folder(),
                        "has " + dataset.bands() + " bands, the model takes " + bands,
                        "Name the dataset that the model was trained on");
            }
            String prefix = datasets.size() == 1 ? "" : dataset.folder().getFileName() + "/";
            for (int index : dataset.chips(Split.VALIDATION)) {
                chips.put(prefix + dataset.id(index), () -> dataset.chip(index));
            }
        }
        if (chips.isEmpty()) {
            throw new InputException(
                    datasets.get(0).folder(),
                    "has no chips for validation",
                    "Prepare it again with some kept for validation");
        }
    }

    /** All chips, in the order of the datasets. */
    public List<SceneResult> evaluate(Progress progress) {
        List<SceneResult> results = new ArrayList<>();
        progress.begin("evaluate", chips.size(), "chips");
        try {
            chips.forEach((name, chip) -> {
                results.add(Evaluator.result(name, Map.of(), chip.get().mask(), predict(name)));
                progress.advance(1);
            });
        } finally {
            progress.end();
        }
        return results;
    }

    /** The chip of a result. */
    public Chip chip(String name) {
        Supplier<Chip> chip = chips.get(name);
        if (chip == null) {
            throw new IllegalArgumentException("There is no chip " + name);
        }
        return chip.get();
    }

    /** What the model says of a chip. */
    public Prediction predict(String name) {
        Pixels pixels = chip(name).pixels();
        int step = model.sizeStep();
        int width = (pixels.width() + step - 1) / step * step;
        int height = (pixels.height() + step - 1) / step * step;
        float[] probabilities = model.probabilities(flat(pixels.mirroredTo(width, height)), 1, height, width);
        byte[] codes = new byte[pixels.width() * pixels.height()];
        byte[] percents = new byte[codes.length];
        float[] byCode = new float[ConfusionMatrix.MASK_CLASSES];
        for (int i = 0; i < codes.length; i++) {
            int at = i / pixels.width() * width + i % pixels.width();
            float cloud = sumByCode(probabilities, at, width * height, byCode);
            codes[i] = (byte) answer(byCode, cloud >= threshold);
            percents[i] = (byte) Math.round(100 * Math.min(1, cloud));
        }
        return new Prediction(model.file(), pixels.width(), pixels.height(), codes, percents);
    }

    /** Adds up what the classes of each code got, and returns that of cloud of any kind. */
    private float sumByCode(float[] probabilities, int at, int area, float[] byCode) {
        Arrays.fill(byCode, 0);
        float cloud = 0;
        List<MaskClass> classes = model.card().classes();
        for (int c = 0; c < classes.size(); c++) {
            float probability = probabilities[c * area + at];
            byCode[classes.get(c).code()] += probability;
            cloud += classes.get(c).isCloud() ? probability : 0;
        }
        return cloud;
    }

    private static int answer(float[] byCode, boolean cloud) {
        int first = cloud ? MaskClass.CLOUD : MaskClass.CLEAR;
        int second = cloud ? MaskClass.THIN_CLOUD : MaskClass.SHADOW;
        return byCode[second] > byCode[first] ? second : first;
    }

    /** Bands one after another. */
    private static float[] flat(Pixels pixels) {
        int area = pixels.width() * pixels.height();
        float[] values = new float[pixels.bands().length * area];
        for (int band = 0; band < pixels.bands().length; band++) {
            System.arraycopy(pixels.bands()[band], 0, values, band * area, area);
        }
        return values;
    }
}
