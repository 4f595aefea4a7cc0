package io.cloudless.train;

import io.cloudless.dataset.Chip;
import io.cloudless.model.MaskClass;
import java.util.Collection;
import java.util.Set;

/**
 * What the truth says of a pixel: the classes that it may be of, one bit each. Masks of cloud or not leave open whether
 * cloud is thick or thin and whether the rest lies in shadow; such truth is of use all the same.
 */
final class ClassSets {
    static final int CLEAR = 1 << MaskClass.CLEAR;
    static final int THICK = 1 << MaskClass.CLOUD;
    static final int THIN = 1 << MaskClass.THIN_CLOUD;
    static final int SHADOW = 1 << MaskClass.SHADOW;
    static final int CLOUD = THICK | THIN;
    static final int UNKNOWN = CLEAR | CLOUD | SHADOW;

    /** Pixels of a chip within which the clouds of a mask may cast shadows that it does not tell. */
    private static final int REACH = 64;

    private ClassSets() {}

    /**
     * The set that one of these codes stands for where no other codes are told apart: cloud is thick or thin where thin cloud is
     * not told, and clear is clear or shadow where shadow is not.
     */
    static int told(int code, Collection<Integer> codes) {
        return switch (code) {
            case MaskClass.CLEAR -> codes.contains(MaskClass.SHADOW) ? CLEAR : CLEAR | SHADOW;
            case MaskClass.CLOUD -> codes.contains(MaskClass.THIN_CLOUD) ? THICK : CLOUD;
            default -> 1 << code;
        };
    }

    /** All of so many classes: nothing is known. */
    static int unknown(int classes) {
        return (1 << classes) - 1;
    }

    /**
     * The sets of a picture's pixels.
     *
     * @param mask codes of its pixels
     * @param scale pixels of the chip for one of the picture
     * @param told codes that the dataset's masks hold: where they never hold thin cloud, or shadow, that is left open
     */
    static byte[] of(byte[] mask, int width, int height, double scale, Set<Integer> told) {
        boolean tellsShadow = told.contains(MaskClass.SHADOW);
        byte[] sets = new byte[mask.length];
        for (int i = 0; i < mask.length; i++) {
            int code = Byte.toUnsignedInt(mask[i]);
            sets[i] = (byte) (code == Chip.UNKNOWN ? UNKNOWN : code == MaskClass.CLEAR ? CLEAR : told(code, told));
        }
        if (!tellsShadow) {
            doubtNearCloud(sets, width, height, (int) Math.round(Math.max(8, REACH / scale)));
        }
        return sets;
    }

    /** Clear may be shadow where there is cloud within this many rows and columns. */
    private static void doubtNearCloud(byte[] sets, int width, int height, int reach) {
        int stride = width + 1;
        int[] sums = new int[stride * (height + 1)];
        for (int y = 0; y < height; y++) {
            int row = 0;
            for (int x = 0; x < width; x++) {
                row += (sets[y * width + x] & ~CLOUD) == 0 ? 1 : 0;
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
            }
        }
        for (int y = 0; y < height; y++) {
            int top = Math.max(0, y - reach) * stride;
            int bottom = Math.min(height, y + reach + 1) * stride;
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - reach);
                int right = Math.min(width, x + reach + 1);
                boolean isNear = sums[bottom + right] - sums[bottom + left] > sums[top + right] - sums[top + left];
                if (isNear && sets[y * width + x] == CLEAR) {
                    sets[y * width + x] = CLEAR | SHADOW;
                }
            }
        }
    }

    /** The same set for a network of two classes, not cloud and cloud, or of four. */
    static int fold(int set, int classes) {
        if (classes > 2) {
            return set;
        }
        return ((set & (CLEAR | SHADOW)) != 0 ? 1 : 0) | ((set & CLOUD) != 0 ? 2 : 0);
    }
}
