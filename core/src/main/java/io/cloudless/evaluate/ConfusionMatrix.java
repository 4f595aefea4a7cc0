package io.cloudless.evaluate;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Counts of pixels by what they are and what they were called: rows are the truth, columns the prediction. Classes are
 * the codes of a mask, 0 clear, 1 thick cloud, 2 thin cloud, 3 cloud shadow.
 *
 * <p>A pixel of unknown truth ({@value #NO_DATA}) is left out altogether. A pixel of known truth that was predicted as
 * no data is no cell of the matrix either, but is counted by itself, so that a detector cannot improve its figures
 * unseen by giving up on pixels.
 *
 * <p>Not thread-safe: give each thread its own and {@link #merge} them; sums do not depend on the order.
 */
public final class ConfusionMatrix {
    /** The code of a pixel about which nothing is known or said. */
    public static final int NO_DATA = 255;

    /** Classes of a full mask: clear, thick cloud, thin cloud, shadow. */
    public static final int MASK_CLASSES = 4;

    private final int classes;
    private final long[] cells;
    private final long[] noData;

    /**
     * An empty matrix.
     *
     * @param classes number of codes, at least 2: codes are 0 to {@code classes - 1}
     */
    public ConfusionMatrix(int classes) {
        if (classes < 2 || classes > NO_DATA) {
            throw new IllegalArgumentException("A confusion matrix of " + classes + " classes");
        }
        this.classes = classes;
        this.cells = new long[classes * classes];
        this.noData = new long[classes];
    }

    /** Counts one pixel. */
    public void add(int truth, int predicted) {
        add(truth, predicted, 1);
    }

    /**
     * Counts some pixels.
     *
     * @param truth a class, or {@value #NO_DATA}: nothing is counted
     * @param predicted a class, or {@value #NO_DATA}
     * @param pixels how many, at least 0
     * @throws IllegalArgumentException if a code is neither
     */
    public void add(int truth, int predicted, long pixels) {
        if (pixels < 0) {
            throw new IllegalArgumentException(pixels + " pixels");
        }
        if (predicted != NO_DATA) {
            checkClass(predicted);
        }
        if (truth == NO_DATA) {
            return;
        }
        checkClass(truth);
        if (predicted == NO_DATA) {
            noData[truth] += pixels;
        } else {
            cells[truth * classes + predicted] += pixels;
        }
    }

    /**
     * Counts a whole mask.
     *
     * @param truth codes as unsigned bytes
     * @param predicted codes as unsigned bytes, as many
     */
    public void add(byte[] truth, byte[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(
                    truth.length + " pixels of truth for " + predicted.length + " of prediction");
        }
        for (int i = 0; i < truth.length; i++) {
            add(truth[i] & 0xFF, predicted[i] & 0xFF);
        }
    }

    /** Adds the counts of another matrix of as many classes to this one. */
    public void merge(ConfusionMatrix other) {
        if (other.classes != classes) {
            throw new IllegalArgumentException(other.classes + " classes merged into " + classes);
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] += other.cells[i];
        }
        for (int i = 0; i < classes; i++) {
            noData[i] += other.noData[i];
        }
    }

    /**
     * The same pixels as cloud (1) against not cloud (0): codes 1 and 2 are cloud, every other is not.
     *
     * @return a new matrix of two classes
     */
    public ConfusionMatrix binary() {
        return binary(ConfusionMatrix::isCloud);
    }

    /**
     * The same pixels as one kind (1) against all the rest (0).
     *
     * @param isOfKind whether a code is of that kind
     * @return a new matrix of two classes
     */
    public ConfusionMatrix binary(IntPredicate isOfKind) {
        ConfusionMatrix binary = new ConfusionMatrix(2);
        for (int truth = 0; truth < classes; truth++) {
            int row = isOfKind.test(truth) ? 1 : 0;
            binary.noData[row] += noData[truth];
            for (int predicted = 0; predicted < classes; predicted++) {
                binary.cells[row * 2 + (isOfKind.test(predicted) ? 1 : 0)] += count(truth, predicted);
            }
        }
        return binary;
    }

    /** Whether a code of a mask is cloud, thick or thin. */
    public static boolean isCloud(int code) {
        return code == 1 || code == 2;
    }

    /** Number of classes. */
    public int classes() {
        return classes;
    }

    /** Pixels of this class that were given that class. */
    public long count(int truth, int predicted) {
        checkClass(truth);
        checkClass(predicted);
        return cells[truth * classes + predicted];
    }

    /** Pixels that are of this class and were given any class. */
    public long truths(int truth) {
        checkClass(truth);
        long sum = 0;
        for (int predicted = 0; predicted < classes; predicted++) {
            sum += cells[truth * classes + predicted];
        }
        return sum;
    }

    /** Pixels of known truth that were given this class. */
    public long predictions(int predicted) {
        checkClass(predicted);
        long sum = 0;
        for (int truth = 0; truth < classes; truth++) {
            sum += cells[truth * classes + predicted];
        }
        return sum;
    }

    /** Pixels in the matrix, those predicted as no data not among them. */
    public long total() {
        return Arrays.stream(cells).sum();
    }

    /** Pixels of this class that were predicted as no data. */
    public long noData(int truth) {
        checkClass(truth);
        return noData[truth];
    }

    /** Pixels of known truth that were predicted as no data. */
    public long noData() {
        return Arrays.stream(noData).sum();
    }

    private void checkClass(int code) {
        if (code < 0 || code >= classes) {
            throw new IllegalArgumentException("Class " + code + " in a confusion matrix of " + classes + " classes");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix
                && Arrays.equals(cells, matrix.cells)
                && Arrays.equals(noData, matrix.noData);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(cells) + Arrays.hashCode(noData);
    }

    /** The counts row by row, for a debugger. */
    @Override
    public String toString() {
        return "ConfusionMatrix" + Arrays.toString(cells) + " no data " + Arrays.toString(noData);
    }
}
