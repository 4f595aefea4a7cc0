package io.cloudless.detect.region;

import io.cloudless.detect.BandSelection;
import io.cloudless.detect.PictureSink;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Resampling;
import io.cloudless.raster.Window;
import io.cloudless.raster.scaling.ValueScaling;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A scene as a picture in memory, whatever its size: each of its pixels is the mean of a square of the scene's. What has no
 * data is told, and has the mean of all that has.
 */
public final class ReducedScene {
    /** Longest edge: up to this every pixel of the scene is there. */
    static final int MAX_EDGE = 2048;

    private static final int ROWS_AT_ONCE = 128;

    private final int factor;
    private final int width;
    private final int height;
    private final float[][] planes;
    private final BitSet valid;
    private final List<String> notes = new ArrayList<>();

    private ReducedScene(RasterInfo info, int channels) {
        this.factor = (Math.max(info.width(), info.height()) + MAX_EDGE - 1) / MAX_EDGE;
        this.width = (info.width() + factor - 1) / factor;
        this.height = (info.height() + factor - 1) / factor;
        this.planes = new float[channels][width * height];
        this.valid = new BitSet(width * height);
    }

    /**
     * Reads a scene from top to bottom.
     *
     * @param bands a plane for each of its channels
     * @param picture is shown all rows
     * @throws io.cloudless.files.InputException if the file turns out damaged
     */
    static ReducedScene read(RasterReader scene, BandSelection bands, PictureSink picture) {
        RasterInfo info = scene.info();
        ValueScaling scaling = ValueScaling.of(scene, bands.read());
        ReducedScene reduced = new ReducedScene(info, bands.order().length);
        int rows = Math.max(1, ROWS_AT_ONCE / reduced.factor) * reduced.factor;
        for (int y = 0; y < info.height(); y += rows) {
            Pixels pixels = scene.read(new Window(0, y, info.width(), rows).clip(info.bounds()), bands.read());
            scaling.apply(pixels);
            Pixels ordered = inOrder(pixels, bands.order());
            picture.accept(y, ordered);
            reduced.add(ordered, y / reduced.factor);
        }
        reduced.fillGaps();
        reduced.notes.addAll(bands.notes());
        reduced.notes.add("Values: " + scaling.explanation());
        if (reduced.factor > 1) {
            reduced.notes.add("Looked at with " + reduced.factor + " x " + reduced.factor + " pixels as one");
        }
        return reduced;
    }

    private static Pixels inOrder(Pixels pixels, int[] order) {
        float[][] channels =
                Arrays.stream(order).mapToObj(i -> pixels.bands()[i]).toArray(float[][]::new);
        return new Pixels(pixels.width(), pixels.height(), channels);
    }

    /** Takes rows in whose first belongs to this row of the picture. */
    private void add(Pixels pixels, int row) {
        for (int top = 0; top < pixels.height(); top += factor, row++) {
            for (int x = 0; x < width; x++) {
                Window square =
                        new Window(x * factor, top, factor, factor).clip(Window.of(pixels.width(), pixels.height()));
                addSquare(pixels, square, row * width + x);
            }
        }
    }

    private void addSquare(Pixels pixels, Window square, int to) {
        int count = 0;
        for (int y = square.y(); y < square.bottom(); y++) {
            for (int i = y * pixels.width() + square.x(), end = i + square.width(); i < end; i++) {
                if (pixels.isValid(i)) {
                    count++;
                    for (int channel = 0; channel < planes.length; channel++) {
                        planes[channel][to] += pixels.bands()[channel][i];
                    }
                }
            }
        }
        if (count > 0) {
            valid.set(to);
            for (float[] plane : planes) {
                plane[to] /= count;
            }
        }
    }

    private void fillGaps() {
        int count = valid.cardinality();
        if (count == 0 || count == width * height) {
            return;
        }
        for (float[] plane : planes) {
            double sum = 0;
            for (float value : plane) {
                sum += value;
            }
            float mean = (float) (sum / count);
            for (int i = valid.nextClearBit(0); i < plane.length; i = valid.nextClearBit(i + 1)) {
                plane[i] = mean;
            }
        }
    }

    /** How many of the scene's pixels, across and down, are one of these. */
    int factor() {
        return factor;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The whole of it. */
    Window bounds() {
        return Window.of(width, height);
    }

    /** Whether no pixel has data. */
    boolean isEmpty() {
        return valid.isEmpty();
    }

    /** How much of a part has data, 0..1. */
    double validShare(Window part) {
        long count = 0;
        for (int y = part.y(); y < part.bottom(); y++) {
            int row = y * width;
            count += valid.get(row + part.x(), row + part.right()).cardinality();
        }
        return (double) count / part.area();
    }

    /** The pixels of the scene that a part stands for; may reach beyond its edge. */
    Window onScene(Window part) {
        return new Window(part.x() * factor, part.y() * factor, part.width() * factor, part.height() * factor);
    }

    /** The part in which a part of the scene lies. */
    Window onPicture(Window part) {
        int left = part.x() / factor;
        int top = part.y() / factor;
        int right = (part.right() + factor - 1) / factor;
        int bottom = (part.bottom() + factor - 1) / factor;
        return new Window(left, top, right - left, bottom - top);
    }

    /** A copy of a part. */
    Pixels crop(Window part) {
        float[][] crop = new float[planes.length][Math.toIntExact(part.area())];
        for (int channel = 0; channel < planes.length; channel++) {
            for (int y = 0; y < part.height(); y++) {
                int from = (part.y() + y) * width + part.x();
                System.arraycopy(planes[channel], from, crop[channel], y * part.width(), part.width());
            }
        }
        return new Pixels(part.width(), part.height(), crop);
    }

    /** Values 0..1, row-major, one array for each channel; not to be changed. */
    float[][] planes() {
        return planes;
    }

    /** What was assumed, for the user. */
    List<String> notes() {
        return notes;
    }

    /** Puts a part of it, resized to a square, in as {@code [channel][row][column]}. */
    void put(Window part, int edge, FloatBuffer into) {
        Resampling resampling = new Resampling(part.width(), part.height(), edge, edge);
        for (float[] plane : planes) {
            resampling.apply(plane, width, part.x(), part.y(), into);
        }
    }
}
