package io.cloudless.raster;

import java.util.Arrays;
import java.util.Locale;

/**
 * How stored samples become the values a network is given: 0 (dark) to 1 (bright), the same line for every band so that
 * colours keep their hue.
 *
 * <p>8-bit pictures are taken as they are, {@code s / 255}: whoever made them has stretched them already. Everything else
 * is first brought to reflectance (the file's own scale and offset where it states them, else by the magnitude of its
 * samples), then stretched from the scene's own 1st to its 99th percentile, because what a sensor calls dark and bright
 * differs more between sensors than between scenes. The lower end never exceeds {@value #HIGHEST_FLOOR} and the stretch
 * is never narrower than {@value #NARROWEST}: an overcast scene stays bright and an empty sea stays smooth.
 *
 * @param gain value per stored unit, of each band read
 * @param offset value of the stored sample 0, of each band read
 * @param explanation what was done and why, as a sentence for the user
 */
public record ValueScaling(double[] gain, double[] offset, String explanation) {
    private static final double LOW_PERCENTILE = 0.01;
    private static final double HIGH_PERCENTILE = 0.99;
    private static final double HIGHEST_FLOOR = 0.15;
    private static final double NARROWEST = 0.15;

    /**
     * The scaling of a scene: from its header, and where that is not enough from a sample of its pixels spread evenly
     * over it.
     *
     * @param scene read at a few dozen windows unless it is an 8-bit picture
     * @param bands the bands that will be read, in that order
     */
    public static ValueScaling of(RasterReader scene, int... bands) {
        Reflectance reflectance = Reflectance.of(scene, bands);
        if (reflectance.isPicture()) {
            return reflectance.scaling();
        }
        double[] sample = reflectance.sortedSample();
        if (sample.length == 0) {
            return new ValueScaling(reflectance.gain(), reflectance.offset(), "no valid pixels");
        }
        double low = Math.min(sample[(int) (LOW_PERCENTILE * (sample.length - 1))], HIGHEST_FLOOR);
        double high = Math.max(sample[(int) (HIGH_PERCENTILE * (sample.length - 1))], low + NARROWEST);
        return reflectance.stretched(low, high);
    }

    /**
     * The scaling to reflectance alone, without the stretch: what a data set keeps, so that training can try many
     * stretches.
     *
     * @param scene read at a few dozen windows unless its header tells
     * @param bands the bands that will be read, in that order
     */
    public static ValueScaling reflectance(RasterReader scene, int... bands) {
        return Reflectance.of(scene, bands).scaling();
    }

    /**
     * Scales in place.
     *
     * @param pixels stored samples of the bands this scaling was made for; afterwards values from 0 to 1, NaN where there
     *     is no data
     */
    public void apply(Pixels pixels) {
        for (int band = 0; band < gain.length; band++) {
            float[] samples = pixels.bands()[band];
            float bandGain = (float) gain[band];
            float bandOffset = (float) offset[band];
            for (int i = 0; i < samples.length; i++) {
                // Math.min and Math.max pass NaN on.
                samples[i] = Math.max(0f, Math.min(1f, samples[i] * bandGain + bandOffset));
            }
        }
    }

    /** Stored samples as reflectance, 0 to about 1, and a sorted sample of it where one had to be taken. */
    private record Reflectance(double[] gain, double[] offset, double[] sortedSample, boolean isPicture, String how) {
        /** Windows along each side of the scene, and the edge of one. */
        private static final int WINDOWS = 8;

        private static final int WINDOW_SIZE = 128;

        static Reflectance of(RasterReader scene, int... bands) {
            RasterInfo info = scene.info();
            double[] gain = new double[bands.length];
            double[] offset = new double[bands.length];
            boolean stated = true;
            boolean picture = true;
            for (int i = 0; i < bands.length; i++) {
                Band band = info.bands().get(bands[i]);
                gain[i] = band.scale();
                offset[i] = band.offset();
                stated &= band.scale() != 1 || band.offset() != 0;
                picture &= band.type() == SampleType.UINT8;
            }
            if (picture) {
                Arrays.fill(gain, 1 / 255.0);
                Arrays.fill(offset, 0);
                return new Reflectance(gain, offset, new double[0], true, "8-bit values divided by 255");
            }
            double[] sample = sample(scene, bands, gain, offset);
            if (stated) {
                return new Reflectance(gain, offset, sample, false, "the file's own scale and offset");
            }
            double unit = unit(sample);
            Arrays.setAll(gain, i -> 1 / unit);
            Arrays.setAll(sample, i -> sample[i] / unit);
            return new Reflectance(
                    gain, offset, sample, false, String.format(Locale.ROOT, "samples divided by %.0f", unit));
        }

        /** What one stored reflectance of 1 is, told by the magnitude of the samples. */
        private static double unit(double[] sorted) {
            double bright = sorted.length == 0 ? 0 : sorted[(int) (0.999 * (sorted.length - 1))];
            if (bright <= 2.5) {
                return 1;
            }
            if (bright <= 255) {
                return 255;
            }
            // Sentinel-2, Landsat (scaled), PlanetScope and most analysis-ready products store reflectance x 10,000;
            // bright cloud reaches about 1.6.
            return bright <= 20_000 ? 10_000 : 65_535;
        }

        private static double[] sample(RasterReader scene, int[] bands, double[] gain, double[] offset) {
            RasterInfo info = scene.info();
            int columns = Math.min(WINDOWS, (info.width() + WINDOW_SIZE - 1) / WINDOW_SIZE);
            int rows = Math.min(WINDOWS, (info.height() + WINDOW_SIZE - 1) / WINDOW_SIZE);
            double[] sample = new double[columns * rows * WINDOW_SIZE * WINDOW_SIZE * bands.length];
            int count = 0;
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    Window window = new Window(
                                    start(column, columns, info.width()),
                                    start(row, rows, info.height()),
                                    WINDOW_SIZE,
                                    WINDOW_SIZE)
                            .clip(info.bounds());
                    Pixels pixels = scene.read(window, bands);
                    for (int i = 0; i < window.area(); i++) {
                        for (int band = 0; band < bands.length && pixels.isValid(i); band++) {
                            sample[count++] = pixels.bands()[band][i] * gain[band] + offset[band];
                        }
                    }
                }
            }
            double[] sorted = Arrays.copyOf(sample, count);
            Arrays.sort(sorted);
            return sorted;
        }

        /** First pixel of the {@code index}-th of {@code count} windows spread from edge to edge. */
        private static int start(int index, int count, int size) {
            return count == 1 ? 0 : (int) ((long) index * (size - WINDOW_SIZE) / (count - 1));
        }

        ValueScaling scaling() {
            return new ValueScaling(gain, offset, how);
        }

        ValueScaling stretched(double low, double high) {
            double width = high - low;
            double[] stretchedGain = new double[gain.length];
            double[] stretchedOffset = new double[gain.length];
            Arrays.setAll(stretchedGain, i -> gain[i] / width);
            Arrays.setAll(stretchedOffset, i -> (offset[i] - low) / width);
            return new ValueScaling(
                    stretchedGain,
                    stretchedOffset,
                    String.format(Locale.ROOT, "%s, then stretched from %.3f-%.3f to 0-1", how, low, high));
        }
    }
}
