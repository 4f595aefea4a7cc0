package io.cloudless.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.dataset.LabelledFolder;
import io.cloudless.evaluate.Comparison;
import io.cloudless.evaluate.Evaluation;
import io.cloudless.evaluate.Evaluator;
import io.cloudless.evaluate.Prediction;
import io.cloudless.progress.Progress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

        assertThat(html).contains("2 &lt; 3", "IoU of cloud", "Against", "Where it is worst", "95 % interval");
        assertThat(PICTURE.matcher(html).replaceAll("")).doesNotContain("NaN", "http:", "https:", "<script", "<link");
        // Three charts and two scenes.
        assertThat(pictures(html)).hasSize(5);
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

    private String report() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        Path masks = Files.createDirectories(folder.resolve("masks"));
        for (String name : new String[] {"one", "two"}) {
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
            BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    image.setRGB(x, y, x / 2 << 16 | y / 2 << 8 | 0x60);
                    mask.getRaster().setSample(x, y, 0, x < WIDTH / 2 ? 1 : 0);
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
