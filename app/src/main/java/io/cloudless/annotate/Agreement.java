package io.cloudless.annotate;

import io.cloudless.annotate.store.Task;
import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.Metrics;
import io.cloudless.scene.ClassMask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * How well people agree on the images that two of them marked. All their pixels are taken together; what either calls
 * unknown is left out.
 *
 * @param images how many there are
 * @param iou of what is marked, whatever its class: intersection over union, NaN where nothing is marked
 * @param kappa Cohen's, over all classes and "not marked"; NaN where it is not defined
 * @param pairs the same for every two people
 */
public record Agreement(int images, double iou, double kappa, List<Pair> pairs) {
    /**
     * Of two people.
     *
     * @param first who marked first
     * @param second who gave the second opinion
     */
    public record Pair(String first, String second, int images, double iou, double kappa) {}

    /** Measures it. */
    public static Agreement in(Project project) {
        int classes = 2
                + project.settings().classes().stream()
                        .filter(label -> !label.isUnknown())
                        .mapToInt(LabelClass::code)
                        .max()
                        .orElse(0);
        Counts all = new Counts("", "", Math.min(classes, ConfusionMatrix.NO_DATA));
        Map<List<String>, Counts> pairs = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        FinishedImages finished = new FinishedImages(project);
        Map<Long, Task> firsts = new HashMap<>();
        List<Task> seconds = new ArrayList<>();
        finished.forEach(2, seconds::add);
        if (!seconds.isEmpty()) {
            finished.forEach(1, task -> firsts.put(task.image().id(), task));
        }
        ToIntFunction<String> codes = project.codes();
        for (Task second : seconds) {
            Task first = firsts.get(second.image().id());
            if (first != null) {
                byte[] a = ClassMask.of(finished.annotatedAnywhere(first), codes);
                byte[] b = ClassMask.of(finished.annotatedAnywhere(second), codes);
                String one = String.valueOf(first.annotator());
                String other = String.valueOf(second.annotator());
                all.add(a, b);
                pairs.computeIfAbsent(List.of(one, other), key -> new Counts(one, other, all.classes))
                        .add(a, b);
            }
        }
        return new Agreement(
                all.images,
                all.iou(),
                Metrics.kappa(all.matrix),
                pairs.values().stream().map(Counts::pair).toList());
    }

    /** Pixels that two marked, counted. */
    private static final class Counts {
        private final String first;
        private final String second;
        private final int classes;
        private final ConfusionMatrix matrix;
        private final ConfusionMatrix marked = new ConfusionMatrix(2);
        private int images;

        Counts(String first, String second, int classes) {
            this.first = first;
            this.second = second;
            this.classes = classes;
            this.matrix = new ConfusionMatrix(classes);
        }

        void add(byte[] a, byte[] b) {
            matrix.add(a, b);
            for (int i = 0; i < a.length; i++) {
                if ((a[i] & 0xFF) != ConfusionMatrix.NO_DATA && (b[i] & 0xFF) != ConfusionMatrix.NO_DATA) {
                    marked.add(a[i] == 0 ? 0 : 1, b[i] == 0 ? 0 : 1);
                }
            }
            images++;
        }

        double iou() {
            return Metrics.iou(marked, 1);
        }

        Pair pair() {
            return new Pair(first, second, images, iou(), Metrics.kappa(matrix));
        }
    }
}
