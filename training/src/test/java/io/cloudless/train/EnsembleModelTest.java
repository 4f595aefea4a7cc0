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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleModelTest {
    private static final CardTemplate CARD =
            new CardTemplate("both", "7", new PixelSize(10, 20, 40), "two of a kind", "Apache-2.0", "");
    private static final int SIZE = 64;
    private static final int AREA = SIZE * SIZE;

    @TempDir
    Path folder;

    @Test
    void theAnswerIsTheWeightedMeanOfTheMembersAnswers() throws IOException {
        Path first = model("first", 4, 1);
        Path second = model("second", 4, 2);

        float[] a = answer(first);
        float[] b = answer(second);
        float[] both = answer(ensemble("both", List.of(first, second), 3, 1));

        for (int i = 0; i < both.length; i++) {
            assertThat(both[i]).isEqualTo(0.75f * a[i] + 0.25f * b[i], within(0.03f));
        }
        float[] alone = answer(ensemble("alone", List.of(first), 1));
        float[] beside = answer(ensemble("beside", List.of(second), 1));
        for (int i = 0; i < both.length; i++) {
            assertThat(both[i])
                    .as("but for the rounding of kernels")
                    .isEqualTo(0.75f * alone[i] + 0.25f * beside[i], within(1e-5f));
        }
    }

    @Test
    void aMemberThatTellsNoKindsChangesHowLikelyCloudIsAndNothingElse() throws IOException {
        Path kinds = model("kinds", 4, 1);
        Path simple = model("simple", 2, 2);

        float[] told = answer(ensemble("told", List.of(kinds), 1));
        float[] cloud = answer(ensemble("cloud", List.of(simple), 1));
        float[] both = answer(ensemble("both", List.of(simple, kinds), 2, 1));

        for (int i = 0; i < AREA; i++) {
            float thick = both[AREA + i];
            float thin = both[2 * AREA + i];
            float toldCloud = told[AREA + i] + told[2 * AREA + i];
            assertThat(thick + thin).isEqualTo((2 * cloud[AREA + i] + toldCloud) / 3, within(1e-4f));
            assertThat(both[i] + thick + thin + both[3 * AREA + i]).isEqualTo(1, within(1e-4f));
        }
        assertKindsAreInTheSameProportion(both, told);
        try (Model model = Model.open(folder.resolve("both.onnx"))) {
            assertThat(model.card().classes()).hasSize(4);
            assertThat(model.card().more()).containsEntry("ensemble_of_models", "2");
            assertThat(model.card().pixelSize()).isEqualTo(new PixelSize(10, 20, 40));
            assertThat(model.card().output().calibration().isNone()).isTrue();
        }
    }

    @Test
    void onlyTheFirstMemberSaysWhichKindWhereThatIsAsked() throws IOException {
        Path first = model("first", 4, 1);
        Path second = model("second", 4, 2);

        float[] told = answer(ensemble("told", List.of(first), 1));
        float[] other = answer(ensemble("other", List.of(second), 1));
        float[] both = answer(ensemble(new EnsembleModel(true), "both", List.of(first, second), 1, 3));

        for (int i = 0; i < AREA; i++) {
            float cloud = both[AREA + i] + both[2 * AREA + i];
            float ofFirst = told[AREA + i] + told[2 * AREA + i];
            float ofSecond = other[AREA + i] + other[2 * AREA + i];
            assertThat(cloud).isEqualTo((ofFirst + 3 * ofSecond) / 4, within(1e-4f));
        }
        assertKindsAreInTheSameProportion(both, told);
        assertThat(OnnxLayers.of(folder.resolve("both.onnx"))).hasSameSizeAs(OnnxLayers.of(first));
    }

    /** Thick to thin cloud, and clear to shadow. */
    private static void assertKindsAreInTheSameProportion(float[] answer, float[] told) {
        for (int i = 0; i < AREA; i++) {
            assertThat(answer[AREA + i] * told[2 * AREA + i])
                    .isEqualTo(answer[2 * AREA + i] * told[AREA + i], within(1e-4f));
            assertThat(answer[i] * told[3 * AREA + i]).isEqualTo(answer[3 * AREA + i] * told[i], within(1e-4f));
        }
    }

    @Test
    void itsFirstNetworkOfItsOwnClassesIsWhatTrainingGoesOnWith() throws IOException {
        Path kinds = model("kinds", 4, 1);
        Path ensemble = ensemble("ensemble", List.of(model("simple", 2, 2), kinds, model("other", 4, 3)), 1, 1, 1);
        Path nested = ensemble("nested", List.of(ensemble, model("last", 4, 4)), 1, 1);

        List<PretrainedLayer> wanted = OnnxLayers.of(kinds);
        for (Path file : List.of(ensemble, nested)) {
            List<PretrainedLayer> found = OnnxLayers.of(file);
            assertThat(found)
                    .extracting(PretrainedLayer::name)
                    .isEqualTo(wanted.stream().map(PretrainedLayer::name).toList());
            for (int layer = 0; layer < found.size(); layer++) {
                float[] kernel = wanted.get(layer).kernel();
                float largest = 0;
                for (float value : kernel) {
                    largest = Math.max(largest, Math.abs(value));
                }
                assertThat(found.get(layer).kernel()).containsExactly(kernel, within(largest / 250));
                assertThat(found.get(layer).bias()).isEqualTo(wanted.get(layer).bias());
                assertThat(found.get(layer).shape()).isEqualTo(wanted.get(layer).shape());
            }
        }
    }

    @Test
    void kernelsTakeHalfTheSpace() throws IOException {
        Path file = model("file", 4, 1);

        long layers = OnnxLayers.of(file).stream()
                .mapToLong(layer -> layer.kernel().length)
                .sum();
        assertThat(Files.size(file) - Files.size(ensemble("one", List.of(file), 1)))
                .isGreaterThan(layers / 2);
    }

    @Test
    void refusesByNameWhatDoesNotGoTogether() throws IOException {
        try (Model rgb = Model.open(model("rgb", 2, 1));
                Model nir = Model.open(model("nir", 2, 1, 4))) {
            EnsembleModel ensemble = new EnsembleModel();
            ensemble.add(rgb, 1);
            assertThatThrownBy(() -> ensemble.add(nir, 1))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("nir.onnx")
                    .hasMessageContaining("takes other bands or values than")
                    .hasMessageContaining("rgb.onnx");
            assertThatThrownBy(() -> ensemble.add(rgb, 0)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new EnsembleModel().onnx(CARD)).isInstanceOf(IllegalStateException.class);
        try (Model ensemble = Model.open(ensemble("ensemble", List.of(model("one", 2, 1)), 1))) {
            assertThatThrownBy(() -> new AveragedModel().add(ensemble, 1))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("ensemble.onnx")
                    .hasMessageContaining("models ensemble");
        }
    }

    private Path ensemble(String name, List<Path> files, double... weights) throws IOException {
        return ensemble(new EnsembleModel(), name, files, weights);
    }

    private Path ensemble(EnsembleModel ensemble, String name, List<Path> files, double... weights) throws IOException {
        for (int i = 0; i < weights.length; i++) {
            try (Model model = Model.open(files.get(i))) {
                ensemble.add(model, weights[i]);
            }
        }
        return Files.write(folder.resolve(name + ".onnx"), ensemble.onnx(CARD));
    }

    private static float[] answer(Path file) {
        Random random = new Random(5);
        float[] picture = new float[3 * AREA];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = random.nextFloat();
        }
        try (Model model = Model.open(file)) {
            return model.probabilities(picture, 1, SIZE, SIZE);
        }
    }

    private Path model(String name, int classes, long seed) throws IOException {
        return model(name, classes, seed, 3);
    }

    private Path model(String name, int classes, long seed, int bands) throws IOException {
        return new RandomModel(Networks.UNET_TINY, bands, classes).write(folder.resolve(name + ".onnx"), CARD, seed);
    }
}
