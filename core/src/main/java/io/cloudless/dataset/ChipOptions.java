package io.cloudless.dataset;

/**
 * How chips are written.
 *
 * @param size edge of a chip in pixels
 * @param augment whether each chip to train on is there four times, turned by quarters
 * @param validationShare share of chips to validate with, 0 to 1, where the source does not say which
 * @param seed of the draw
 * @param negative the class of what is not sought
 */
public record ChipOptions(int size, boolean augment, double validationShare, long seed, String negative) {
    /**
     * @throws IllegalArgumentException if a number is impossible
     */
    public ChipOptions {
        if (size < 1 || size > 4096) {
            throw new IllegalArgumentException("Chips of " + size + " pixels; 1 to 4096 are possible");
        }
        if (!(validationShare >= 0 && validationShare <= 1)) {
            throw new IllegalArgumentException("A share of " + validationShare + " for validation; 0 to 1 is possible");
        }
    }
}
