package io.cloudless.annotate.chip;

import io.cloudless.raster.Band;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.Window;
import java.util.Arrays;

/** How stored samples become brightness on a screen. 8-bit samples are shown as they are. */
public enum Stretch {
    /** Straight from the 1st to the 99th percentile of each band over the whole scene. */
    PERCENTILE {
        @Override
        double brightness(double sample, SceneProfile.BandProfile band) {
            return (sample - band.low()) / (band.high() - band.low());
        }
    },
    /**
     * As the tool of 2016 did: ImageMagick's {@code -sigmoidal-contrast 50x16%} over the full scale of the type,
     * {@code (s(u) - s(0)) / (s(1) - s(0))} with {@code s(u) = 1 / (1 + exp(50 (0.16 - u)))}.
     */
    SIGMOIDAL {
        @Override
        double brightness(double sample, SceneProfile.BandProfile band) {
            double u = sample / SceneProfile.fullScale(band.type());
            return band.type().equals("uint8") ? u : (sigmoid(u) - sigmoid(0)) / (sigmoid(1) - sigmoid(0));
        }
    };

    private static final double CONTRAST = 50;
    private static final double MIDDLE = 0.16;
    private static final double LOW = 0.01;
    private static final double HIGH = 0.99;
    /** Windows along each side of a scene that are looked at, and the longest edge of one. */
    private static final int WINDOWS = 8;

    private static final int WINDOW_SIZE = 128;
    /** Of all bands together: windows are smaller where there are more than 16 bands. */
    private static final int MOST_SAMPLES = 1 << 24;

    /** From 0 (black) to 1 (white), or beyond. */
    abstract double brightness(double sample, SceneProfile.BandProfile band);

    private static double sigmoid(double u) {
        return 1 / (1 + Math.exp(CONTRAST * (MIDDLE - u)));
    }

    /** For each band the samples of black and of white. */
    double[][] limits(RasterReader scene) {
        RasterInfo info = scene.info();
        double[][] limits = new double[info.bands().size()][];
        boolean isPicture = info.bands().stream().allMatch(band -> band.type() == SampleType.UINT8);
        if (isPicture) {
            Arrays.setAll(limits, band -> new double[] {0, 0xFF});
            return limits;
        }
        float[][] samples = sample(scene);
        for (Band band : info.bands()) {
            limits[band.index()] = limits(samples[band.index()]);
        }
        return limits;
    }

    private static double[] limits(float[] samples) {
        Arrays.sort(samples);
        if (samples.length == 0) {
            return new double[] {0, 1};
        }
        double low = samples[(int) (LOW * (samples.length - 1))];
        double high = samples[(int) (HIGH * (samples.length - 1))];
        return new double[] {low, high > low ? high : low + 1};
    }

    /** Samples of valid pixels of all bands, from windows spread evenly over the scene. */
    private static float[][] sample(RasterReader scene) {
        RasterInfo info = scene.info();
        int[] bands = info.bands().stream().mapToInt(Band::index).toArray();
        int size = Math.min(WINDOW_SIZE, (int) Math.sqrt((double) MOST_SAMPLES / (WINDOWS * WINDOWS * bands.length)));
        float[][] samples = new float[bands.length][WINDOWS * WINDOWS * size * size];
        int count = 0;
        for (int row = 0; row < WINDOWS; row++) {
            for (int column = 0; column < WINDOWS; column++) {
                Window window = new Window(
                                start(column, info.width(), size), start(row, info.height(), size), size, size)
                        .clip(info.bounds());
                Pixels pixels = scene.read(window, bands);
                for (int i = 0; i < window.area(); i++) {
                    if (pixels.isValid(i)) {
                        for (int band = 0; band < bands.length; band++) {
                            samples[band][count] = pixels.bands()[band][i];
                        }
                        count++;
                    }
                }
            }
        }
        int valid = count;
        Arrays.setAll(samples, band -> Arrays.copyOf(samples[band], valid));
        return samples;
    }

    private static int start(int number, int length, int size) {
        return (int) ((long) number * Math.max(0, length - size) / (WINDOWS - 1));
    }
}
