package io.cloudless.cli;

import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.SampleType;
import io.cloudless.simulate.CastScene;
import io.cloudless.simulate.SceneFormat;
import io.cloudless.simulate.SceneRecipe;
import io.cloudless.simulate.SceneWriter;
import io.cloudless.simulate.SimulatedScene;
import io.cloudless.simulate.Sun;
import io.cloudless.simulate.Surface;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cloudless simulate}: an invented scene and its exact truth. */
@Command(
        name = "simulate",
        description = {
            "Invents a scene with clouds and the shadows they cast, and writes it with its exact truth.",
            "",
            "    sun                    OUT.tif         OUT-truth.tif",
            "      \\    .--.          +-----------+   +-----------+   0 clear",
            "       \\  (cloud)        | ~~  (  ) .|   | 00 (11) 0 |   1 thick cloud",
            "        \\  `--'          |~~ .(  )# #|   | 00(1122)0 |   2 thin cloud",
            "  ___/\\__\\___.::shadow   |~ .:::.# # |   | 03333.00  |   3 cloud shadow",
            "  sea  hills   fields    +-----------+   +-----------+   255 no data",
            "",
            "The same options always give the same scene. Any part of it can be made alone, so a scene may be of any"
                    + " size: 10980,10980 takes a few minutes and little memory.",
            "",
            "The truth follows from the share of light that clouds stop: on the way from the ground to the sensor 0.5"
                    + " or more is thick cloud, 0.1 or more thin cloud; else, on the way from the sun to the ground,"
                    + " 0.3 or more is shadow.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  cloudless simulate coast.tif --surface coast --type uint8",
            "  writes coast.tif and coast-truth.tif",
            "",
            "  cloudless simulate cloudy.tif --onto clear.tif --clouds 0.2",
            "  writes clear.tif under invented clouds, and cloudy-truth.tif"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,7})(?:[,x](\\d{1,7}))?");
    private static final Pattern EPSG = Pattern.compile("(?i)(?:EPSG:)?(\\d{4,5})");

    private static final Pattern ORIGIN = Pattern.compile("(-?\\d+(?:\\.\\d+)?),(-?\\d+(?:\\.\\d+)?)");

    /** Which bands to write. */
    enum Bands {
        RGB,
        RGBN
    }

    /** How to store samples. */
    enum Type {
        UINT8,
        UINT16
    }

    @Mixin
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "OUT.tif", description = "The scene; its truth goes to OUT-truth.tif beside it.")
    @SuppressWarnings("NullAway.Init") // required, so picocli sets it
    private Path out;

    @Option(
            names = "--onto",
            paramLabel = "SCENE",
            description =
                    "Cast the clouds on this cloudless scene instead of invented ground. Size, pixel size, place and"
                            + " type of samples are then the scene's; --surface and what else shapes the ground is of no"
                            + " effect.")
    @Nullable
    private Path onto;

    @Option(
            names = "--size",
            paramLabel = "W[,H]",
            defaultValue = "512",
            description = "Columns and rows; one number for a square. Default: ${DEFAULT-VALUE}.")
    private String size = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Another number, another scene. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--surface",
            paramLabel = "KIND",
            defaultValue = "mixed",
            description = "What lies below: coast, mountains, farmland, town, desert, snow or mixed. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Surface surface = Surface.MIXED;

    @Option(
            names = "--clouds",
            paramLabel = "SHARE",
            defaultValue = "0.3",
            description = "Share of the scene under thick cloud, 0 to 1, met closely. Default: ${DEFAULT-VALUE}.")
    private double clouds;

    @Option(
            names = "--thin",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Share of the scene under a veil of cirrus, 0 to 1; soft edges of thick clouds count as thin"
                    + " too. Default: ${DEFAULT-VALUE}.")
    private double thin;

    @Option(
            names = "--sun-azimuth",
            paramLabel = "DEGREES",
            defaultValue = "150",
            description = "Where the sun stands, clockwise from north. Default: ${DEFAULT-VALUE}.")
    private double sunAzimuth;

    @Option(
            names = "--sun-elevation",
            paramLabel = "DEGREES",
            defaultValue = "45",
            description = "How high the sun stands, 5 to 90. Default: ${DEFAULT-VALUE}.")
    private double sunElevation;

    @Option(
            names = "--cloud-height",
            paramLabel = "METRES",
            defaultValue = "900",
            description = "From the ground to the clouds that cast shadows. Default: ${DEFAULT-VALUE}.")
    private double cloudHeight;

    @Option(
            names = "--pixel-size",
            paramLabel = "METRES",
            defaultValue = "10",
            description = "Edge of a pixel on the ground. Default: ${DEFAULT-VALUE}.")
    private double pixelSize;

    @Option(
            names = "--crs",
            paramLabel = "EPSG:CODE",
            defaultValue = "EPSG:32632",
            description = "Projected reference system in metres. Default: ${DEFAULT-VALUE}.")
    private String crs = "";

    @Option(
            names = "--origin",
            paramLabel = "X,Y",
            defaultValue = "600000,5300040",
            description = "Map coordinates of the upper left corner. Default: ${DEFAULT-VALUE}.")
    private String origin = "";

    @Option(
            names = "--bands",
            paramLabel = "BANDS",
            defaultValue = "rgb",
            description = "rgb, or rgbn with near infrared. Default: ${DEFAULT-VALUE}.")
    private Bands bands = Bands.RGB;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "uint16",
            description = "uint16: reflectance x 10000; uint8: a picture to look at, 255 times the square root of"
                    + " reflectance. Default: ${DEFAULT-VALUE}.")
    private Type type = Type.UINT16;

    @Option(names = "--nodata-wedge", description = "Leave two corners without data, as slanting swath edges do.")
    private boolean nodataWedge;

    @Option(
            names = "--noise",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Add a sensor's noise, or with --no-noise leave it out. Default: noise.")
    private boolean noise;

    SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SceneRecipe recipe = WrongUse.asked(spec, this::recipe);
        SceneFormat format = WrongUse.asked(spec, this::format);
        if (onto == null) {
            SceneWriter.write(new SimulatedScene(recipe), format, out, console.progress());
        } else {
            CastScene.write(onto, scene -> fitted(recipe, scene), out, console.progress());
        }
        console.out().println(out);
        console.out().println(SceneWriter.truthBeside(out));
        return 0;
    }

    private SceneRecipe recipe() {
        Matcher edges = match(SIZE, size, "--size", "512 or 800,600");
        int width = Integer.parseInt(edges.group(1));
        int height = edges.group(2) == null ? width : Integer.parseInt(edges.group(2));
        return SceneRecipe.of(width, height, seed)
                .withSurface(surface)
                .withClouds(clouds, thin)
                .withSun(new Sun(sunAzimuth, sunElevation))
                .withCloudHeight(cloudHeight)
                .withPixelSize(pixelSize)
                .withNearInfrared(bands == Bands.RGBN)
                .withSensorNoise(noise)
                .withNodataWedge(nodataWedge);
    }

    /** The same clouds for a scene of its own size. */
    private static SceneRecipe fitted(SceneRecipe recipe, RasterInfo scene) {
        return recipe.withSize(scene.width(), scene.height())
                .withPixelSize(scene.pixelSizeMetres().orElse(recipe.pixelSize()));
    }

    private SceneFormat format() {
        Matcher corner = match(ORIGIN, origin, "--origin", "600000,5300040");
        int epsg = Integer.parseInt(match(EPSG, crs, "--crs", "EPSG:32632").group(1));
        SampleType sampleType = type == Type.UINT8 ? SampleType.UINT8 : SampleType.UINT16;
        return new SceneFormat(
                sampleType, epsg, Double.parseDouble(corner.group(1)), Double.parseDouble(corner.group(2)));
    }

    private static Matcher match(Pattern pattern, String value, String option, String example) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(option + " is '" + value + "', expected something like " + example);
        }
        return matcher;
    }
}
