package io.cloudless.draw;

import io.cloudless.detect.MaskLayout;
import io.cloudless.detect.MaskRows;
import io.cloudless.detect.MaskSink;
import java.util.Arrays;

/** A mask at the size of a {@link ScenePicture}: of each square the most frequent class, clear before cloud at a tie. */
public final class MaskPicture implements MaskSink {
    private static final int CLASSES = 4;

    private Shrinking shrinking = new Shrinking(0, 0, 1);
    private byte[] codes = new byte[0];
    private int[][] counts = new int[0][];

    @Override
    public void begin(MaskLayout layout) {
        shrinking = Shrinking.of(layout.width(), layout.height());
        codes = new byte[shrinking.pictureWidth() * shrinking.pictureHeight()];
        counts = new int[shrinking.pictureWidth()][CLASSES];
    }

    @Override
    public void accept(MaskRows rows) {
        for (int row = 0; row < rows.height(); row++) {
            for (int x = 0; x < rows.width(); x++) {
                int code = Byte.toUnsignedInt(rows.codes()[row * rows.width() + x]);
                if (code < CLASSES) {
                    counts[x / shrinking.factor()][code]++;
                }
            }
            int below = rows.y() + row + 1;
            if (below % shrinking.factor() == 0 || below == shrinking.height()) {
                finishRow((below - 1) / shrinking.factor());
            }
        }
    }

    private void finishRow(int row) {
        for (int x = 0; x < counts.length; x++) {
            int mostFrequent = 0;
            for (int code = 1; code < CLASSES; code++) {
                if (counts[x][code] > counts[x][mostFrequent]) {
                    mostFrequent = code;
                }
            }
            codes[row * counts.length + x] = (byte) mostFrequent;
            Arrays.fill(counts[x], 0);
        }
    }

    @Override
    public void end() {}

    int width() {
        return shrinking.pictureWidth();
    }

    int height() {
        return shrinking.pictureHeight();
    }

    /** The class at a pixel of the picture, clear where there is no data and outside. */
    int code(int x, int y) {
        return x < 0 || y < 0 || x >= width() || y >= height() ? 0 : codes[y * width() + x];
    }
}
