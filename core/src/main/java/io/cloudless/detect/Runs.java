package io.cloudless.detect;

import java.util.Arrays;

/** Pixels of a part as horizontal runs, in no order: row, first column, first column after it. */
final class Runs {
    private static final int FIELDS = 3;

    private int[] fields;
    private int count;

    Runs() {
        fields = new int[FIELDS];
    }

    int count() {
        return count;
    }

    int row(int run) {
        return fields[run * FIELDS];
    }

    int from(int run) {
        return fields[run * FIELDS + 1];
    }

    int to(int run) {
        return fields[run * FIELDS + 2];
    }

    void add(int row, int from, int to) {
        ensureRoomFor(count + 1);
        fields[count * FIELDS] = row;
        fields[count * FIELDS + 1] = from;
        fields[count * FIELDS + 2] = to;
        count++;
    }

    void addAll(Runs other) {
        ensureRoomFor(count + other.count);
        System.arraycopy(other.fields, 0, fields, count * FIELDS, other.count * FIELDS);
        count += other.count;
    }

    /** Gives unused memory back. */
    void trim() {
        fields = Arrays.copyOf(fields, count * FIELDS);
    }

    private void ensureRoomFor(int runs) {
        if (runs * FIELDS > fields.length) {
            fields = Arrays.copyOf(fields, Math.max(runs, 2 * count) * FIELDS);
        }
    }
}
