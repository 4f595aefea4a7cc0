package io.cloudless.simulate;

/**
 * Clouds and their shadows without a ground: to be cast on any picture. What a sensor then sees is
 * {@code ground * (1 - direct * shadow) * (1 - opacity) + light}, where {@code direct} is the share of the light on the ground
 * that comes straight from the sun.
 *
 * @param width columns
 * @param height rows
 * @param opacity 0 to 1: share of the light from the ground that the clouds stop on its way to the sensor
 * @param light for red, green, blue: what the clouds themselves send to the sensor, as reflectance
 * @param shadow 0 to 1: share of the direct sunlight that does not reach the ground
 */
public record CloudLayer(int width, int height, float[] opacity, float[][] light, float[] shadow) {
    /** Of the light on level ground, how much comes from the sky: red, green, blue, near infrared. */
    static final double[] SKYLIGHT = {0.24, 0.29, 0.36, 0.16};

    /**
     * Ground in the shadow of the clouds.
     *
     * @param ground value of a band in full light
     * @param band 0 red, 1 green, 2 blue
     * @param at index of the pixel, row by row
     */
    public float shaded(float ground, int band, int at) {
        return (float) (ground * (1 - (1 - SKYLIGHT[band]) * shadow[at]));
    }

    /**
     * What is there, see {@link SimulatedScene#truth}.
     *
     * @param at index of the pixel, row by row
     */
    byte truth(int at) {
        return SimulatedScene.classOf(opacity[at], () -> shadow[at]);
    }
}
