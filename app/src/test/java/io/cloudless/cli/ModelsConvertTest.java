package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsConvertTest {
    private static final Path IMAGENET = Path.of("/work/shared/data/imagenet");

    @TempDir
    private Path folder;

    /** The numbers of the reference implementation, where its files are at hand. */
    @Test
    void squeezeNetCallsTheCatATabbyCatAsAWholeAndAmongItsBoxes() throws IOException {
        assumeTrue(Files.isDirectory(IMAGENET), "ImageNet's SqueezeNet is not on this machine");
        Path out = folder.resolve("squeezenet.onnx");

        Run convert = Run.of(
                "models",
                "convert",
                IMAGENET.resolve("squeezenet_v1.0_decoded.npz"),
                "--classes",
                IMAGENET.resolve("imagenet-classes.txt"),
                "--out",
                out);
        assertThat(convert.exitCode()).as(convert.err()).isZero();
        assertThat(convert.out().strip()).isEqualTo(out.toString());
        Run predict = Run.of("predict", IMAGENET.resolve("cat.jpg"), "--model", out, "--top", 1, "--json");

        assertThat(predict.exitCode()).as(predict.err()).isZero();
        assertThat(predict.out()).contains("tabby cat");
        JsonNode answer = new ObjectMapper().readTree(predict.out());
        assertThat(answer.findValue("prob").asDouble()).isEqualTo(0.81, within(0.015));

        Run detect = Run.of(
                "detect",
                "--method",
                "regions",
                "--model",
                out,
                "--classes",
                IMAGENET.resolve("imagenet-classes.txt"),
                "--max-regions",
                4,
                "--out",
                folder,
                IMAGENET.resolve("cat.jpg"));

        assertThat(detect.exitCode()).as(detect.err()).isZero();
        assertThat(detect.out()).contains("of 4 boxes, likeliest tabby, tabby cat 81.");
        JsonNode first = new ObjectMapper()
                .readTree(folder.resolve("cat-regions.json").toFile())
                .get(0);
        assertThat(first.get("class").asText()).contains("tabby cat");
        assertThat(first.get("prob").asDouble()).isEqualTo(0.81, within(0.015));
    }

    @Test
    void saysWhereWeightsOrNamesAreBad() throws IOException {
        Path names = Files.writeString(folder.resolve("names.txt"), "clear\ncloud\n");
        Path weights = Files.writeString(folder.resolve("weights.npz"), "no zip");
        Path out = folder.resolve("m.onnx");

        Run broken = Run.of("models", "convert", weights, "--classes", names, "--out", out);
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err()).contains("weights.npz", "no .npz").hasLineCount(1);
        Run nameless = Run.of("models", "convert", weights, "--classes", folder.resolve("none.txt"), "--out", out);
        assertThat(nameless.exitCode()).isEqualTo(1);
        assertThat(nameless.err()).contains("none.txt");
        assertThat(out).doesNotExist();
    }

    @Test
    void anImpossibleUseShowsTheUsage() {
        Run run = Run.of("models", "convert", "a.npz", "--network", "vgg", "--classes", "n", "--out", "m");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: cloudless models convert", "SQUEEZENET");
    }
}
