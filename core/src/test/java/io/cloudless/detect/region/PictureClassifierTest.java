package io.cloudless.detect.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.detect.SegmenterOptions;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.TinyClassifier;
import io.cloudless.model.TinyNetwork;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureClassifierTest {
    @TempDir
    private Path folder;

    /** A picture of a colour with a white square of this edge in it. */
    private Path picture(String name, int size, Color ground, int white) throws IOException {
        BufferedImage image = new BufferedImage(size, size + 10, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(ground);
        graphics.fillRect(0, 0, size, size + 10);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(size / 2, size / 3, white, white);
        graphics.dispose();
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void aClassifierSeesTheWholePictureWhateverItsShape() throws Exception {
        List<Path> files = List.of(
                picture("red.png", 30, Color.RED, 0),
                picture("blue.png", 500, Color.BLUE, 100),
                picture("black.png", 24, Color.BLACK, 0));
        try (Model model = Model.open(TinyClassifier.colours(folder));
                PictureClassifier classifier = new PictureClassifier(model, SegmenterOptions.defaults())) {
            List<Verdict> verdicts = classifier.classify(files);

            assertThat(verdicts).extracting(PictureClassifierTest::likeliest).containsExactly("red", "blue", "none");
            assertThat(verdicts).extracting(Verdict::file).isEqualTo(files);
            Verdict.Answer answer = (Verdict.Answer) verdicts.get(0);
            assertThat(answer.ranking().stream()
                            .mapToDouble(ClassProbability::probability)
                            .sum())
                    .isCloseTo(1, within(1e-6));
            assertThat(answer.probability(1)).isGreaterThan(0.99);
            assertThat(answer.probability(77)).isZero();
        }
    }

    private static String likeliest(Verdict verdict) {
        return ((Verdict.Answer) verdict).ranking().get(0).known().name();
    }

    @Test
    void oneSmallCloudMakesAnImageCloudyAndABrightPixelDoesNot() throws Exception {
        List<Path> files = List.of(
                picture("clear.png", 200, Color.DARK_GRAY, 0),
                picture("speck.png", 200, Color.DARK_GRAY, 1),
                picture("cloud.png", 200, Color.DARK_GRAY, 15));
        try (Model model = Model.open(TinyNetwork.brightness(folder, 1, 0.6));
                PictureClassifier classifier = new PictureClassifier(model, SegmenterOptions.defaults())) {
            List<Double> cloudy = classifier.classify(files).stream()
                    .map(verdict -> ((Verdict.Answer) verdict).probability(1))
                    .toList();

            assertThat(cloudy.get(0)).isLessThan(0.01);
            assertThat(cloudy.get(1)).isLessThan(0.1);
            assertThat(cloudy.get(2)).isGreaterThan(0.95);
        }
    }

    @Test
    void aBadFileIsAFailureAmongAnswersThatDoNotDependOnTheThreads() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            files.add(picture(i + ".png", 20 + i, new Color(6 * i, 255 - 6 * i, 80), i % 7));
        }
        files.set(17, Files.writeString(folder.resolve("broken.png"), "no picture"));
        files.set(33, folder.resolve("missing.png"));
        for (Path network : List.of(TinyClassifier.colours(folder), TinyNetwork.brightness(folder, 1, 0.5))) {
            try (Model model = Model.open(network);
                    PictureClassifier one = new PictureClassifier(
                            model, SegmenterOptions.defaults().withThreads(1));
                    PictureClassifier three = new PictureClassifier(
                            model, SegmenterOptions.defaults().withThreads(3))) {
                List<Verdict> verdicts = one.classify(files);

                assertThat(verdicts)
                        .filteredOn(verdict -> verdict instanceof Verdict.Failure)
                        .hasSize(2);
                assertThat(verdicts.get(17))
                        .isInstanceOfSatisfying(
                                Verdict.Failure.class,
                                failure -> assertThat(failure.problem())
                                        .isInstanceOf(InputException.class)
                                        .hasMessageContaining("broken"));
                assertThat(three.classify(files).stream().filter(Verdict.Answer.class::isInstance))
                        .isEqualTo(verdicts.stream()
                                .filter(Verdict.Answer.class::isInstance)
                                .toList());
            }
        }
    }
}
