package io.cloudless.train;

import java.util.SplittableRandom;

/**
 * The edge of a scene across a crop: beyond a random straight line there is no data. Detection fills
 * such pixels with the mean of the rest, band by band, and so does this.
 */
final class NoDataFrame {
    /** Of the crop, that may lie beyond the line. */
    private static final double MOST = 0.7;

    private NoDataFrame() {}

    /** Draws the line; beyond it nothing is known any more. */
    static void apply(Sample sample, int size, SplittableRandom random) {
        boolean[] missing = missing(size, random);
        int bands = sample.image().length / missing.length;
        double[] sums = new double[bands];
        int count = 0;
        for (int i = 0; i < missing.length; i++) {
            for (int band = 0; band < bands && !missing[i]; band++) {
                sums[band] += sample.image()[i * bands + band];
            }
            count += missing[i] ? 0 : 1;
        }
        for (int i = 0; i < missing.length; i++) {
            if (missing[i]) {
                for (int band = 0; band < bands; band++) {
                    sample.image()[i * bands + band] = (float) (sums[band] / count);
                }
                sample.sets()[i] = ClassSets.UNKNOWN;
                sample.lesson().forget(i);
            }
        }
    }

    /** Beyond a line of any direction that leaves the crop's centre, or a part on one side of it, within. */
    private static boolean[] missing(int size, SplittableRandom random) {
        double direction = 2 * Math.PI * random.nextDouble();
        double across = Math.cos(direction);
        double down = Math.sin(direction);
        double reach = size / 2.0 * (Math.abs(across) + Math.abs(down));
        double from = reach * (1 - 2 * MOST * random.nextDouble());
        boolean[] missing = new boolean[size * size];
        for (int i = 0; i < missing.length; i++) {
            double x = i % size + 0.5 - size / 2.0;
            double y = i / size + 0.5 - size / 2.0;
            missing[i] = x * across + y * down > from;
        }
        return missing;
    }
}
