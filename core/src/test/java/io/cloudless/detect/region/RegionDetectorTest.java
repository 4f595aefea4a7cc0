package io.cloudless.detect.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.detect.SegmenterOptions;
import io.cloudless.model.Model;
import io.cloudless.model.TinyClassifier;
import io.cloudless.model.TinyNetwork;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegionDetectorTest {
    private static final Window THING = new Window(40, 60, 50, 30);

    @TempDir
    private Path folder;

    /** Black, with a thing of a colour; everything times a factor. */
    private Path scene(int times, Color colour) throws IOException {
        BufferedImage image = new BufferedImage(200 * times, 150 * times, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(THING.x() * times, THING.y() * times, THING.width() * times, THING.height() * times);
        graphics.dispose();
        Path file = folder.resolve("scene.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static RegionOptions options(ProposalMethod method, int pad) {
        return options(method, pad, 1000);
    }

    private static RegionOptions options(ProposalMethod method, int pad, int most) {
        return new RegionOptions(
                new RegionOptions.Proposals(method, List.of(100), most),
                pad,
                new RegionOptions.Selection(0.5, OptionalInt.empty(), OptionalDouble.of(0.5)));
    }

    private static RegionDetection detect(Model model, RegionOptions options, Path file, int threads) {
        try (RasterReader scene = RasterReader.open(file)) {
            return new RegionDetector(
                            model, options, SegmenterOptions.defaults().withThreads(threads))
                    .detect(scene, null);
        }
    }

    @Test
    void aClassifierFindsTheThingAndSaysWhatItIs() throws Exception {
        Path file = scene(1, Color.GREEN);
        try (Model model = Model.open(TinyClassifier.colours(folder))) {
            RegionDetection detection = detect(model, options(ProposalMethod.SELECTIVE_SEARCH, 2), file, 2);

            Region likeliest = detection.regions().list().get(0);
            assertThat(likeliest.className()).isEqualTo("green");
            assertThat(likeliest.code()).isEqualTo(2);
            assertThat(RegionSelection.overlap(likeliest.box(), THING)).isGreaterThan(0.8);
            assertThat(detection.looked()).isGreaterThan(1);
        }
    }

    @Test
    void boxesOfALargeSceneAreInItsOwnPixels() throws Exception {
        Path file = scene(15, Color.BLUE); // 3000 pixels wide: looked at 2 x 2 as one
        try (Model model = Model.open(TinyClassifier.colours(folder))) {
            RegionDetection detection = detect(model, options(ProposalMethod.SELECTIVE_SEARCH, 0), file, 2);

            Region likeliest = detection.regions().list().get(0);
            assertThat(likeliest.className()).isEqualTo("blue");
            assertThat(RegionSelection.overlap(likeliest.box(), new Window(40 * 15, 60 * 15, 50 * 15, 30 * 15)))
                    .isGreaterThan(0.8);
            assertThat(detection.notes()).anyMatch(note -> note.contains("2 x 2"));
        }
    }

    @Test
    void ofMoreBoxesThanAskedForTheLargestAreLookedAtTheWholeSceneFirst() throws Exception {
        Path file = scene(1, Color.GREEN);
        try (Model model = Model.open(TinyClassifier.colours(folder))) {
            RegionDetection all = detect(model, options(ProposalMethod.SELECTIVE_SEARCH, 0), file, 2);
            RegionDetection one = detect(model, options(ProposalMethod.SELECTIVE_SEARCH, 0, 1), file, 2);

            assertThat(one.looked()).isEqualTo(1);
            assertThat(one.leftOut()).isEqualTo(all.looked() - 1).isPositive();
            assertThat(one.regions().list()).extracting(Region::box).containsExactly(Window.of(200, 150));
            assertThat(one.notes()).contains("Looked at the largest 1 of " + all.looked() + " boxes");
            assertThat(all.leftOut()).isZero();
            assertThat(all.notes()).noneMatch(note -> note.contains("boxes"));
        }
    }

    @ParameterizedTest
    @EnumSource(ProposalMethod.class)
    void ofAModelThatSegmentsABoxIsAsCloudyAsItsPixels(ProposalMethod method) throws Exception {
        Path file = scene(1, Color.WHITE);
        try (Model model = Model.open(TinyNetwork.brightness(folder, 1, 0.5))) {
            RegionDetection detection = detect(model, options(method, 16), file, 2);

            assertThat(detection.regions().list()).isNotEmpty().allSatisfy(region -> {
                double white = THING.clip(region.box()).area() / (double) region.area();
                assertThat(region.probability()).isCloseTo(white, org.assertj.core.api.Assertions.within(0.01));
                assertThat(region.className()).isEqualTo("cloud");
            });
            if (method == ProposalMethod.SEGMENTS) {
                assertThat(detection.regions().list()).extracting(Region::box).containsExactly(THING);
            }
        }
    }

    @Test
    void theThreadsChangeNothingAndWhatWasLookedAtIsShown() throws Exception {
        Path file = scene(1, new Color(200, 150, 80));
        try (Model model = Model.open(TinyClassifier.colours(folder))) {
            RegionOptions options = options(ProposalMethod.GRID, 7);
            List<Pixels> crops = new ArrayList<>();
            List<Region> looked = new ArrayList<>();
            try (RasterReader scene = RasterReader.open(file)) {
                new RegionDetector(model, options, SegmenterOptions.defaults().withThreads(1))
                        .detect(scene, (box, values) -> {
                            looked.add(box);
                            crops.add(values);
                        });
            }

            RegionDetection three = detect(model, options, file, 3);

            assertThat(three.looked()).isEqualTo(crops.size());
            assertThat(looked).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
            assertThat(looked)
                    .extracting(Region::box)
                    .containsAll(
                            three.regions().list().stream().map(Region::box).toList());
            for (int i = 0; i < crops.size(); i++) {
                Window seen = looked.get(i).box().pad(7).clip(Window.of(200, 150));
                assertThat(crops.get(i).width()).isEqualTo(seen.width());
                assertThat(crops.get(i).height()).isEqualTo(seen.height());
            }
        }
    }
}
