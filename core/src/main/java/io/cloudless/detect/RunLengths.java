package io.cloudless.detect;

import java.util.BitSet;

/**
 * A region as COCO's run lengths: pixels of the whole picture counted down the columns from the left, alternately
 * outside and inside the region, starting outside.
 *
 * @see <a href="https://github.com/cocodataset/cocoapi">cocoapi, common/maskApi.c</a>
 */
final class RunLengths {
    private static final int BITS = 5;
    private static final int CONTINUES = 1 << BITS;
    private static final int SIGN = 1 << (BITS - 1);
    private static final int FIRST_CHARACTER = 48;

    private final StringBuilder text = new StringBuilder();
    private long before2;
    private long before1;
    private int written;

    private RunLengths() {}

    /**
     * The compressed form, as {@code rleToString} of the COCO API makes it.
     *
     * @param height rows of the picture
     */
    static String compress(Region region, int width, int height) {
        RunLengths lengths = new RunLengths();
        long position = 0;
        long start = -1;
        long end = -1;
        BitSet columns = columnMajor(region);
        int rows = region.box().height();
        for (int from = columns.nextSetBit(0); from >= 0; ) {
            // A run of the box that goes on in the next column goes on in the picture only at full height.
            int to = Math.min(columns.nextClearBit(from), (from / rows + 1) * rows);
            long pictureFrom = (long) (region.box().x() + from / rows) * height
                    + region.box().y()
                    + from % rows;
            if (pictureFrom != end) {
                if (start >= 0) {
                    lengths.add(start - position);
                    lengths.add(end - start);
                    position = end;
                }
                start = pictureFrom;
            }
            end = pictureFrom + to - from;
            from = columns.nextSetBit(to);
        }
        lengths.add(start - position);
        lengths.add(end - start);
        long rest = (long) width * height - end;
        if (rest > 0) {
            lengths.add(rest);
        }
        return lengths.text.toString();
    }

    /** The pixels of the box, down the columns from the left. */
    private static BitSet columnMajor(Region region) {
        int rows = region.box().height();
        BitSet bits = new BitSet();
        Runs runs = region.runs();
        if (runs == null) {
            throw new IllegalArgumentException("The pixels of this region were not kept");
        }
        for (int run = 0; run < runs.count(); run++) {
            int row = runs.row(run) - region.box().y();
            for (int x = runs.from(run) - region.box().x();
                    x < runs.to(run) - region.box().x();
                    x++) {
                bits.set(x * rows + row);
            }
        }
        return bits;
    }

    /** From the fourth count on the difference to the second last one is written, five bits a character. */
    private void add(long length) {
        long value = written > 2 ? length - before2 : length;
        before2 = before1;
        before1 = length;
        written++;
        boolean more = true;
        while (more) {
            int character = (int) (value & (CONTINUES - 1));
            value >>= BITS;
            more = (character & SIGN) != 0 ? value != -1 : value != 0;
            text.append((char) ((more ? character | CONTINUES : character) + FIRST_CHARACTER));
        }
    }
}
