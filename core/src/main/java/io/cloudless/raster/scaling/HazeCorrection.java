package io.cloudless.raster.scaling;

import io.cloudless.raster.Pixels;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Takes off the light that the air itself throws into the sensor, where a scene has more of it than a network knows. In nearly
 * every scene something is dark in all colours; what it shows all the same comes from the air, and blue the most (dark-object
 * subtraction: Chavez, "An improved dark-object subtraction technique for atmospheric scattering correction of multispectral
 * data", 1988). Only what exceeds red is taken off, so that a grey scene, overcast all over, stays as it is.
 *
 * @param light for each band read the light taken off, 0 or more and below 1: the value that becomes 0
 */
public record HazeCorrection(float[] light) {
    /** Nothing is taken off. */
    public static final HazeCorrection NONE = new HazeCorrection(new float[0]);

    /** As dark as so many of a scene's pixels are at most. */
    private static final double DARKEST = 0.01;

    /**
     * That of a scene.
     *
     * @param sample of the bands that will be read; left unread at a limit of 1
     * @param scaling of these bands
     * @param colours which of the bands are red, green and blue, in this order: their places among them
     * @param limit 0..1: by how much blue may exceed red where the scene is darkest without any correction
     */
    public static HazeCorrection of(SceneSample sample, ValueScaling scaling, int[] colours, double limit) {
        if (limit >= 1) {
            return NONE;
        }
        float[] dark = sample.percentiles(scaling, DARKEST);
        float red = dark[colours[0]];
        float blue = dark[colours[colours.length - 1]];
        // More red than blue is no air, but sand.
        if (blue - red <= limit) {
            return NONE;
        }
        float[] light = new float[dark.length];
        for (int colour : colours) {
            light[colour] = Math.max(0, Math.min(dark[colour] - red, 0.9f));
        }
        return new HazeCorrection(light);
    }

    /** Whether nothing is taken off. */
    public boolean isNone() {
        return light.length == 0;
    }

    /**
     * Corrects in place.
     *
     * @param pixels values of the bands this was made for; afterwards 0 to 1 again, NaN where there is no data
     */
    public void apply(Pixels pixels) {
        for (int band = 0; band < light.length; band++) {
            float[] values = pixels.bands()[band];
            float taken = light[band];
            float stretch = 1 / (1 - taken);
            for (int i = 0; i < values.length && taken > 0; i++) {
                values[i] = Math.max(0f, (values[i] - taken) * stretch);
            }
        }
    }

    /** What was done, for the user. */
    public String explanation() {
        double most = IntStream.range(0, light.length)
                .mapToDouble(i -> light[i])
                .max()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "Haze: where the scene is darkest, blue exceeds red by %.2f of full scale; taken off for the model",
                most);
    }
}
