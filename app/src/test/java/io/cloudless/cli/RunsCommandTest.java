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

class RunsCommandTest {
    @TempDir
    Path runs;

    @Test
    void allRunsAreListedWhateverTheirState() throws IOException {
        Path finished = run("0001", "{\"options\": {\"network\": \"unet\", \"iterations\": 40}}");
        Files.writeString(finished.resolve("model.onnx"), "x");
        Files.writeString(finished.resolve("statistics.json"), "{\"all\": {\"accuracy\": 0.91234, \"iou\": 0.5}}");
        Path running = run("0002", "{\"task\": \"classify\", \"network\": \"squeezenet\", \"iterations\": 100}");
        Files.writeString(running.resolve("validation.csv"), "iteration,loss,accuracy\n20,0.4,0.75\n40,0.3,0.8");
        run("0010", "{ damaged");
        Files.createDirectories(runs.resolve("not a run"));

        Run table = Run.of("runs", "--runs", runs);

        assertThat(table.exitCode()).as(table.err()).isZero();
        List<String> lines = table.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).contains("0001", "finished", "unet", "0/40", "0.9123", "0.5000", "note of 0001");
        assertThat(lines.get(2))
                .as("the last line of the table is being written")
                .contains("running", "classify", "squeezenet", "20/100", "0.7500");
        assertThat(lines.get(3)).contains("0010", "broken", "config.json");
        assertThat(Run.of("runs", "--runs", runs, "--json").out().lines())
                .hasSize(3)
                .allSatisfy(
                        line -> assertThat(new ObjectMapper().readTree(line)).isNotNull());
        JsonNode first = new ObjectMapper()
                .readTree(Run.of("runs", "--runs", runs, "--json")
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertThat(first.path("accuracy").asDouble()).isEqualTo(0.91234);
        assertThat(first.path("f1").isNull()).isTrue();
    }

    @Test
    void aFolderWithoutRunsIsNoError() {
        Run run = Run.of("runs", "--runs", runs);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no runs");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Run run = Run.of("runs", "--runs", runs.resolve("nowhere"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("nowhere", "--runs").hasLineCount(1);
    }

    private Path run(String name, String config) throws IOException {
        Path folder = Files.createDirectory(runs.resolve(name));
        Files.writeString(folder.resolve("config.json"), config);
        Files.writeString(folder.resolve("note.txt"), "note of " + name + "\nsecond line\n");
        return folder;
    }
}
