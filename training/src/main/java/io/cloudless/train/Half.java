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

    /** The nearest there is, of two equally near ones the even; infinite beyond the largest. */
    static short toBits(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float size = Math.abs(value);
        int bits;
        if (Float.isNaN(size)) {
            bits = EXPONENT << 10 | 1;
        } else if (size >= 65520) {
            bits = EXPONENT << 10;
        } else if (size < 0x1p-14f) {
            bits = (int) Math.rint(size * 0x1p24);
        } else {
            int exponent = Math.getExponent(size);
            // A fraction that is rounded up to 1 carries over into the exponent, as it should.
            bits = (exponent + 15 << 10) + (int) Math.rint((Math.scalb((double) size, -exponent) - 1) * 0x1p10);
        }
        return (short) (sign | bits);
    }
}
