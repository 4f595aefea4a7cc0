package io.cloudless.annotate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudless.raster.Window;
import io.cloudless.scene.RunLengths;
import io.cloudless.scene.Runs;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Pixels as the page has them: a window, and the lengths of runs row by row through it, alternately outside and inside,
 * starting outside.
 */
final class MaskRuns {
    private MaskRuns() {}

    /** @throws IllegalArgumentException if the window reaches out of the image or the runs do not fill it */
    static RunLengths parse(JsonNode node, int width, int height) {
        Window window = new Window(whole(node, "x"), whole(node, "y"), whole(node, "width"), whole(node, "height"));
        if (!Window.of(width, height).contains(window)) {
            throw new IllegalArgumentException("A mask " + window + " reaches out of its image");
        }
        Runs runs = new Runs();
        long position = 0;
        boolean inside = false;
        for (JsonNode length : node.path("runs")) {
            long end = position + length.asLong(-1);
            if (end < position || end > window.area()) {
                throw new IllegalArgumentException("The runs of a mask do not fit its window");
            }
            if (inside) {
                add(runs, window, (int) position, (int) end);
            }
            position = end;
            inside = !inside;
        }
        if (position != window.area()) {
            throw new IllegalArgumentException(
                    "The runs of a mask end after " + position + " of " + window.area() + " pixels");
        }
        return RunLengths.of(runs, width, height);
    }

    private static int whole(JsonNode node, String field) {
        if (!node.path(field).isIntegralNumber() || !node.path(field).canConvertToInt()) {
            throw new IllegalArgumentException("A mask needs a whole number '" + field + "'");
        }
        return node.path(field).asInt();
    }

    private static void add(Runs runs, Window window, int from, int to) {
        for (int start = from; start < to; ) {
            int row = start / window.width();
            int end = Math.min(to, (row + 1) * window.width());
            runs.add(
                    window.y() + row,
                    window.x() + start - row * window.width(),
                    window.x() + end - row * window.width());
            start = end;
        }
    }

    static void write(RunLengths pixels, ObjectNode node) {
        Runs runs = pixels.toRuns();
        Window box = runs.box();
        node.put("x", box.x()).put("y", box.y()).put("width", box.width()).put("height", box.height());
        ArrayNode lengths = node.putArray("runs");
        int[] order = IntStream.range(0, runs.count())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(runs::row).thenComparingInt(runs::from))
                .mapToInt(Integer::intValue)
                .toArray();
        int position = 0;
        int start = 0;
        for (int run : order) {
            int from = (runs.row(run) - box.y()) * box.width() + runs.from(run) - box.x();
            if (from != position || start == position) {
                if (position > start) {
                    lengths.add(position - start);
                }
                lengths.add(from - position);
                start = from;
            }
            position = from + runs.to(run) - runs.from(run);
        }
        if (position > start) {
            lengths.add(position - start);
        }
        if (position < box.area()) {
            lengths.add(box.area() - position);
        }
    }
}
