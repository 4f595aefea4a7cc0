package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.model.Model;
import io.cloudless.model.PixelSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsAverageTest {
    @TempDir
    private Path folder;

    @Test
    void theMeanOfAModelAndItselfAnswersAsItDoesWithACardOfItsOwn() throws IOException {
        Path trained = trained();
        Path out = folder.resolve("mean.onnx");

        Run run = Run.of(
                "models",
                "average",
                trained + ":2",
                trained,
                "--name",
                "twice",
                "--model-version",
                "9",
                "--pixel-size",
                "10,20,40",
                "--out",
                out);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().strip()).isEqualTo(out.toString());
        float[] picture = new float[3 * 64 * 64];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = i * 31 % 97 / 97f;
        }
        try (Model alone = Model.open(trained);
                Model mean = Model.open(out)) {
            assertThat(mean.probabilities(picture, 1, 64, 64)).isEqualTo(alone.probabilities(picture, 1, 64, 64));
            assertThat(mean.card().name()).isEqualTo("twice");
            assertThat(mean.card().version()).isEqualTo("9");
            assertThat(mean.card().pixelSize()).isEqualTo(new PixelSize(10, 20, 40));
            assertThat(mean.card().output()).isEqualTo(alone.card().output());
        }
    }

    private Path trained() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Path masks = Files.createDirectory(folder.resolve("masks"));
        Path prepared = folder.resolve("prepared");
        Files.copy(Scenes.png(images.resolve("coast.png")), masks.resolve("coast.png"));
        Run prepare = Run.of(
                "prepare", "--images", images, "--masks", masks, "--out", prepared, "--validation", 0, "--quiet");
        assertThat(prepare.exitCode()).as(prepare.err()).isZero();
        Object[] train = {
            "train",
            "--data",
            prepared,
            "--runs",
            folder,
            "--run",
            1,
            "--network",
            "unet_tiny",
            "--iterations",
            1,
            "--batch",
            2,
            "--crop",
            64,
            "--quiet"
        };
        Run run = Run.of(train);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return folder.resolve("0001/model.onnx");
    }

    @Test
    void wrongUseAndMissingModelsAreToldAndNothingIsWritten() {
        Path out = folder.resolve("mean.onnx");

        assertThat(Run.of("models", "average", "bundled", "--out", out).exitCode())
                .isEqualTo(2);
        assertThat(Run.of("models", "average", "bundled:0", "bundled", "--out", out)
                        .exitCode())
                .isEqualTo(2);
        Run missing = Run.of("models", "average", folder.resolve("none.onnx"), "bundled", "--out", out);
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("none.onnx");
        assertThat(out).doesNotExist();
    }
}
