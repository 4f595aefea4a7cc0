package io.cloudless.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.files.InputException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
    private static final float[][] WEIGHTS = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    private static final float[] NO_BIAS = {0, 0, 0};

    @TempDir
    private Path folder;

    @Test
    void answersForEachPictureInItsOrderWhateverTheThreads() throws Exception {
        try (Model model = Model.open(TinyClassifier.brightness(folder, 0.5));
                Classifier one = new Classifier(model, 1);
                Classifier three = new Classifier(model, 3)) {
            float[][] answers = one.probabilities(50, ClassifierTest::everBrighter);

            assertThat(answers).hasDimensions(50, 2);
            for (int i = 0; i < answers.length; i++) {
                double expected = 1 / (1 + Math.exp(-40 * (i / 50.0 - 0.5)));
                assertThat((double) answers[i][1]).isCloseTo(expected, within(1e-4));
                assertThat(answers[i][0] + answers[i][1]).isCloseTo(1, within(1e-6f));
            }
            assertThat(three.probabilities(50, ClassifierTest::everBrighter)).isDeepEqualTo(answers);
            assertThat(three.probabilities(0, ClassifierTest::everBrighter)).isEmpty();
        }
    }

    private static void everBrighter(int index, FloatBuffer into) {
        while (into.hasRemaining()) {
            into.put(index / 50f);
        }
    }

    @Test
    void runsAForeignNetworkOfFourDimensionsWithTheCardBesideIt() throws Exception {
        Path file = TinyNetwork.write(
                folder.resolve("foreign.onnx"), TinyClassifier.network(WEIGHTS, NO_BIAS, 4), Map.of());
        Files.writeString(folder.resolve("foreign.card.json"), """
                {"task": "classification", "bands": ["blue", "green", "red"], "tile_size": 24,
                 "mean": [0.5, 0, 0], "std": [0.25, 1, 1]}
                """);
        try (Model model = Model.open(file);
                Classifier classifier = new Classifier(model, 1)) {
            float[] answer = classifier
                    .probabilities(1, (i, into) -> {
                        while (into.hasRemaining()) {
                            into.put(0.75f);
                        }
                    })[0];

            double blue = Math.exp((0.75 - 0.5) / 0.25);
            assertThat((double) answer[0]).isCloseTo(blue / (blue + 2 * Math.exp(0.75)), within(1e-5));
            assertThat(model.card().classes())
                    .extracting(MaskClass::name)
                    .containsExactly("class 0", "class 1", "class 2");
        }
    }

    @Test
    void classesCanBeGivenOtherNames() throws Exception {
        try (Model model = Model.open(TinyClassifier.colours(folder))) {
            Model renamed = model.withClassNames(List.of("nothing", "rose, red", "leaf", "sky"));

            assertThat(renamed.card().classes().get(1)).isEqualTo(new MaskClass(1, "rose, red"));
            assertThatThrownBy(() -> model.withClassNames(List.of("a", "b")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("4 classes")
                    .hasMessageContaining("2");
        }
    }

    @Test
    void aNetworkThatSegmentsIsNoClassifierAndTheCardMustAgree() throws Exception {
        try (Model model = Model.open(TinyNetwork.brightness(folder, 1, 0.5))) {
            assertThatThrownBy(() -> new Classifier(model, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        Path wrong = TinyNetwork.write(
                folder.resolve("wrong.onnx"),
                TinyClassifier.network(WEIGHTS, NO_BIAS, 2),
                TinyClassifier.card(TinyNetwork.TWO).toProperties());
        assertThatThrownBy(() -> Model.open(wrong))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("wrong.onnx")
                .hasMessageContaining("[-1, 3]")
                .hasMessageContaining("2 classes");
    }

    @Test
    void whatAPictureThrowsComesOut() throws Exception {
        try (Model model = Model.open(TinyClassifier.brightness(folder, 0.5));
                Classifier classifier = new Classifier(model, 2)) {
            assertThatThrownBy(() -> classifier.probabilities(40, (i, into) -> {
                        throw new InputException(Path.of("broken.png"), "is broken", "Mend it");
                    }))
                    .isInstanceOf(InputException.class);
            assertThatThrownBy(() -> classifier.probabilities(1, (i, into) -> into.put(0)))
                    .hasMessageContaining("1 only");
        }
    }
}
