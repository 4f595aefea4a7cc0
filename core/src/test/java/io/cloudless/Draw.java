package io.cloudless;

import java.util.SplittableRandom;

/**
 * The inputs of one case of a property. Case 1 draws the low end of each range and case 2 the high end; later cases draw the
 * ends more often than what lies between them, because mistakes are made there.
 */
public final class Draw {
    private static final int ENDS_OF_16 = 3;

    private final int number;
    private final SplittableRandom random;

    Draw(int number) {
        this.number = number;
        this.random = new SplittableRandom(number);
    }

    /** From {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return atEnd() ? (high() ? high : low) : random.nextInt(low, high + 1);
    }

    /** From {@code low} to {@code high}, both included. */
    public double between(double low, double high) {
        return atEnd() ? (high() ? high : low) : low + (high - low) * random.nextDouble();
    }

    public int[] ints(int count, int low, int high) {
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = between(low, high);
        }
        return drawn;
    }

    /** One of the constants, each as often as the others. */
    public <E extends Enum<E>> E of(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return constants[(number - 1) % constants.length];
    }

    /** For a generator of its own. */
    public long seed() {
        return random.nextLong();
    }

    private boolean atEnd() {
        return number <= 2 || random.nextInt(16) < ENDS_OF_16;
    }

    private boolean high() {
        return number <= 2 ? number == 2 : random.nextBoolean();
    }

    @Override
    public String toString() {
        return "case " + number;
    }
}
