package io.cloudless.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.evaluate.ClassifiedChip;
import io.cloudless.evaluate.ClassifierEvaluation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierReportTest {
    private static final Pattern PICTURE = Pattern.compile("data:image/png;base64,[^\"]+");

    @TempDir
    Path folder;

    @Test
    void thePageShowsEverythingWithoutAnyOtherFile() throws IOException {
        List<ClassifiedChip> chips = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Path file = folder.resolve("chip<" + i + ">.png");
            ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_3BYTE_BGR), "png", file.toFile());
            chips.add(new ClassifiedChip(file, i % 2, List.of(1 - i / 12.0, i / 12.0)));
        }
        ClassifierEvaluation evaluation =
                new ClassifierEvaluation("Run 1 & 2", "a <b> note", List.of("water", "ship"), chips, 0.5);
        Path target = folder.resolve("report.html");

        ClassifierReport.write(target, evaluation, new RunCourse(null, Map.of("batch", "32")));

        String html = Files.readString(target);
        assertThat(html)
                .contains("Run 1 &amp; 2", "a &lt;b&gt; note", "called ship", "chip&lt;10&gt;.png", "batch")
                .contains("prefers-color-scheme: dark");
        assertThat(PICTURE.matcher(html).results()).as("four charts, ten chips").hasSize(14);
        assertThat(PICTURE.matcher(html).replaceAll("")).doesNotContain("NaN", "http:", "https:", "<script", "<link");
    }

    @Test
    void whatIsUndefinedBreaksNothing() throws IOException {
        Path file = folder.resolve("chip.png");
        ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_3BYTE_BGR), "png", file.toFile());
        ClassifierEvaluation evaluation = new ClassifierEvaluation(
                "x", "", List.of("water", "ship"), List.of(new ClassifiedChip(file, 0, List.of(1.0, 0.0))), 0.5);
        Path target = folder.resolve("report.html");

        ClassifierReport.write(target, evaluation, new RunCourse(null, Map.of()));

        assertThat(PICTURE.matcher(Files.readString(target)).replaceAll("")).doesNotContain("NaN", "Infinity");
    }
}
