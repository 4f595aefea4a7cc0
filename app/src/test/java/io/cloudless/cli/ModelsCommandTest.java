package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudless.fetch.FileServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    @TempDir
    Path folder;

    private Path cache;

    @BeforeEach
    void makeCache() {
        cache = folder.resolve("cache");
    }

    @Test
    void theListHoldsTheBundledModelAndThoseToDownload() throws IOException {
        Run run = Run.of("models", "list", "--cache", cache);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().toList()).hasSize(5).first().asString().contains("bundled");
        assertThat(run.out()).containsPattern("accurate +bundled");
        assertThat(run.out()).containsPattern("squeezenet1.1 +available +5.0 MB");
        assertThat(run.err()).contains(cache.toString());

        Run json = Run.of("models", "list", "--cache", cache, "--json", "--quiet");
        assertThat(json.err()).isEmpty();
        for (String line : json.out().lines().toList()) {
            assertThat(new ObjectMapper().readTree(line).path("name").asText()).isNotEmpty();
        }
    }

    @Test
    void aModelOfAnAddressIsPulledListedAndDescribed() throws IOException {
        byte[] network = Files.readAllBytes(Scenes.model(folder));
        try (FileServer server = new FileServer(network)) {
            server.plan(server.hangUpAfter(network.length / 2));
            Run pull = Run.of("models", "pull", server.uri("/models/ships.onnx"), "--cache", cache);
            assertThat(pull.exitCode()).as(pull.err()).isZero();
            assertThat(pull.out().strip()).isEqualTo(cache.resolve("ships.onnx").toString());
        }

        assertThat(Run.of("models", "list", "--cache", cache).out()).containsPattern("ships +downloaded");
        Run info = Run.of("models", "info", "ships", "--cache", cache, "--json");
        assertThat(info.exitCode()).as(info.err()).isZero();
        JsonNode card = new ObjectMapper().readTree(info.out());
        assertThat(card.path("model").asText()).isEqualTo("tiny");
    }

    @Test
    void aWrongChecksumIsSaidInOneLine() throws IOException {
        try (FileServer server = new FileServer(new byte[100])) {
            Run run = Run.of(
                    "models", "pull", server.uri("/a.onnx"), "--sha256", "0".repeat(64), "--cache", cache, "--quiet");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("SHA-256").hasLineCount(1);
            assertThat(cache).isEmptyDirectory();
        }
    }

    @Test
    void whereAModelComesFromIsToldBeforeItIsDownloaded() {
        assertThat(Run.of("models", "info", "bvlc-alexnet", "--cache", cache).out())
                .contains("state: available", "sha256: 9a4dc22f", "licence: BSD-3-Clause");
        assertThat(Run.of("models", "info", "bundled").out()).contains("task: segmentation");
    }

    @Test
    void wrongUseIsToldFromBadInput() throws IOException {
        Path names = Files.writeString(folder.resolve("names.txt"), "cat\ndog\n");
        assertWrongUse(Run.of("models"), "missing after");
        assertWrongUse(Run.of("models", "pull", "resnet", "--cache", cache), "squeezenet1.0");
        assertWrongUse(Run.of("models", "pull", "ftp://a/b.onnx", "--cache", cache), "ftp://a/b.onnx");
        assertWrongUse(Run.of("models", "pull", "http://localhost/readme.txt", "--cache", cache), "ONNX");
        assertWrongUse(Run.of("models", "pull", "http://localhost/a.onnx", "--sha256", "12"), "64 hexadecimal");
        assertWrongUse(Run.of("models", "pull", "squeezenet1.0", "--sha256", "0".repeat(64)), "is known");

        Run tooFew = Run.of("models", "pull", "squeezenet1.0", "--classes", names, "--cache", cache);
        assertThat(tooFew.exitCode()).isEqualTo(1);
        assertThat(tooFew.err())
                .contains("names.txt", "names 2 classes", "1000")
                .hasLineCount(1);
    }

    private static void assertWrongUse(Run run, String message) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
