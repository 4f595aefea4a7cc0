package io.cloudless.simulate;

import io.cloudless.raster.Pixels;
import io.cloudless.raster.Window;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * A scene made from a recipe, window by window. Safe to use from many threads; neither their number nor how a scene is
 * cut into windows changes a value.
 *
 * <p>What is seen is {@code ground * light * (1 - o) + cloud}, where {@code o} is the opacity of all clouds along the
 * line of sight, {@code 1 - (1 - cumulus) (1 - cirrus)}, and {@code light} is dimmed by the opacity of the cumulus
 * between the ground and the sun. The truth follows from these two numbers alone, see {@link #truth}.
 */
public final class SimulatedScene {
    public static final byte CLEAR = 0;
    public static final byte THICK_CLOUD = 1;
    public static final byte THIN_CLOUD = 2;
    public static final byte SHADOW = 3;
    public static final byte NO_DATA = (byte) 255;

    /** Clouds that stop at least this share of the light from the ground are thick. */
    public static final double THICK_FROM = 0.5;
    /** Clouds that stop at least this share of the light from the ground, but less than thick ones, are thin. */
    public static final double THIN_FROM = 0.1;
    /** Ground that clouds rob of at least this share of direct sunlight is in shadow. */
    public static final double SHADOW_FROM = 0.3;

    /** What the air itself scatters towards the sensor. */
    private static final double[] AIRLIGHT = {0.012, 0.018, 0.03, 0.005};

    private static final double[] CLOUD_TINT = {0.99, 1.0, 1.015, 0.97};

    private final SceneRecipe recipe;
    private final Relief relief;
    private final Landscape landscape;
    private final CloudField clouds;
    private final Noise sensor;
    private final double[] toSun;

    public SimulatedScene(SceneRecipe recipe) {
        this.recipe = recipe;
        this.relief = new Relief(recipe);
        this.landscape = new Landscape(recipe, relief.snowLine());
        this.clouds = new CloudField(recipe);
        this.sensor = Noise.of(recipe.seed(), 41);
        this.toSun = new double[] {
            recipe.sun().east(), recipe.sun().south(), recipe.sun().up()
        };
    }

    public SceneRecipe recipe() {
        return recipe;
    }

    /** The whole scene. */
    public Window bounds() {
        return Window.of(recipe.width(), recipe.height());
    }

    /**
     * What a sensor sees.
     *
     * @param window any part of the plane; the scene goes on outside its bounds
     * @return reflectance at the top of the atmosphere, 0 to a little above 1, in red, green, blue and perhaps near
     *     infrared; NaN where there is no data
     */
    public Pixels render(Window window) {
        Window padded = window.pad(1);
        float[][] sharp = radiance(padded);
        float[][] bands = new float[recipe.bands()][window.width() * window.height()];
        rows(window).forEach(y -> {
            for (int x = 0; x < window.width(); x++) {
                int at = y * window.width() + x;
                boolean missing = isMissing(window.x() + x, window.y() + y);
                for (int band = 0; band < bands.length; band++) {
                    bands[band][at] = missing ? Float.NaN : sensed(sharp[band], padded.width(), window, x, y, band);
                }
            }
        });
        return new Pixels(window.width(), window.height(), bands);
    }

    /**
     * What is there: {@link #THICK_CLOUD} where clouds stop at least {@value #THICK_FROM} of the light from the ground,
     * else {@link #THIN_CLOUD} from {@value #THIN_FROM}, else {@link #SHADOW} where cumulus stops at least
     * {@value #SHADOW_FROM} of the sunlight to the ground, else {@link #CLEAR}; {@link #NO_DATA} beyond the swath.
     *
     * @return one class for each pixel, row by row
     */
    public byte[] truth(Window window) {
        byte[] truth = new byte[window.width() * window.height()];
        rows(window).forEach(y -> {
            for (int x = 0; x < window.width(); x++) {
                truth[y * window.width() + x] = classOf(window.x() + x, window.y() + y);
            }
        });
        return truth;
    }

    /**
     * The clouds alone, and the shadows they cast, to be cast on another ground.
     *
     * @param window any part of the plane
     */
    public CloudLayer clouds(Window window) {
        Window padded = window.pad(1);
        float[] depths = sample(padded, clouds::depth);
        float[] opacity = sample(window, this::opacity);
        float[] shadow = sample(window, this::shadow);
        float[][] light = new float[recipe.bands()][opacity.length];
        rows(window).forEach(row -> {
            double[] colour = new double[recipe.bands()];
            for (int column = 0; column < window.width(); column++) {
                Arrays.fill(colour, 0);
                int from = (row + 1) * padded.width() + column + 1;
                coverWithCloud(
                        colour, metres(window.x() + column), metres(window.y() + row), depths, from, padded.width());
                for (int band = 0; band < colour.length; band++) {
                    light[band][row * window.width() + column] = (float) colour[band];
                }
            }
        });
        return new CloudLayer(window.width(), window.height(), opacity, light, shadow);
    }

    /** Share of the light from the ground that all clouds stop. */
    private double opacity(double x, double y) {
        return 1 - (1 - CloudField.opacity(clouds.depth(x, y))) * (1 - clouds.veilOpacity(x, y));
    }

    private byte classOf(int column, int row) {
        if (isMissing(column, row)) {
            return NO_DATA;
        }
        double x = metres(column);
        double y = metres(row);
        return classOf(opacity(x, y), () -> shadow(x, y));
    }

    /** @param shadow is asked for only where there is no cloud */
    static byte classOf(double opacity, DoubleSupplier shadow) {
        if (opacity >= THICK_FROM) {
            return THICK_CLOUD;
        } else if (opacity >= THIN_FROM) {
            return THIN_CLOUD;
        }
        return shadow.getAsDouble() >= SHADOW_FROM ? SHADOW : CLEAR;
    }

    /** The swath runs from north-north-east to south-south-west and leaves two corners without data. */
    private boolean isMissing(int column, int row) {
        if (!recipe.nodataWedge()) {
            return false;
        }
        double across = (column + 0.5) / recipe.width() + 0.26 * (row + 0.5) / recipe.height();
        return across < 0.18 || across > 1.1;
    }

    private double metres(int pixel) {
        return (pixel + 0.5) * recipe.pixelSize();
    }

    /** Share of direct sunlight that does not reach the ground for clouds. */
    private double shadow(double x, double y) {
        double height = recipe.cloudHeight();
        return CloudField.opacity(clouds.depth(
                x - recipe.sun().shadowEast(height), y - recipe.sun().shadowSouth(height)));
    }

    private static IntStream rows(Window window) {
        return IntStream.range(0, window.height()).parallel();
    }

    private float[] sample(Window window, DoubleBinaryOperator field) {
        float[] values = new float[window.width() * window.height()];
        rows(window).forEach(y -> {
            for (int x = 0; x < window.width(); x++) {
                values[y * window.width() + x] =
                        (float) field.applyAsDouble(metres(window.x() + x), metres(window.y() + y));
            }
        });
        return values;
    }

    /** The picture before optics and sensor. */
    private float[][] radiance(Window window) {
        Window padded = window.pad(1);
        float[] heights = sample(padded, relief::at);
        float[] depths = sample(padded, clouds::depth);
        float[][] bands = new float[recipe.bands()][window.width() * window.height()];
        rows(window).forEach(row -> {
            double[] colour = new double[recipe.bands()];
            for (int column = 0; column < window.width(); column++) {
                int at = (row + 1) * padded.width() + column + 1;
                double x = metres(window.x() + column);
                double y = metres(window.y() + row);
                lightGround(colour, x, y, heights, at, padded.width());
                coverWithCloud(colour, x, y, depths, at, padded.width());
                for (int band = 0; band < colour.length; band++) {
                    bands[band][row * window.width() + column] = (float) colour[band];
                }
            }
        });
        return bands;
    }

    private void lightGround(double[] colour, double x, double y, float[] heights, int at, int stride) {
        double run = 2 * recipe.pixelSize();
        double east = (heights[at + 1] - heights[at - 1]) / run;
        double south = (heights[at + stride] - heights[at - stride]) / run;
        double rise = Math.sqrt(east * east + south * south);
        landscape.paint(colour, x, y, heights[at], rise);
        double direct = 1;
        if (heights[at] > 0) {
            double cosine = (toSun[2] - east * toSun[0] - south * toSun[1]) / Math.sqrt(1 + rise * rise);
            direct = Math.max(0, Math.min(1.7, cosine / toSun[2]));
        }
        direct *= 1 - shadow(x, y);
        for (int band = 0; band < colour.length; band++) {
            colour[band] = AIRLIGHT[band]
                    + colour[band] * (CloudLayer.SKYLIGHT[band] + (1 - CloudLayer.SKYLIGHT[band]) * direct);
        }
    }

    private void coverWithCloud(double[] colour, double x, double y, float[] depths, int at, int stride) {
        double veil = clouds.veilOpacity(x, y);
        double depth = depths[at];
        double opacity = CloudField.opacity(depth);
        double brightness = opacity == 0 ? 0 : cloudBrightness(depths, at, stride, depth);
        for (int band = 0; band < colour.length; band++) {
            double below = colour[band] * (1 - opacity) + CLOUD_TINT[band] * brightness * opacity;
            colour[band] = below * (1 - veil) + 0.62 * CLOUD_TINT[band] * veil;
        }
    }

    /** Thicker is brighter, and billows are lit from the sun's side. */
    private double cloudBrightness(float[] depths, int at, int stride, double depth) {
        double run = 2 * recipe.pixelSize();
        // Metres of cloud above its base: round at the edge, flatter where it is thick.
        double east = (top(depths[at + 1]) - top(depths[at - 1])) / run;
        double south = (top(depths[at + stride]) - top(depths[at - stride])) / run;
        double cosine = (toSun[2] - east * toSun[0] - south * toSun[1]) / Math.sqrt(1 + east * east + south * south);
        double lit = Math.max(0, Math.min(1.2, 0.62 + 0.38 * cosine / toSun[2]));
        return (0.48 + 0.44 * depth / (depth + 2)) * lit;
    }

    private static double top(double depth) {
        return 80 * Math.sqrt(depth + 0.05);
    }

    /** The optics smear a pixel over its neighbours, the sensor adds noise that grows with the light. */
    private float sensed(float[] sharp, int stride, Window window, int x, int y, int band) {
        int at = (y + 1) * stride + x + 1;
        double near = sharp[at - 1] + sharp[at + 1] + sharp[at - stride] + sharp[at + stride];
        double far = sharp[at - stride - 1] + sharp[at - stride + 1] + sharp[at + stride - 1] + sharp[at + stride + 1];
        double value = 0.5 * sharp[at] + 0.1 * near + 0.025 * far;
        if (recipe.sensorNoise()) {
            double deviation = 0.0012 + 0.004 * Math.sqrt(Math.max(0, value));
            value += deviation * sensor.normal((window.x() + x) * 4 + band, window.y() + y);
        }
        return (float) Math.max(0, value);
    }
}
