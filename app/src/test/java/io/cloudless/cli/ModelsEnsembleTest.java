package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.model.Model;
import io.cloudless.model.PixelSize;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsEnsembleTest {
    @TempDir
    private Path folder;

    @Test
    void aModelBesideItselfAnswersAsItDoesAlone() {
        Path out = folder.resolve("both.onnx");

        Run run = Run.of(
                "models",
                "ensemble",
                "bundled:2",
                "bundled",
                "--name",
                "twice",
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
        try (Model bundled = Model.bundled();
                Model both = Model.open(out)) {
            float[] expected = bundled.probabilities(picture, 1, 64, 64);
            float[] found = both.probabilities(picture, 1, 64, 64);
            assertThat(found).hasSameSizeAs(expected);
            double difference = 0;
            for (int i = 0; i < found.length; i++) {
                difference += Math.abs(found[i] - expected[i]) / found.length;
            }
            assertThat(difference).isEqualTo(0, within(0.02));
            assertThat(both.card().name()).isEqualTo("twice");
            assertThat(both.card().hazeLimit()).isEqualTo(bundled.card().hazeLimit());
            assertThat(both.card().pixelSize()).isEqualTo(new PixelSize(10, 20, 40));
        }
    }

    @Test
    void wrongUseAndMissingModelsAreToldAndNothingIsWritten() {
        Path out = folder.resolve("both.onnx");

        assertThat(Run.of("models", "ensemble", "bundled", "--out", out).exitCode())
                .isEqualTo(2);
        assertThat(Run.of("models", "ensemble", "bundled:0", "bundled", "--out", out)
                        .exitCode())
                .isEqualTo(2);
        Run missing = Run.of("models", "ensemble", "bundled", folder.resolve("none.onnx"), "--out", out);
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("none.onnx");
        assertThat(out).doesNotExist();
    }
}
