package io.cloudless.scene;

import io.cloudless.raster.Window;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/**
 * Some of a picture's pixels as COCO's run lengths: all pixels are counted down the columns from the left, alternately
 * outside and inside, starting outside. Two of the same pixels are equal.
 *
 * @see <a href="https://github.com/cocodataset/cocoapi">cocoapi, common/maskApi.c</a>
 */
public final class RunLengths {
    private static final int BITS = 5;
    private static final int CONTINUES = 1 << BITS;
    private static final int SIGN = 1 << (BITS - 1);
    private static final int FIRST_CHARACTER = 48;
    private static final int LAST_CHARACTER = FIRST_CHARACTER + 2 * CONTINUES - 1;

    private final int width;
    private final int height;
    private final long[] counts;

    /**
     * @param width columns of the picture, at least 1
     * @param height rows of the picture, at least 1
     * @param counts lengths of the runs, the first outside; together all pixels of the picture
     * @throws IllegalArgumentException if the counts are not of such a picture
     */
    public RunLengths(int width, int height, long... counts) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("Runs in a picture of " + width + " x " + height + " pixels");
        }
        long rest = (long) width * height;
        for (long count : counts) {
            if (count < 0 || count > rest) {
                throw new IllegalArgumentException("A run of " + count + " pixels where " + rest + " are left");
            }
            rest -= count;
        }
        if (rest != 0) {
            throw new IllegalArgumentException("Runs that leave out " + rest + " pixels of " + width + " x " + height);
        }
        this.width = width;
        this.height = height;
        this.counts = withoutEmptyRuns(counts);
    }

    private static long[] withoutEmptyRuns(long[] counts) {
        long[] kept = new long[counts.length + 1];
        int size = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                if (size % 2 == i % 2) {
                    kept[size++] = counts[i];
                } else if (size > 0) {
                    kept[size - 1] += counts[i];
                } else {
                    kept[1] = counts[i];
                    size = 2;
                }
            }
        }
        return Arrays.copyOf(kept, size);
    }

    /**
     * The run lengths of pixels of a picture.
     *
     * @param pixels inside the picture, in a window of at most 2^31 - 1 pixels
     */
    public static RunLengths of(Runs pixels, int width, int height) {
        Window box = pixels.box();
        long[] counts = new long[16];
        int size = 0;
        long position = 0;
        BitSet columns = columnMajor(pixels, box);
        for (int from = columns.nextSetBit(0); from >= 0; ) {
            // A run of the box that goes on in the next column goes on in the picture only at full height.
            int to = Math.min(columns.nextClearBit(from), (from / box.height() + 1) * box.height());
            long start = (long) (box.x() + from / box.height()) * height + box.y() + from % box.height();
            if (size + 2 >= counts.length) {
                counts = Arrays.copyOf(counts, 2 * counts.length);
            }
            counts[size++] = start - position;
            counts[size++] = to - from;
            position = start + to - from;
            from = columns.nextSetBit(to);
        }
        counts[size++] = (long) width * height - position;
        return new RunLengths(width, height, Arrays.copyOf(counts, size));
    }

    /** The pixels of the box, down the columns from the left. */
    private static BitSet columnMajor(Runs pixels, Window box) {
        if (box.area() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A region of " + box.width() + " x " + box.height() + " pixels");
        }
        BitSet bits = new BitSet();
        for (int run = 0; run < pixels.count(); run++) {
            int row = pixels.row(run) - box.y();
            for (int x = pixels.from(run) - box.x(); x < pixels.to(run) - box.x(); x++) {
                bits.set(x * box.height() + row);
            }
        }
        return bits;
    }

    /**
     * Reads the compressed form, as {@code rleFrString} of the COCO API does.
     *
     * @throws IllegalArgumentException if the text is none, or not of such a picture
     */
    public static RunLengths parse(String text, int width, int height) {
        long[] counts = new long[text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); ) {
            long value = 0;
            int shift = 0;
            int character;
            do {
                if (i == text.length() || text.charAt(i) < FIRST_CHARACTER || text.charAt(i) > LAST_CHARACTER) {
                    throw new IllegalArgumentException("Run lengths that end or break off at character " + i);
                }
                character = text.charAt(i++) - FIRST_CHARACTER;
                value |= (long) (character & (CONTINUES - 1)) << shift;
                shift += BITS;
            } while ((character & CONTINUES) != 0 && shift < Long.SIZE);
            if ((character & SIGN) != 0 && shift < Long.SIZE) {
                value |= -1L << shift;
            }
            counts[size] = size > 2 ? value + counts[size - 2] : value;
            size++;
        }
        return new RunLengths(width, height, Arrays.copyOf(counts, size));
    }

    /** The compressed form, as {@code rleToString} of the COCO API makes it. */
    public String compress() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            // From the fourth count on the difference to the second last one, five bits a character.
            long value = i > 2 ? counts[i] - counts[i - 2] : counts[i];
            boolean more = true;
            while (more) {
                int character = (int) (value & (CONTINUES - 1));
                value >>= BITS;
                more = (character & SIGN) != 0 ? value != -1 : value != 0;
                text.append((char) ((more ? character | CONTINUES : character) + FIRST_CHARACTER));
            }
        }
        return text.toString();
    }

    /** Columns of the picture. */
    public int width() {
        return width;
    }

    /** Rows of the picture. */
    public int height() {
        return height;
    }

    /** Lengths of the runs: outside, inside, outside, …; none but the first is 0. */
    public long[] counts() {
        return counts.clone();
    }

    /** Number of pixels inside. */
    public long area() {
        long area = 0;
        for (int i = 1; i < counts.length; i += 2) {
            area += counts[i];
        }
        return area;
    }

    /**
     * The same pixels row by row.
     *
     * @throws ArithmeticException if the window around them has more than 2^31 - 1 pixels
     */
    public Runs toRuns() {
        Window box = box();
        BitSet rows = new BitSet();
        long position = 0;
        for (int i = 0; i < counts.length; i++) {
            long end = position + counts[i];
            for (; i % 2 == 1 && position < end; position++) {
                int y = (int) (position % height) - box.y();
                rows.set(Math.addExact(Math.multiplyExact(y, box.width()), (int) (position / height) - box.x()));
            }
            position = end;
        }
        Runs runs = new Runs();
        for (int from = rows.nextSetBit(0); from >= 0; ) {
            int y = from / box.width();
            int to = Math.min(rows.nextClearBit(from), (y + 1) * box.width());
            runs.add(y + box.y(), from % box.width() + box.x(), to - y * box.width() + box.x());
            from = rows.nextSetBit(to);
        }
        return runs;
    }

    /** The smallest window around the pixels inside; empty if there are none. */
    public Window box() {
        long left = Long.MAX_VALUE;
        long right = 0;
        long top = Long.MAX_VALUE;
        long bottom = 0;
        long end = 0;
        for (int i = 0; i < counts.length; i++) {
            long start = end;
            end += counts[i];
            if (i % 2 == 1) {
                boolean oneColumn = start / height == (end - 1) / height;
                left = Math.min(left, start / height);
                right = Math.max(right, (end - 1) / height + 1);
                top = oneColumn ? Math.min(top, start % height) : 0;
                bottom = oneColumn ? Math.max(bottom, (end - 1) % height + 1) : height;
            }
        }
        return right == 0
                ? new Window(0, 0, 0, 0)
                : new Window((int) left, (int) top, (int) (right - left), (int) (bottom - top));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunLengths runs
                && width == runs.width
                && height == runs.height
                && Arrays.equals(counts, runs.counts);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d pixels of %d x %d", area(), width, height);
    }
}
