package io.cloudless.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        assertThat(json.at("/comparison/calibration_error/first").isNumber()).isTrue();
        assertThat(json.at("/probability/prefer/balanced/threshold").doubleValue())
                .isEqualTo(0.61);
        assertThat(json.at("/scenes/1/name").textValue()).isEqualTo("two");
        assertThat(json.at("/scenes/1/cloud_cover/predicted").doubleValue()).isEqualTo(0.2);
        assertThat(folder.resolve("new/thresholds.csv")).content().contains("0.61,0.8000,1.0000");
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
    void kindsThatTheMasksDoNotTellAreNamedAndHaveNoFigures() throws IOException {
        Statistics.write(folder, evaluation(), null);

        assertThat(Statistics.text(evaluation(), null))
                .contains("do not tell thin cloud and cloud shadow", "Kinds by tag");
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("statistics.json").toFile());
        JsonNode thin = json.at("/all/classes/thin_cloud");
        assertThat(thin.get("told").booleanValue()).isFalse();
        assertThat(thin.get("recall").isNull()).isTrue();
        assertThat(thin.get("called_cloud").doubleValue()).isEqualTo(20.0 / 40);
        assertThat(json.at("/kinds/of_masks")).hasSize(1);
        assertThat(json.at("/kinds/of_truth")).hasSize(5);
    }

    @Test
    void kindsThatTheMasksTellHaveTheirFiguresForEachTagToo() throws IOException {
        ConfusionMatrix matrix = new ConfusionMatrix(4);
        matrix.add(0, 0, 80);
        matrix.add(3, 3, 15);
        matrix.add(3, 0, 5);
        matrix.add(2, 2, 10);
        matrix.add(1, 1, 10);
        SceneResult scene = new SceneResult("one", Map.of("surface", "snow"), matrix, null);
        Evaluation evaluation = new Evaluation("model", "", List.of(scene), List.of("surface"));

        Statistics.write(folder, evaluation, Comparison.of(evaluation, evaluation));

        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("statistics.json").toFile());
        assertThat(json.at("/tags/0/classes/cloud_shadow/recall").doubleValue()).isEqualTo(0.75);
        assertThat(json.at("/all/classes/cloud_shadow/boa").doubleValue()).isEqualTo(0.875);
        assertThat(json.at("/comparison/shadow_boa/first").doubleValue()).isEqualTo(0.875);
        assertThat(json.at("/comparison").has("calibration_error")).isFalse();
        assertThat(Statistics.text(evaluation, null))
                .contains("BOA cloud shadow", "0.8750")
                .doesNotContain("do not tell");
        assertThat(folder.resolve("thresholds.csv")).doesNotExist();
    }

    @Test
    void theErrorOfCloudCoverCountsScenesAndNotPixels() {
        CoverError error = evaluation().coverError();

        // The first scene is right; of the second 20 of 100 pixels are cloud instead of 40.
        assertThat(error.scenes()).isEqualTo(2);
        assertThat(error.meanAbsolute()).isCloseTo(0.1, within(1e-12));
        assertThat(error.bias()).isCloseTo(-0.1, within(1e-12));
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
