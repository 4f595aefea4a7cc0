package io.cloudless.scene;

import io.cloudless.raster.Window;
import java.util.Arrays;

/** Pixels as horizontal runs, in no order: row, first column, first column after it. */
public final class Runs {
    private static final int FIELDS = 3;

    private int[] fields;
    private int count;

    /** No pixels yet. */
    public Runs() {
        fields = new int[FIELDS];
    }

    /** Number of runs. */
    public int count() {
        return count;
    }

    /** Row of a run. */
    public int row(int run) {
        return fields[run * FIELDS];
    }

    /** First column of a run. */
    public int from(int run) {
        return fields[run * FIELDS + 1];
    }

    /** First column after a run. */
    public int to(int run) {
        return fields[run * FIELDS + 2];
    }

    /** Adds the pixels {@code [from, to)} of a row. */
    public void add(int row, int from, int to) {
        ensureRoomFor(count + 1);
        fields[count * FIELDS] = row;
        fields[count * FIELDS + 1] = from;
        fields[count * FIELDS + 2] = to;
        count++;
    }

    /** Adds another's. */
    public void addAll(Runs other) {
        ensureRoomFor(count + other.count);
        System.arraycopy(other.fields, 0, fields, count * FIELDS, other.count * FIELDS);
        count += other.count;
    }

    /** Gives unused memory back. */
    public void trim() {
        fields = Arrays.copyOf(fields, count * FIELDS);
    }

    /** The smallest window around them; empty if there are none. */
    public Window box() {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = Integer.MIN_VALUE;
        int bottom = Integer.MIN_VALUE;
        for (int run = 0; run < count; run++) {
            left = Math.min(left, from(run));
            top = Math.min(top, row(run));
            right = Math.max(right, to(run));
            bottom = Math.max(bottom, row(run) + 1);
        }
        return count == 0 ? new Window(0, 0, 0, 0) : new Window(left, top, right - left, bottom - top);
    }

    private void ensureRoomFor(int runs) {
        if (runs * FIELDS > fields.length) {
            fields = Arrays.copyOf(fields, Math.max(runs, 2 * count) * FIELDS);
        }
    }
}
