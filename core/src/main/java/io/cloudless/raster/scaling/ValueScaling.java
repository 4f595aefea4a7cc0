package io.cloudless.raster.scaling;

import io.cloudless.raster.Band;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import java.util.Arrays;
import java.util.Locale;

/**
 * How stored samples become the values a network is given: 0 (black) to 1 (white), the same line for every band so that
 * colours keep their hue.
 *
 * <ul>
 *   <li>8-bit pictures are taken as they are, {@code s / 255}: whoever made them has stretched them already.
 *   <li>Reflectance is divided by {@value #WHITE}, which bright cloud hardly exceeds: how much light a cloud throws back
 *       differs little between sensors, and a cloud cut off at white loses the texture that tells it from snow. Its scale
 *       and offset are the file's own, else Sentinel-2's (×10,000, less 1,000 from processing baseline 04.00 on), else
 *       told by the magnitude of the samples.
 *   <li>Everything else (radiances, raw counts) is stretched from the scene's own 1st to its 99th percentile.
 * </ul>
 *
 * @param gain value per stored unit, of each band read
 * @param offset value of the stored sample 0, of each band read
 * @param explanation what was done and why, for the user
 */
public record ValueScaling(double[] gain, double[] offset, String explanation) {
    /** The reflectance that becomes 1. */
    private static final double WHITE = 4 / 3.0;

    private static final double REFLECTANCE_SCALE = 10_000;
    /** Bright cloud at a low sun reaches about 1.6; what is far above that is no reflectance times 10,000. */
    private static final double HIGHEST_REFLECTANCE = 2.0;

    private static final double LOW_PERCENTILE = 0.01;
    private static final double HIGH_PERCENTILE = 0.99;
    /** Of full scale: a calm sea must not be stretched until its waves look like clouds. */
    private static final double NARROWEST = 0.15;

    /**
     * The scaling of a scene: from its header, and where that is not enough from a sample of its pixels spread evenly over
     * it.
     *
     * @param scene read at a few dozen windows unless its header tells
     * @param bands the bands that will be read, in that order
     */
    public static ValueScaling of(RasterReader scene, int... bands) {
        return of(new SceneSample(scene, bands));
    }

    /**
     * The same.
     *
     * @param sample of the bands that will be read; left unread where the header tells
     */
    public static ValueScaling of(SceneSample sample) {
        RasterInfo info = sample.scene();
        int[] bands = sample.bands();
        boolean isPicture = true;
        boolean isStated = true;
        double[] gain = new double[bands.length];
        double[] offset = new double[bands.length];
        for (int i = 0; i < bands.length; i++) {
            Band band = info.bands().get(bands[i]);
            isPicture &= band.type() == SampleType.UINT8;
            isStated &= band.scale() != 1 || band.offset() != 0;
            gain[i] = band.scale();
            offset[i] = band.offset();
        }
        if (isPicture) {
            return uniform(bands, 1 / 255.0, 0, "8-bit values divided by 255");
        }
        if (isStated) {
            Arrays.setAll(gain, i -> gain[i] / WHITE);
            Arrays.setAll(offset, i -> offset[i] / WHITE);
            return new ValueScaling(gain, offset, "reflectance by the file's own scale and offset");
        }
        if (hasSentinel2Offset(info)) {
            return reflectance(bands, 1 / REFLECTANCE_SCALE, -0.1, "Sentinel-2 reflectance: (samples - 1000) / 10000");
        }
        return ofSample(bands, sample.sorted());
    }

    /**
     * From processing baseline 04.00 (January 2022) on, Sentinel-2 products store reflectance with 1,000 added
     * (Sentinel-2 Products Specification Document, 14.9); some providers have taken it off again.
     */
    private static boolean hasSentinel2Offset(RasterInfo info) {
        String baseline = info.metadata().getOrDefault("PROCESSING_BASELINE", "");
        String applied = info.metadata().getOrDefault("earthsearch:boa_offset_applied", "false");
        return baseline.compareTo("04.00") >= 0 && !applied.equalsIgnoreCase("true");
    }

    private static ValueScaling ofSample(int[] bands, float[] sorted) {
        if (sorted.length == 0) {
            return uniform(bands, 1, 0, "no valid pixels");
        }
        double brightest = percentile(sorted, 0.999);
        if (brightest <= HIGHEST_REFLECTANCE) {
            return reflectance(bands, 1, 0, "samples taken as reflectance");
        }
        if (brightest > 255 && brightest <= HIGHEST_REFLECTANCE * REFLECTANCE_SCALE) {
            return reflectance(bands, 1 / REFLECTANCE_SCALE, 0, "samples taken as reflectance times 10000");
        }
        double low = percentile(sorted, LOW_PERCENTILE);
        double fullScale = brightest <= 255 ? 255 : 65_535;
        double width = Math.max(percentile(sorted, HIGH_PERCENTILE) - low, NARROWEST * fullScale);
        return uniform(
                bands,
                1 / width,
                -low / width,
                String.format(
                        Locale.ROOT,
                        "unknown unit: samples stretched from %.6g-%.6g (1st to 99th percentile) to 0-1",
                        low,
                        low + width));
    }

    private static double percentile(float[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private static ValueScaling reflectance(int[] bands, double scale, double offset, String explanation) {
        return uniform(bands, scale / WHITE, offset / WHITE, explanation);
    }

    private static ValueScaling uniform(int[] bands, double gain, double offset, String explanation) {
        double[] gains = new double[bands.length];
        double[] offsets = new double[bands.length];
        Arrays.fill(gains, gain);
        Arrays.fill(offsets, offset);
        return new ValueScaling(gains, offsets, explanation);
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
}
