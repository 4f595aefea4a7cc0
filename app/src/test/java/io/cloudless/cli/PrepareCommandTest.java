package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code prepare} where it makes chips for a classifier. */
class PrepareCommandTest {
    @TempDir
    private Path folder;

    private Path images;
    private Path annotations;

    @BeforeEach
    void annotate() throws IOException {
        images = Files.createDirectory(folder.resolve("images"));
        Scenes.png(images.resolve("coast.png"));
        Scenes.png(images.resolve("plain.png"));
        annotations = Files.writeString(folder.resolve("annotated.json"), """
                [{"image_name": "coast.png", "image_annotation": ["10,20,20,30", "60,50,8,8", "90,90,20,20"]},
                 {"image_name": "plain.png", "image_annotation": []}]""");
    }

    @Test
    void annotationsOf2016BecomeChipsOfANamedClass() {
        Path out = folder.resolve("chips");

        Run run = Run.of(
                "prepare",
                "--annotations",
                annotations,
                "--images",
                images,
                "--out",
                out,
                "--class",
                "cloud",
                "--size",
                32);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("positives     2", "negatives     1", "dropped       1 boxes");
        assertThat(run.err())
                .contains("Left out: coast.png: the box 90,90 to 110,110 reaches out of the image of 96 x 96");
        assertThat(out.resolve("train/cloud/coast-1.png")).exists();
        assertThat(out.resolve("classes.txt")).hasContent("none\ncloud\n");
        assertThat(out.resolve("preparation-statistics.txt")).hasContent(run.out());
    }

    @Test
    void masksBecomeChipsToo() throws IOException {
        Path scene = Files.createDirectory(folder.resolve("scene"));
        Run simulated = Run.of("simulate", "--size", 256, scene.resolve("coast.tif"), "--quiet");
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        Path out = folder.resolve("chips");

        Run run = Run.of(
                "prepare",
                "--task",
                "classify",
                "--images",
                scene,
                "--masks",
                scene,
                "--out",
                out,
                "--size",
                16,
                "--quiet");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(out.resolve("train/object")).isNotEmptyDirectory();
        assertThat(out.resolve("train/none")).isNotEmptyDirectory();
    }

    @Test
    void aFolderOfSomethingElseIsNotReplaced() {
        Run run = Run.of("prepare", "--annotations", annotations, "--images", images, "--out", images, "--quiet");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("images", "something else is there").hasLineCount(1);
        assertThat(images.resolve("coast.png")).exists();
    }

    @Test
    void brokenJsonIsOneLineWithItsPlace() throws IOException {
        Files.writeString(annotations, "[{\"image_name\": \"coast.png\",\n \"image_annotation\": [1, 2}]");

        Run run = Run.of("prepare", "--annotations", annotations, "--images", images, "--out", folder.resolve("out"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("annotated.json: line 2, column 27: no JSON: Unexpected close marker '}': expected ']'. Mend")
                .hasLineCount(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--images=x --task=classify",
                "--annotations=x",
                "--images=x --annotations=x --masks=x",
                "--images=x --annotations=x --task=segment",
                "--from-leveldb=x --images=x",
                "--images=x --annotations=x --size=0",
                "--images=x --annotations=x --class=a,b",
                "--images=x --annotations=x --class=none",
                "--images=x --annotations=x --bands=1",
                "--images=x --annotations=x --gain=2",
                "--images=x --annotations=x --group=place",
                "--images=x --masks=x --task=classify --at-least=0.1 --at-most=0.2"
            })
    void contradictoryOptionsAreWrongUse(String options) {
        List<Object> words = new ArrayList<>(List.of("prepare", "--out", folder.resolve("out")));
        words.addAll(List.of(options.isEmpty() ? new String[0] : options.split(" ")));

        Run run = Run.of(words.toArray());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: cloudless prepare");
    }
}
