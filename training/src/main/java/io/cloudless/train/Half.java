package io.cloudless.train;

/** Floating-point numbers of 16 bits (IEEE 754 binary16): 1 for the sign, 5 for the exponent, 10 for the fraction. */
final class Half {
    private static final int FRACTION = 0x3FF;
    private static final int EXPONENT = 0x1F;

    private Half() {}

    static float toFloat(short bits) {
        int fraction = bits & FRACTION;
        int exponent = (bits >> 10) & EXPONENT;
        float size;
        if (exponent == 0) {
            size = fraction * 0x1p-24f;
        } else if (exponent == EXPONENT) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            size = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        }
        return bits < 0 ? -size : size;
    }
}
