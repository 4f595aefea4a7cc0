package io.cloudless.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsTest {
    @TempDir
    Path folder;

    @Test
    void textAndJsonSayTheSame() throws IOException {
        Evaluation evaluation = evaluation();

        Statistics.write(folder.resolve("new"), evaluation, Comparison.of(evaluation, evaluation));

        JsonNode json = new ObjectMapper()
                .readTree(folder.resolve("new/statistics.json").toFile());
        assertThat(json.at("/all/iou").doubleValue()).isEqualTo(80.0 / 100);
        assertThat(json.at("/all/pixels").longValue()).isEqualTo(200);
        assertThat(json.at("/tags/1/name").textValue()).isEqualTo("water");
        assertThat(json.at("/confusion_matrix/pixels/2/1").longValue()).isEqualTo(20);
        assertThat(json.at("/probability/best_iou/threshold").doubleValue()).isEqualTo(0.61);
        assertThat(json.at("/comparison/iou/difference").doubleValue()).isZero();
        assertThat(json.at("/scenes/1/name").textValue()).isEqualTo("two");
        assertThat(folder.resolve("new/statistics.txt"))
                .content()
                .contains("some model on 2 scenes, 200 pixels", "a note", "0.8000", "water", "thin cloud", "0.61");
        assertThat(folder.resolve("new")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatIsUndefinedIsADashInTextAndNullInJson() throws IOException {
        ConfusionMatrix noCloud = new ConfusionMatrix(2);
        noCloud.add(0, 0, 100);
        Evaluation evaluation = Evaluation.ofTotal("run 1", "", noCloud, null);

        Statistics.write(folder, evaluation, null);

        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("statistics.json").toFile());
        assertThat(json.at("/all/recall").isNull()).isTrue();
        assertThat(json.has("probability")).isFalse();
        assertThat(Statistics.text(evaluation, null)).contains(" - ").doesNotContain("NaN");
    }

    @Test
    void aModelWithoutThinCloudIsStillToldHowMuchOfItWasCalledCloud() {
        ClassScores thin = ClassScores.of(evaluation().all().matrix()).get(2);

        assertThat(thin.name()).isEqualTo("thin cloud");
        assertThat(thin.calledCloud()).isEqualTo(20.0 / 40);
        assertThat(thin.recall()).isNaN();
    }

    @Test
    void aModelThatTellsThinCloudApartIsMeasuredByIt() {
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        matrix.add(1, 1, 30);
        matrix.add(1, 2, 10);
        matrix.add(2, 2, 5);
        matrix.add(2, 0, 15);

        assertThat(ClassScores.of(matrix))
                .containsExactly(
                        new ClassScores(1, "thick cloud", 40, 1, 1, 0.75, 0.75),
                        new ClassScores(2, "thin cloud", 20, 0.25, 5.0 / 15, 0.25, 5.0 / 30));
    }

    /** Two scenes under a model that knows cloud and clear only: half of the thin cloud is missed. */
    private static Evaluation evaluation() {
        ConfusionMatrix one = new ConfusionMatrix(4);
        one.add(1, 1, 60);
        one.add(0, 0, 40);
        ConfusionMatrix two = new ConfusionMatrix(4);
        two.add(2, 1, 20);
        two.add(2, 0, 20);
        two.add(0, 0, 50);
        two.add(3, 0, 10);
        ProbabilityCounts counts = new ProbabilityCounts();
        counts.add(1, 70, 80);
        counts.add(1, 20, 20);
        counts.add(0, 60, 100);
        return new Evaluation(
                "some model",
                "a note",
                List.of(
                        new SceneResult("one", Map.of("surface", "snow|water"), one, counts),
                        new SceneResult("two", Map.of("surface", "water"), two, new ProbabilityCounts())),
                List.of("surface"));
    }
}
