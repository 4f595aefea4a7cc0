package io.cloudless;

import java.util.Arrays;
import java.util.SplittableRandom;

/** What may happen to the bytes of a file: some are others, an end is cut off, a piece lies elsewhere or twice. */
public final class Mutation {
    private static final int[] EXTREMES = {0, 1, 2, 0x7F, 0x80, 0xFF};

    private Mutation() {}

    public static byte[] of(byte[] whole, SplittableRandom random) {
        if (whole.length < 2) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(whole.length);
        int length = random.nextInt(1, Math.min(40, whole.length));
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(whole, at);
            case 1 -> {
                byte[] bytes = whole.clone();
                System.arraycopy(
                        whole,
                        random.nextInt(whole.length - length),
                        bytes,
                        random.nextInt(whole.length - length),
                        length);
                yield bytes;
            }
            case 2 -> {
                byte[] bytes = Arrays.copyOf(whole, whole.length + length);
                System.arraycopy(whole, at, bytes, Math.min(at + length, bytes.length), whole.length - at);
                yield bytes;
            }
            default -> {
                byte[] bytes = whole.clone();
                for (int n = random.nextInt(1, 6); n > 0; n--) {
                    bytes[random.nextInt(bytes.length)] = (byte)
                            (random.nextBoolean() ? random.nextInt(256) : EXTREMES[random.nextInt(EXTREMES.length)]);
                }
                yield bytes;
            }
        };
    }
}
