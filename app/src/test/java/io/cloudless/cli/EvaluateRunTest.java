package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudless.model.Model;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate --run}: the figures of a run on the chips it kept for validation. */
class EvaluateRunTest {
    @TempDir
    Path folder;

    private Path run;
    private Path chips;

    @BeforeEach
    void writeRun() throws IOException {
        run = Files.createDirectories(folder.resolve("runs/0003"));
        chips = folder.resolve("chips");
        Files.writeString(
                run.resolve("config.json"),
                "{\"task\": \"classify\", \"data\": [\"" + chips
                        + "\"], \"options\": {\"network\": \"tiny\", \"batch\": 8}}");
        Files.writeString(run.resolve("note.txt"), "first idea\n");
        Files.writeString(run.resolve("train.csv"), "iteration,loss,accuracy\n20,0.7,0.5\n40,0.4,0.8\n");
        Files.writeString(run.resolve("validation.csv"), "iteration,loss,accuracy,f1\n40,0.5,0.7,0.6\n");
    }

    @Test
    void aClassifierIsEvaluatedOnTheChipsOfItsDataset() throws IOException {
        writeChips(classifier());

        Run evaluated = evaluate("--note", "higher threshold", "--threshold", 0.5);

        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
        assertThat(evaluated.err().strip()).endsWith("report.html").hasLineCount(1);
        // Of three bright chips one is dark, and of two dark ones one is bright.
        JsonNode json = statistics();
        assertThat(json.at("/confusion_matrix/chips").toString()).isEqualTo("[[1,1],[1,2]]");
        assertThat(json.at("/all/accuracy").asDouble()).isEqualTo(0.6);
        assertThat(run.resolve("statistics.txt")).hasContent(evaluated.out());
        assertThat(run.resolve("note.txt")).hasContent("first idea\nhigher threshold\n");
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("Run 0003", "first idea", "higher threshold", "Settings", "tiny");
        for (String chart : new String[] {"loss.png", "accuracy.png", "training.png"}) {
            assertThat(ImageIO.read(run.resolve(chart).toFile())).as(chart).isNotNull();
        }
        assertThat(Run.of("runs", "--runs", folder.resolve("runs")).out())
                .contains("0003", "finished", "classify", "0.6000", "0.6667");
    }

    @Test
    void evaluatingTwiceChangesNothing() throws IOException {
        writeChips(classifier());
        evaluate("--note", "again");
        byte[] report = Files.readAllBytes(run.resolve("report.html"));

        assertThat(evaluate("--note", "again", "--threads", 1).exitCode()).isZero();

        assertThat(run.resolve("report.html")).hasBinaryContent(report);
        assertThat(run.resolve("note.txt")).hasContent("first idea\nagain\n");
    }

    @Test
    void aModelThatSegmentsIsEvaluatedOnItsPreparedChips() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        Path masks = Files.createDirectories(folder.resolve("masks"));
        for (String name : new String[] {"a", "b", "c", "d", "e", "f"}) {
            picture(images.resolve(name + ".png"), 20, 240, false);
            picture(masks.resolve(name + ".png"), 22, 1, true);
        }
        Run prepared =
                Run.of("prepare", "--images", images, "--masks", masks, "--out", chips, "--validation", 0.5, "--quiet");
        assertThat(prepared.exitCode()).as(prepared.err()).isZero();
        Files.move(Scenes.model(folder), run.resolve("model.onnx"));

        Run evaluated = evaluate();

        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
        // 22 of 50 columns are cloud, the first 20 of them are bright.
        assertThat(statistics().at("/all/recall").asDouble()).isEqualTo(20.0 / 22);
        assertThat(statistics().at("/all/precision").asDouble()).isEqualTo(1);
        assertThat(Files.readString(run.resolve("report.html"))).contains("Where it is worst", "Settings");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertFails(evaluate(), "0003", "model.onnx", "--resume");
        assertFails(Run.of("evaluate", "--run", 9, "--runs", folder.resolve("runs")), "0009", "no such run");

        classifier();
        assertFails(evaluate(), chips.toString(), "no such dataset", "--data");
        Files.createDirectories(chips);
        assertFails(evaluate(), chips.toString(), "no folder of chips");
        writeChips("sea", "ship");
        assertFails(evaluate(), "[sea, ship]", "[clear, cloud]");

        Files.writeString(run.resolve("config.json"), "{\"task\": \"classify\"}");
        assertFails(evaluate(), "config.json", "--data");
        assertThat(run.resolve("report.html")).doesNotExist();
        assertThat(run.resolve("note.txt")).hasContent("first idea\n");
    }

    @Test
    void wrongUseIsToldFromBadInput() {
        for (Run wrong : new Run[] {
            evaluate("--images", folder),
            evaluate("bundled"),
            evaluate("--threshold", 1.5),
            Run.of("evaluate"),
            Run.of("evaluate", "--images", folder, "--masks", folder, "--data", folder)
        }) {
            assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(2);
            assertThat(wrong.err()).contains("Usage: cloudless evaluate");
        }
    }

    private Run evaluate(Object... more) {
        Object[] words = new Object[more.length + 5];
        System.arraycopy(new Object[] {"evaluate", "--run", 3, "--runs", folder.resolve("runs")}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return Run.of(words);
    }

    private JsonNode statistics() throws IOException {
        return new ObjectMapper().readTree(run.resolve("statistics.json").toFile());
    }

    private static void assertFails(Run run, String... parts) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains(parts).hasLineCount(1);
    }

    /** Puts the model into the run, and tells the names of its two classes. */
    private String[] classifier() throws IOException {
        Path file = run.resolve("model.onnx");
        Files.move(Scenes.classifier(folder), file);
        try (Model model = Model.open(file)) {
            return model.card().classes().stream()
                    .map(each -> each.name())
                    .collect(Collectors.toList())
                    .toArray(String[]::new);
        }
    }

    private void writeChips(String... classes) throws IOException {
        Files.createDirectories(chips);
        Files.writeString(chips.resolve("classes.txt"), String.join("\n", classes) + "\n");
        for (int code = 0; code < 2; code++) {
            Path train = Files.createDirectories(chips.resolve("train").resolve(classes[code]));
            picture(train.resolve("any.png"), 50, 100, false);
            Path validation =
                    Files.createDirectories(chips.resolve("validation").resolve(classes[code]));
            for (int i = 0; i < 2 + code; i++) {
                boolean isBright = i > 0;
                picture(validation.resolve(i + ".png"), 50, isBright ? 250 : 0, false);
            }
        }
    }

    /** 50 x 50 pixels, of which the first columns have this value and the others none. */
    private static void picture(Path file, int columns, int value, boolean isMask) throws IOException {
        BufferedImage image =
                new BufferedImage(50, 50, isMask ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        if (isMask) {
            for (int i = 0; i < 50 * columns; i++) {
                image.getRaster().setSample(i % columns, i / columns, 0, value);
            }
        } else {
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(new Color(value, value, value));
            graphics.fillRect(0, 0, columns, 50);
            graphics.dispose();
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
