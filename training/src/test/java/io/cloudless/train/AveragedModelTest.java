package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.PixelSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AveragedModelTest {
    private static final CardTemplate CARD =
            new CardTemplate("mean", "7", new PixelSize(10, 20, 40), "two of a kind", "Apache-2.0", "");

    @TempDir
    Path folder;

    @Test
    void eachWeightIsTheWeightedMeanOfThoseOfAll() throws Exception {
        Path first = model("first", Networks.UNET_TINY, 2, 1);
        Path second = model("second", Networks.UNET_TINY, 2, 2);

        Path mean = folder.resolve("mean.onnx");
        try (Model a = Model.open(first);
                Model b = Model.open(second)) {
            AveragedModel averaged = new AveragedModel();
            averaged.add(a, 3);
            averaged.add(b, 1);
            Files.write(mean, averaged.onnx(CARD));
        }

        List<PretrainedLayer> a = OnnxLayers.of(first);
        List<PretrainedLayer> b = OnnxLayers.of(second);
        List<PretrainedLayer> found = OnnxLayers.of(mean);
        assertThat(found).hasSameSizeAs(a);
        for (int layer = 0; layer < found.size(); layer++) {
            for (int i = 0; i < found.get(layer).kernel().length; i++) {
                float expected =
                        0.75f * a.get(layer).kernel()[i] + 0.25f * b.get(layer).kernel()[i];
                assertThat(found.get(layer).kernel()[i]).isEqualTo(expected, within(1e-3f + Math.abs(expected) / 1000));
            }
            for (int i = 0; i < found.get(layer).bias().length; i++) {
                float expected =
                        0.75f * a.get(layer).bias()[i] + 0.25f * b.get(layer).bias()[i];
                assertThat(found.get(layer).bias()[i]).isEqualTo(expected, within(1e-5f));
            }
        }
        try (Model model = Model.open(mean)) {
            assertThat(model.card().name()).isEqualTo("mean");
            assertThat(model.card().pixelSize()).isEqualTo(new PixelSize(10, 20, 40));
            assertThat(model.card().more()).containsEntry("mean_of_models", "2");
            assertThat(model.probabilities(new float[3 * 64 * 64], 1, 64, 64)).hasSize(2 * 64 * 64);
        }
    }

    @Test
    void refusesModelsOfOtherNetworksOrClassesByName() throws Exception {
        try (Model tiny = Model.open(model("tiny", Networks.UNET_TINY, 2, 1));
                Model small = Model.open(model("small", Networks.UNET_SMALL, 2, 1));
                Model four = Model.open(model("four", Networks.UNET_TINY, 4, 1))) {
            AveragedModel averaged = new AveragedModel();
            averaged.add(tiny, 1);
            for (Model other : List.of(small, four)) {
                assertThatThrownBy(() -> averaged.add(other, 1))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining(other.file().toString())
                        .hasMessageContaining("tiny.onnx");
            }
            assertThatThrownBy(() -> averaged.add(tiny, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void halvesAreRoundedToTheNearest() {
        for (int bits = Short.MIN_VALUE; bits <= Short.MAX_VALUE; bits++) {
            float value = Half.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(Half.toBits(value)).isEqualTo((short) bits);
            }
        }
        assertThat(Half.toFloat(Half.toBits(1 + 0x1p-11f))).isEqualTo(1);
        assertThat(Half.toFloat(Half.toBits(1 + 0x1.8p-10f))).isEqualTo(1 + 0x1p-9f);
        assertThat(Half.toFloat(Half.toBits(1e6f))).isInfinite();
        assertThat(Half.toFloat(Half.toBits(Float.NaN))).isNaN();
    }

    private Path model(String name, Networks network, int classes, long seed) throws IOException {
        return new RandomModel(network, 3, classes).write(folder.resolve(name + ".onnx"), CARD, seed);
    }
}
