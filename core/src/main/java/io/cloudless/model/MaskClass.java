package io.cloudless.model;

/**
 * A class the network tells apart, and its code.
 *
 * <p>In a mask the code is what a pixel holds. Several classes may share one (a network that tells land from water has two
 * for clear): their probabilities are added up. A classifier's codes are its own, such as the 0 to 999 of ImageNet; none
 * comes twice.
 *
 * @param code of a mask {@link #CLEAR}, {@link #CLOUD}, {@link #THIN_CLOUD} or {@link #SHADOW}: the coding of OmniCloudMask
 *     and CloudSEN12; of a classifier 0 or more
 * @param name what the model calls it, such as {@code "thick cloud"}; on one line
 */
public record MaskClass(int code, String name) {
    public static final int CLEAR = 0;
    /** Thick cloud, or cloud of any kind where the model does not tell. */
    public static final int CLOUD = 1;

    public static final int THIN_CLOUD = 2;
    public static final int SHADOW = 3;
    /** Never a class: what a mask holds where the scene has no data. */
    public static final int NO_DATA = 255;

    public MaskClass {
        if (code < 0) {
            throw new IllegalArgumentException("A class has a code of 0 or more, \"" + name + "\" has " + code);
        }
        if (name.isBlank() || name.lines().count() > 1) {
            throw new IllegalArgumentException(
                    "The class of code " + code + " needs a name on one line, not \"" + name + "\"");
        }
    }

    /** Whether this, in a mask, is cloud of any kind. */
    public boolean isCloud() {
        return isCloud(code);
    }

    /** Whether this can stand in a mask: its code is one of a mask's, and its name fits a list separated by commas. */
    boolean isOfMask() {
        return code <= SHADOW && !name.contains(",");
    }

    /** Whether this code means cloud of any kind. */
    public static boolean isCloud(int code) {
        return code == CLOUD || code == THIN_CLOUD;
    }
}
