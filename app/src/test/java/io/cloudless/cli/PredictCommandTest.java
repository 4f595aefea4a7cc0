package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @TempDir
    private Path models;

    @Test
    void saysTheProbabilityOfACloudInASentence() throws IOException {
        Run run = Run.of("predict", Scenes.png(folder.resolve("coast.png")), "--resolution", 30);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).matches("Probability this image has a cloud: \\d+\\.\\d\\d %\\R");
    }

    @Test
    void theSentenceNamesTheTargetOfTheClassifierAndOfSeveralImagesWhichItIs() throws IOException {
        Scenes.png(folder.resolve("a.png"));
        Scenes.png(folder.resolve("b.png"));
        Path names = Files.writeString(models.resolve("names.txt"), "water\nice floe\n");

        Run run = Run.of("predict", folder, "--model", Scenes.classifier(models), "--classes", names);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .hasSize(2)
                .first()
                .asString()
                .matches(".*a\\.png: Probability this image has an ice floe: \\d+\\.\\d\\d %");
    }

    @Test
    void listsTheLikeliestOfManyClasses() throws IOException {
        Path scene = Scenes.png(folder.resolve("meadow.png")); // dark green mostly

        Run run = Run.of("predict", scene, "--model", Scenes.colours(models), "--top", 2);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(3).first().asString().endsWith("meadow.png");
        assertThat(run.out().lines().skip(1).findFirst()).get().asString().matches(" +\\d+\\.\\d\\d %  \\w+");
    }

    @Test
    void jsonHoldsTheLikeliestFirstAndABadFileDoesNotStopTheOthers() throws IOException {
        Path good = Scenes.png(folder.resolve("good.png"));
        Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");

        Run run = Run.of("predict", bad, good, "--model", Scenes.classifier(models), "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(JSON.readTree(lines.get(0)).get("error").asText()).contains("bad.png");
        assertThat(run.err()).contains("bad.png");
        JsonNode answer = JSON.readTree(lines.get(1));
        assertThat(answer.get("image").asText()).isEqualTo(good.toString());
        JsonNode predictions = answer.get("predictions");
        assertThat(predictions).hasSize(2);
        assertThat(predictions.get(0).get("prob").asDouble())
                .isGreaterThan(predictions.get(1).get("prob").asDouble());
        assertThat(answer.get("probability").asDouble())
                .isEqualTo(predictions.findParents("prob").stream()
                        .filter(each -> each.get("class_idx").asInt() == 1)
                        .mapToDouble(each -> each.get("prob").asDouble())
                        .sum());
    }

    @Test
    void namesThatDoNotFitTheClassifierAreNamed() throws IOException {
        Path names = Files.writeString(models.resolve("names.txt"), "a\nb\nc\n");

        Run run = Run.of(
                "predict", Scenes.png(folder.resolve("a.png")), "-m", Scenes.classifier(models), "--classes", names);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("names.txt").contains("2 classes").contains("3");
    }

    @Test
    void wrongUseIsTold() throws IOException {
        Path scene = Scenes.png(folder.resolve("a.png"));

        assertThat(Run.of("predict").exitCode()).isEqualTo(2);
        assertThat(Run.of("predict", "").exitCode()).isEqualTo(2);
        assertThat(Run.of("predict", scene, "--top", 0).exitCode()).isEqualTo(2);
        assertThat(Run.of("predict", scene, "--threads", 0).exitCode()).isEqualTo(2);
        assertThat(Run.of("predict", scene, "--bands", 0).exitCode()).isEqualTo(2);
    }
}
