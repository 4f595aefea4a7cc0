package io.cloudless.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudless.fetch.Downloader;
import io.cloudless.fetch.FileServer;
import io.cloudless.fetch.Patience;
import io.cloudless.fetch.RemoteFile;
import io.cloudless.work.Progress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedModelTest {
    private static final byte[] NETWORK = "network".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void everyModelOfTheListCanBeCheckedAndSaysWhatItMayBeUsedFor() {
        assertThat(NamedModel.all())
                .extracting(NamedModel::name)
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(NamedModel.all()).allSatisfy(model -> {
            assertThat(model.source().sha256()).hasSize(64);
            assertThat(model.source().size()).isPositive();
            assertThat(model.source().uri().getScheme()).isEqualTo("https");
            assertThat(model.licence()).isNotBlank();
            assertThat(model.classes()).isEqualTo(1000);
        });
    }

    @Test
    void aPulledModelHasItsCardBesideIt() throws Exception {
        ModelCache cache = new ModelCache(folder.resolve("cache"));
        try (FileServer server = new FileServer(NETWORK)) {
            NamedModel model = twoClasses(server.uri("/m.onnx"));
            Downloader downloader = new Downloader(Patience.DEFAULT, Progress.NONE);

            Path file = cache.pull(model, null, downloader);
            assertThat(file).hasBinaryContent(NETWORK);
            assertThat(card().has("classes")).isFalse();
            assertThat(card().path("bands").get(0).asText()).isEqualTo("red");

            cache.pull(model, List.of("cat", "dog, any"), downloader);
            assertThat(card().path("classes").get(1).asText()).isEqualTo("dog, any");

            cache.pull(model, null, downloader);
            assertThat(card().path("classes").get(0).asText())
                    .as("names stay where none are given again")
                    .isEqualTo("cat");
            assertThat(server.ranges()).as("downloaded once").hasSize(1);
            assertThatThrownBy(() -> cache.pull(model, List.of("cat"), downloader))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 classes");
        }
        assertThat(cache.names()).containsExactly("m");
        assertThat(cache.find("m")).contains(cache.pathOf("m"));
        assertThat(cache.find("other")).isEmpty();
    }

    @Test
    void aNameNeverLeadsOutOfTheCache() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Files.writeString(folder.resolve("secret.onnx"), "x");

        assertThat(new ModelCache(cache).find("../secret")).isEmpty();
        assertThat(new ModelCache(cache).find("")).isEmpty();
    }

    private JsonNode card() throws Exception {
        return new ObjectMapper().readTree(folder.resolve("cache/m.card.json").toFile());
    }

    private static NamedModel twoClasses(URI uri) {
        return new NamedModel(
                "m",
                "",
                "MIT",
                new RemoteFile(uri, NETWORK.length, null),
                2,
                "{\"task\": \"classification\", \"bands\": [\"red\"]}");
    }
}
