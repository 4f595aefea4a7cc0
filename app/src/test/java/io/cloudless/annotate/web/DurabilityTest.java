package io.cloudless.annotate.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudless.annotate.Databases;
import io.cloudless.annotate.OnEachDatabase;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.ProjectSettings;
import io.cloudless.annotate.SampleScenes;
import io.cloudless.annotate.SceneImport;
import io.cloudless.work.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own process that is killed while people save. {@code bench/annotate.sh} does the same for longer. */
@OnEachDatabase
class DurabilityTest {
    private static final int PEOPLE = 4;
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    private final @Nullable String database;

    DurabilityTest(Databases database) {
        this.database = database.create();
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        Path projectFolder = folder.resolve("project");
        try (Project project = Project.open(projectFolder, database)) {
            ProjectSettings settings = ProjectSettings.defaults().withGrid(16, 0);
            new SceneImport(project, settings)
                    .add(SampleScenes.uint16(folder.resolve("coast.tif"), 320, 320), Progress.NONE);
        }
        int port = freePort();
        URI address = URI.create("http://127.0.0.1:" + port + "/");
        Map<Long, Long> acknowledged = new ConcurrentHashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Process server = start(projectFolder, port);
            ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
            for (int person = 0; person < PEOPLE; person++) {
                String name = "person " + person;
                people.execute(() -> mark(address, name, acknowledged));
            }
            int before = acknowledged.size();
            while (acknowledged.size() < before + 10) {
                Thread.sleep(5);
            }
            server.destroyForcibly().waitFor();
            people.shutdown();
            assertThat(people.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }

        try (Project project = Project.open(projectFolder, database)) {
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(10 * KILLS);
            acknowledged.forEach((task, version) -> assertThat(
                            project.database().tasks().find(task).orElseThrow().version())
                    .isGreaterThanOrEqualTo(version));
        }
    }

    /** Until the server is gone. */
    private static void mark(URI address, String name, Map<Long, Long> acknowledged) {
        try {
            Browser browser = new Browser(address);
            browser.logIn(name, "a long word");
            for (JsonNode task = browser.next("random"); !task.isMissingNode(); task = browser.next("random")) {
                long id = task.path("id").asLong();
                Browser.Answer draft = browser.draft(id, task.path("version").asLong(), "[]");
                long version = draft.json().path("version").asLong();
                acknowledged.put(id, version);
                Browser.Answer done = browser.finish(id, version, "done", "[{\"type\":\"whole\",\"label\":\"cloud\"}]");
                acknowledged.put(id, done.json().path("version").asLong());
            }
        } catch (UncheckedIOException e) {
            // Killed.
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(Path project, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.cloudless.cli.Main",
                "annotate",
                "--project",
                project.toString(),
                "--port",
                Integer.toString(port),
                "--token",
                "a long word",
                "--no-model"));
        if (database != null) {
            command.addAll(List.of("--database", database));
        }
        Process server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("http://127.0.0.1:" + port + "/");
        return server;
    }
}
