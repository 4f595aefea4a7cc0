package io.cloudless.train;

import java.util.Set;

/**
 * A crop of a chip and what is known of it.
 *
 * @param image {@code size * size * bands} values from 0 to 1, bands interleaved
 * @param sets truth of its pixels
 * @param told codes that the masks of its dataset tell
 * @param lesson what teachers say of its pixels
 */
record Sample(float[] image, byte[] sets, Set<Integer> told, Lesson lesson) {
    /** Whether masks tell cloud or not, and nothing else. */
    boolean tellsOnlyCloud() {
        return told.size() <= 2 && told.stream().allMatch(code -> code <= 1);
    }

    /** Pixels that no longer look as they did are no longer what teachers saw. */
    void forgetWhereChanged(float[] before) {
        int bands = image.length / sets.length;
        for (int i = 0; i < image.length; i++) {
            if (image[i] != before[i]) {
                lesson.forget(i / bands);
            }
        }
    }
}
