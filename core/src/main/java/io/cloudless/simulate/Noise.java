package io.cloudless.simulate;

/**
 * Random functions of the plane: gradient noise after Perlin (2002, "Improving noise") and sums of its octaves. Uses
 * nothing whose last bit may differ from one JVM to another.
 *
 * @param seed tells one function from another
 */
record Noise(int seed) {
    private static final int DIRECTIONS = 64;
    private static final double[] COS = new double[DIRECTIONS];
    private static final double[] SIN = new double[DIRECTIONS];

    static {
        for (int i = 0; i < DIRECTIONS; i++) {
            COS[i] = StrictMath.cos(2 * Math.PI * i / DIRECTIONS);
            SIN[i] = StrictMath.sin(2 * Math.PI * i / DIRECTIONS);
        }
    }

    /** An independent function for each purpose within one scene. */
    static Noise of(long seed, int purpose) {
        return new Noise(mix((int) seed ^ mix((int) (seed >>> 32) + 0x9E3779B9 * purpose)));
    }

    /** A uniform number in [0, 1) for a pair of integers. */
    double uniform(int x, int y) {
        return (hash(x, y) >>> 8) * 0x1p-24;
    }

    /** Nearly normal, mean 0 and variance 1: the sum of four uniform numbers. */
    double normal(int x, int y) {
        int hash = hash(x, y);
        int again = mix(hash);
        int sum = (hash & 0xFFFF) + (hash >>> 16) + (again & 0xFFFF) + (again >>> 16);
        return (sum / 65536.0 - 2) * 1.7320508075688772;
    }

    /** Smooth, mean 0, hardly ever outside [-1, 1], features about 1 wide. */
    double at(double x, double y) {
        double left = Math.floor(x);
        double top = Math.floor(y);
        int column = (int) left;
        int row = (int) top;
        double dx = x - left;
        double dy = y - top;
        double u = fade(dx);
        double upper = lerp(u, slope(column, row, dx, dy), slope(column + 1, row, dx - 1, dy));
        double lower = lerp(u, slope(column, row + 1, dx, dy - 1), slope(column + 1, row + 1, dx - 1, dy - 1));
        return 1.5 * lerp(fade(dy), upper, lower);
    }

    /**
     * Octaves of half the size and half the weight each, each turned against the last to hide the lattice; about within
     * [-1, 1].
     */
    double fractal(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.55;
        for (int i = 0; i < octaves; i++) {
            sum += weight * at(x, y);
            weight *= 0.5;
            double turned = 2.03 * (0.8 * x - 0.6 * y) + 17.3;
            y = 2.03 * (0.6 * x + 0.8 * y) - 9.1;
            x = turned;
        }
        return sum;
    }

    /** Like {@link #fractal} with round tops and sharp valleys, as of cumulus; within about [0, 1]. */
    double billows(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.8;
        for (int i = 0; i < octaves; i++) {
            sum += weight * Math.abs(at(x, y));
            weight *= 0.5;
            x = 2.07 * x - 5.7;
            y = 2.07 * y + 11.9;
        }
        return sum;
    }

    /** Like {@link #fractal} with sharp crests, as of mountains; within about [0, 1]. */
    double ridges(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double above = 1;
        for (int i = 0; i < octaves; i++) {
            double crest = 1 - Math.abs(at(x, y));
            double squared = crest * crest * above;
            sum += weight * squared;
            // Valleys stay smooth: detail grows on what is already high.
            above = Math.min(1, 1.6 * squared);
            weight *= 0.55;
            x = 2.03 * x + 3.3;
            y = 2.03 * y - 7.7;
        }
        return sum;
    }

    private double slope(int column, int row, double dx, double dy) {
        int direction = hash(column, row) & DIRECTIONS - 1;
        return COS[direction] * dx + SIN[direction] * dy;
    }

    private int hash(int x, int y) {
        return mix(seed ^ x * 0x27D4EB2D ^ Integer.rotateLeft(y * 0x165667B1, 15));
    }

    /** The finalizer of MurmurHash3. */
    private static int mix(int h) {
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return h ^ h >>> 16;
    }

    private static double fade(double t) {
        return t * t * t * (t * (6 * t - 15) + 10);
    }

    private static double lerp(double t, double a, double b) {
        return a + t * (b - a);
    }
}
