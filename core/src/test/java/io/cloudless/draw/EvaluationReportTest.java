package io.cloudless.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.dataset.Chip;
import io.cloudless.dataset.LabelledFolder;
import io.cloudless.evaluate.Comparison;
import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.Evaluation;
import io.cloudless.evaluate.Evaluator;
import io.cloudless.evaluate.Prediction;
import io.cloudless.evaluate.SceneResult;
import io.cloudless.raster.Pixels;
import io.cloudless.work.Progress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final Pattern PICTURE = Pattern.compile("data:image/png;base64,([^\"]+)");

    @TempDir
    Path folder;

    @Test
    void thePageShowsEverythingWithoutAnyOtherFile() throws IOException {
        String html = report();

        assertThat(html)
                .contains("2 &lt; 3", "IoU of cloud", "Against", "Where it is worst", "95 % interval", "Thresholds")
                .doesNotContain("Kinds of cloud");
        assertThat(PICTURE.matcher(html).replaceAll("")).doesNotContain("NaN", "http:", "https:", "<script", "<link");
        // Four charts and two scenes.
        assertThat(pictures(html)).hasSize(6);
    }

    @Test
    void aSheetShowsPictureTruthPredictionAndErrors() throws IOException {
        List<BufferedImage> pictures = pictures(report());
        BufferedImage sheet = pictures.get(pictures.size() - 1);
        int panel = (sheet.getWidth() + 8) / 4;
        int y = sheet.getHeight() / 2;

        // The truth is cloud on the left half, the detector says so of the middle half.
        int eighth = WIDTH / 2 / 8;
        assertThat(sheet.getRGB(panel + eighth, y) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(sheet.getRGB(2 * panel + eighth, y) & 0xFFFFFF).isEqualTo(0x4A6C86);
        assertThat(sheet.getRGB(3 * panel + eighth, y) & 0xFFFFFF).isEqualTo(SceneSheet.MISSED);
        assertThat(sheet.getRGB(3 * panel + 5 * eighth, y) & 0xFFFFFF).isEqualTo(SceneSheet.FALSE_ALARM);
        assertThat(sheet.getHeight()).isEqualTo(HEIGHT / 2);
    }

    @Test
    void kindsHaveTheirTableAndTheirErrorsTheirColour() throws IOException {
        String html = report(3);
        List<BufferedImage> pictures = pictures(html);
        BufferedImage sheet = pictures.get(pictures.size() - 1);
        int panel = (sheet.getWidth() + 8) / 4;

        // Shadow on the left half of the truth was called cloud or clear, never shadow: the masks do not tell.
        assertThat(html).contains("Kinds of cloud", "do not tell cloud shadow", "called cloud shadow");
        assertThat(sheet.getRGB(3 * panel + 3 * WIDTH / 16, sheet.getHeight() / 2) & 0xFFFFFF)
                .isEqualTo(SceneSheet.FALSE_ALARM);

        byte[] truth = {0, 3, 0, 2, 1, 0};
        byte[] codes = {0, 0, 3, 1, 1, 0};
        assertThat(wrongKinds(truth, codes, Set.of(0, 1, 2, 3))).containsExactly(true, true, true, false);
        assertThat(wrongKinds(truth, codes, Set.of(0, 1))).containsExactly(false, false, false, false);
    }

    /** Whether each pixel of a row, but for those under the frame, has the colour of a wrong kind. */
    private List<Boolean> wrongKinds(byte[] truthRow, byte[] codesRow, Set<Integer> told) throws IOException {
        byte[] truth = threeTimes(truthRow);
        byte[] codes = threeTimes(codesRow);
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        matrix.add(truth, codes);
        Evaluation evaluation =
                new Evaluation("model", "", List.of(new SceneResult("s", Map.of(), matrix, null)), List.of(), told);
        Chip chip = new Chip(new Pixels(6, 3, new float[3][18]), truth);
        BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(
                SceneSheet.png(chip, new Prediction(folder, 6, 3, codes, null), evaluation.kinds())));
        int panel = (sheet.getWidth() + 8) / 4;
        return IntStream.range(1, 5)
                .mapToObj(x -> (sheet.getRGB(3 * panel + x, 1) & 0xFFFFFF) == SceneSheet.WRONG_KIND)
                .toList();
    }

    private static byte[] threeTimes(byte[] row) {
        byte[] rows = new byte[3 * row.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row[i % row.length];
        }
        return rows;
    }

    private String report() throws IOException {
        return report(1);
    }

    /** @param kind the code of the left half of the truth */
    private String report(int kind) throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        Path masks = Files.createDirectories(folder.resolve("masks"));
        for (String name : new String[] {"one", "two"}) {
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
            BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    image.setRGB(x, y, x / 2 << 16 | y / 2 << 8 | 0x60);
                    mask.getRaster().setSample(x, y, 0, x < WIDTH / 2 ? kind : 0);
                }
            }
            ImageIO.write(image, "png", images.resolve(name + ".png").toFile());
            ImageIO.write(mask, "png", masks.resolve(name + ".png").toFile());
        }
        LabelledFolder scenes = LabelledFolder.pair(images, masks);
        Evaluation evaluation = new Evaluation(
                "2 < 3",
                "",
                Evaluator.evaluate(scene -> middle(scene.image()), scenes.scenes(), 1, Progress.NONE),
                List.of());
        Path target = folder.resolve("report.html");
        EvaluationReport.write(
                target,
                evaluation,
                Comparison.of(evaluation, evaluation),
                scenes.scenes(),
                scene -> middle(scene.image()));
        return Files.readString(target);
    }

    private static Prediction middle(Path image) {
        byte[] codes = new byte[WIDTH * HEIGHT];
        byte[] percent = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < codes.length; i++) {
            int x = i % WIDTH;
            codes[i] = (byte) (x >= WIDTH / 4 && x < WIDTH * 3 / 4 ? 1 : 0);
            percent[i] = (byte) (codes[i] == 1 ? 80 : 30);
        }
        return new Prediction(image, WIDTH, HEIGHT, codes, percent);
    }

    private static List<BufferedImage> pictures(String html) throws IOException {
        List<BufferedImage> pictures = new ArrayList<>();
        Matcher matcher = PICTURE.matcher(html);
        while (matcher.find()) {
            byte[] png = Base64.getDecoder().decode(matcher.group(1));
            pictures.add(ImageIO.read(new ByteArrayInputStream(png)));
        }
        return pictures;
    }
}
