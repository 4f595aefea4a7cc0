package io.cloudless.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierEvaluationTest {
    private static final List<String> TWO = List.of("background", "ship");

    @Test
    void figuresOfFiveChipsCountedByHand() {
        ClassifierEvaluation evaluation = fiveShips(0.5);

        // Two ships found, one missed, one false alarm, one background.
        assertThat(evaluation.matrix().count(1, 1)).isEqualTo(2);
        assertThat(evaluation.matrix().count(1, 0)).isEqualTo(1);
        assertThat(evaluation.matrix().count(0, 1)).isEqualTo(1);
        assertThat(evaluation.matrix().count(0, 0)).isEqualTo(1);
        assertThat(evaluation.scores().accuracy()).isEqualTo(0.6);
        assertThat(evaluation.scores().precision()).isEqualTo(2.0 / 3);
        assertThat(evaluation.scores().recall()).isEqualTo(2.0 / 3);
        assertThat(evaluation.scores().f1()).isEqualTo(2.0 / 3);
        assertThat(evaluation.loss()).isCloseTo(-Math.log(0.9 * 0.7 * 0.2 * 0.4 * 0.9) / 5, within(1e-12));
        assertThat(evaluation.target()).isEqualTo("ship");
    }

    @Test
    void theThresholdMovesTheLineBetweenBackgroundAndTheRest() {
        assertThat(fiveShips(0.8).scores().precision()).isEqualTo(1);
        assertThat(fiveShips(0.8).scores().recall()).isEqualTo(1.0 / 3);
        assertThat(fiveShips(0.15).scores().recall()).isEqualTo(1);
        assertThat(fiveShips(0.15).ranked().rocArea())
                .as("a threshold changes no curve")
                .isEqualTo(fiveShips(0.8).ranked().rocArea());
    }

    @Test
    void ofSeveralClassesTheLikeliestOfThoseSoughtIsTheAnswer() {
        ClassifiedChip chip = new ClassifiedChip(Path.of("a.png"), 2, List.of(0.4, 0.25, 0.35));

        assertThat(chip.score()).isCloseTo(0.6, within(1e-12));
        assertThat(chip.answer(0.5)).isEqualTo(2);
        assertThat(chip.answer(0.7)).isZero();
    }

    @Test
    void theWorstAreThoseWhoseTruthGotTheLeast() {
        assertThat(fiveShips(0.5).worst(2))
                .extracting(chip -> chip.file().toString())
                .containsExactly("missed.png", "alarm.png");
    }

    @Test
    void whatCannotBeCountedIsRefused() {
        assertThatThrownBy(() -> new ClassifiedChip(Path.of("a.png"), 2, List.of(0.5, 0.5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClassifierEvaluation("x", "", TWO, List.of(), 0.5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClassifierEvaluation(
                        "x", "", List.of("a", "b", "c"), fiveShips(0.5).chips(), 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 probabilities for 3 classes");
    }

    @Test
    void bothFilesSayTheSame(@TempDir Path folder) throws IOException {
        ClassifierStatistics.write(folder, fiveShips(0.5));

        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("statistics.json").toFile());
        assertThat(json.at("/all/accuracy").asDouble()).isEqualTo(0.6);
        assertThat(json.at("/confusion_matrix/chips/1/0").asInt()).isEqualTo(1);
        assertThat(json.at("/probability/roc_area").asDouble()).isCloseTo(5.0 / 6, within(1e-12));
        assertThat(json.at("/worst/0/file").asText()).isEqualTo("missed.png");
        assertThat(Files.readString(folder.resolve("statistics.txt")))
                .contains("60.00 %", "0.6667", "0.8333", "missed.png", "second try");
    }

    @Test
    void withoutAnythingToFindFiguresAreUndefinedAndTheJsonHoldsNull(@TempDir Path folder) throws IOException {
        ClassifiedChip background = new ClassifiedChip(Path.of("a.png"), 0, List.of(0.9, 0.1));
        ClassifierStatistics.write(folder, new ClassifierEvaluation("x", "", TWO, List.of(background), 0.5));

        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("statistics.json").toFile());
        assertThat(json.at("/all/recall").isNull()).isTrue();
        assertThat(json.at("/probability/roc_area").isNull()).isTrue();
        assertThat(json.at("/all/accuracy").asDouble()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("statistics.txt"))).doesNotContain("NaN", "Infinity");
    }

    private static ClassifierEvaluation fiveShips(double threshold) {
        return new ClassifierEvaluation(
                "Run 0001",
                "second try",
                TWO,
                List.of(
                        ship("found.png", 1, 0.9),
                        ship("likely.png", 1, 0.7),
                        ship("missed.png", 1, 0.2),
                        ship("alarm.png", 0, 0.6),
                        ship("water.png", 0, 0.1)),
                threshold);
    }

    private static ClassifiedChip ship(String name, int truth, double probability) {
        return new ClassifiedChip(Path.of(name), truth, List.of(1 - probability, probability));
    }
}
