package io.cloudless.scene;

import java.util.Arrays;

/**
 * The border of a region as corners of pixels, each with the next one along it, the region always at the right hand.
 *
 * <p>Found line by line from the top: between two rows the border goes level where only one of them belongs to the region, and
 * it has a corner wherever a run of one row begins or ends and none of the other does. Where two pixels touch by a corner there
 * are two corners at one place, each with the border of one pixel: the border does not cross.
 */
final class Border {
    private int[] x = new int[16];
    private int[] y = new int[16];
    private int[] next = new int[16];
    private int[] left = new int[16];
    private int count;

    /** Where runs begin (even places) and end (odd places) in the rows above and below the line at hand, ascending. */
    private int[] above = new int[16];

    private int[] below = new int[16];

    /** The upper corner of the upright piece of border at each of these. */
    private int[] cornerAbove = new int[16];

    private int[] cornerBelow = new int[16];

    /** @param runs of a region, in any order */
    Border(Runs runs) {
        long[] ends = ends(runs);
        int ofAbove = 0;
        int line = 0;
        for (int at = 0; at < ends.length || ofAbove > 0; line++) {
            if (ofAbove == 0) {
                line = (int) (ends[at] >> Integer.SIZE);
            }
            int ofBelow = 0;
            for (; at < ends.length && ends[at] >> Integer.SIZE == line; at++) {
                ofBelow = addEnd(ofBelow, (int) ends[at]);
            }
            follow(line, ofAbove, ofBelow);
            int[] ended = above;
            above = below;
            below = ended;
            int[] endedCorners = cornerAbove;
            cornerAbove = cornerBelow;
            cornerBelow = endedCorners;
            ofAbove = ofBelow;
        }
    }

    /** Row and column of where each run begins and ends, in one number each, ascending. */
    private static long[] ends(Runs runs) {
        long[] ends = new long[2 * runs.count()];
        for (int run = 0; run < runs.count(); run++) {
            long row = (long) runs.row(run) << Integer.SIZE;
            ends[2 * run] = row | runs.from(run);
            ends[2 * run + 1] = row | runs.to(run);
        }
        Arrays.sort(ends);
        return ends;
    }

    /** Where a run ends and the next begins there is no border. */
    private int addEnd(int ofBelow, int column) {
        if (ofBelow > 0 && below[ofBelow - 1] == column) {
            return ofBelow - 1;
        }
        if (ofBelow == below.length) {
            below = Arrays.copyOf(below, 2 * ofBelow);
            cornerBelow = Arrays.copyOf(cornerBelow, 2 * ofBelow);
        }
        below[ofBelow] = column;
        return ofBelow + 1;
    }

    /** Adds the corners on the line above row {@code line} and joins them with those before. */
    private void follow(int line, int ofAbove, int ofBelow) {
        int a = 0;
        int b = 0;
        int last = -1;
        while (a < ofAbove || b < ofBelow) {
            int column =
                    Math.min(a < ofAbove ? above[a] : Integer.MAX_VALUE, b < ofBelow ? below[b] : Integer.MAX_VALUE);
            boolean isAbove = a < ofAbove && above[a] == column;
            boolean isBelow = b < ofBelow && below[b] == column;
            boolean isLevel = isOdd(a) != isOdd(b); // to the left of the column
            if (isAbove && isBelow && !isLevel) {
                cornerBelow[b++] = cornerAbove[a++];
                continue;
            }
            int first = add(column, line);
            int second = isAbove && isBelow ? add(column, line) : first;
            if (isLevel) {
                link(last, first, isOdd(b));
            }
            last = second;
            if (isBelow) {
                int corner = isOdd(b) ? first : second;
                cornerBelow[b] = corner;
                left[corner] = isOdd(b) ? cornerBelow[b - 1] : -1;
                b++;
            }
            if (isAbove) {
                link(cornerAbove[a], isOdd(a) ? first : second, isOdd(a));
                a++;
            }
        }
    }

    private static boolean isOdd(int number) {
        return (number & 1) == 1;
    }

    private void link(int from, int to, boolean isOnward) {
        if (isOnward) {
            next[from] = to;
        } else {
            next[to] = from;
        }
    }

    private int add(int column, int line) {
        if (count == x.length) {
            x = Arrays.copyOf(x, 2 * count);
            y = Arrays.copyOf(y, 2 * count);
            next = Arrays.copyOf(next, 2 * count);
            left = Arrays.copyOf(left, 2 * count);
        }
        x[count] = column;
        y[count] = line;
        return count++;
    }

    /** How many corners there are, numbered from 0 in rows from the upper left. */
    int corners() {
        return count;
    }

    int x(int corner) {
        return x[corner];
    }

    int y(int corner) {
        return y[corner];
    }

    /** The one after it along the border; level and upright pieces take turns. */
    int next(int corner) {
        return next[corner];
    }

    /**
     * Where the region ends at its right below this corner: what piece of border it has at the left of the same pixels, named by
     * the corner that piece leads to.
     */
    int left(int corner) {
        return left[corner];
    }

    /** The first of two corners that are at one place, for both; -1 for one alone at its place. */
    int twin(int corner) {
        if (isSamePlace(corner, corner + 1)) {
            return corner;
        }
        return isSamePlace(corner - 1, corner) ? corner - 1 : -1;
    }

    private boolean isSamePlace(int corner, int other) {
        return corner >= 0 && other < count && x[corner] == x[other] && y[corner] == y[other];
    }
}
