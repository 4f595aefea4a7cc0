package io.cloudless.model;

/**
 * A class the network tells apart, and the code it gets in a mask.
 *
 * <p>Several classes may share a code (a network that tells land from water has two for clear): their probabilities are
 * added up.
 *
 * @param code {@link #CLEAR}, {@link #CLOUD}, {@link #THIN_CLOUD} or {@link #SHADOW}: the coding of OmniCloudMask and
 *     CloudSEN12
 * @param name what the model calls it, such as {@code "thick cloud"}; without commas
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
        if (code < CLEAR || code > SHADOW) {
            throw new IllegalArgumentException("A mask class has a code of 0 to 3, \"" + name + "\" has " + code);
        }
        if (name.isBlank() || name.contains(",")) {
            throw new IllegalArgumentException(
                    "The class of code " + code + " needs a name without a comma, not \"" + name + "\"");
        }
    }

    /** Whether this is cloud of any kind. */
    public boolean isCloud() {
        return isCloud(code);
    }

    /** Whether this code means cloud of any kind. */
    public static boolean isCloud(int code) {
        return code == CLOUD || code == THIN_CLOUD;
    }
}
