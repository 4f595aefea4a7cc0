package io.cloudless.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.Mutation;
import io.cloudless.run.TrainingRun.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRunTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path runs;

    private Path folder;

    @BeforeEach
    void begin() throws IOException {
        folder = Files.createDirectory(runs.resolve("0007"));
        Files.writeString(
                folder.resolve("config.json"),
                "{\"data\": [\"chips\"], \"options\": {\"network\": \"unet\", \"iterations\": 500, \"seed\": 3}}");
        Files.writeString(folder.resolve("train.csv"), "iteration,loss,accuracy\n20,0.9,0.5\n40,0.8,0.6\n");
        wroteLast(Duration.ofMinutes(1));
    }

    @Test
    void aSilentRunHasStopped() throws IOException {
        assertThat(read().state()).isEqualTo(State.RUNNING);
        assertThat(read().touched()).isEqualTo(NOW.minus(Duration.ofMinutes(1)));

        wroteLast(Duration.ofHours(1));
        assertThat(read().state()).isEqualTo(State.STOPPED);

        Files.writeString(folder.resolve("model.onnx"), "x");
        assertThat(read().state()).isEqualTo(State.FINISHED);
    }

    @Test
    void aPathThatNoSystemKnowsMakesTheRunBroken() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"data\": \"a\\u0000b\"}");

        assertThat(read().state()).isEqualTo(State.BROKEN);
        assertThat(read().problem()).contains("config.json: is damaged", "Nul character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "train.csv", "validation.csv", "statistics.json", "note.txt"})
    void aRunOfAnyBytesIsReadOrBrokenAndHidesNoOther(String name) throws IOException {
        Files.writeString(folder.resolve("validation.csv"), "iteration,loss,iou\n20,0.5,0.25\n");
        Files.writeString(folder.resolve("statistics.json"), "{\"all\": {\"iou\": 0.5, \"f1\": 0.75}}");
        Files.writeString(folder.resolve("note.txt"), "first try");
        Files.createDirectory(runs.resolve("0008"));
        byte[] whole = Files.readAllBytes(folder.resolve(name));
        SplittableRandom random = new SplittableRandom(5);
        int broken = 0;
        for (int i = 0; i < 300; i++) {
            Files.write(folder.resolve(name), Mutation.of(whole, random));
            List<TrainingRun> all = TrainingRun.allIn(runs, NOW);
            assertThat(all).extracting(TrainingRun::number).containsExactly(7, 8);
            if (all.get(0).state() == State.BROKEN) {
                assertThat(all.get(0).problem()).contains(folder.resolve(name).toString());
                broken++;
            }
        }
        assertThat(broken).isBetween(10, 299);
    }

    @Test
    void settingsAreFoundWhereverTheyStand() {
        RunConfig config = read().config();

        assertThat(config.task()).isEqualTo(RunConfig.SEGMENT);
        assertThat(config.network()).isEqualTo("unet");
        assertThat(config.iterations()).isEqualTo(500);
        assertThat(config.data()).containsExactly(Path.of("chips"));
        assertThat(config.settings()).containsEntry("seed", "3");
        assertThat(read().iteration()).isEqualTo(40);
        assertThat(read().number()).isEqualTo(7);
    }

    @Test
    void statisticsAreMoreThanTheLastValidation() throws IOException {
        assertThat(read().figures().accuracy()).isNaN();

        Files.writeString(folder.resolve("validation.csv"), "iteration,loss,accuracy,iou\n40,0.7,0.6,0.4\n");
        assertThat(read().figures().loss()).isEqualTo(0.7);
        assertThat(read().figures().iou()).isEqualTo(0.4);
        assertThat(read().figures().f1()).isNaN();

        Files.writeString(folder.resolve("statistics.json"), "{\"all\": {\"accuracy\": 0.9, \"f1\": null}}");
        assertThat(read().figures().accuracy()).isEqualTo(0.9);
        assertThat(read().figures().loss()).isEqualTo(0.7);
        assertThat(read().figures().f1()).isNaN();
    }

    @Test
    void whatIsDamagedIsNamed() throws IOException {
        Files.writeString(folder.resolve("statistics.json"), "{");

        assertThat(read().state()).isEqualTo(State.BROKEN);
        assertThat(read().problem()).contains("0007", "statistics.json");

        Files.delete(folder.resolve("config.json"));
        assertThat(read().problem()).contains("config.json", "missing");
    }

    private TrainingRun read() {
        return TrainingRun.allIn(runs, NOW).get(0);
    }

    private void wroteLast(Duration ago) throws IOException {
        for (String file : new String[] {"config.json", "train.csv"}) {
            Files.setLastModifiedTime(folder.resolve(file), FileTime.from(NOW.minus(ago)));
        }
    }
}
