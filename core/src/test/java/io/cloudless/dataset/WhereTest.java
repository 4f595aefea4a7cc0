package io.cloudless.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereTest {
    @TempDir
    Path folder;

    private SceneIndex index;

    @BeforeEach
    void readIndex() throws IOException {
        Path file = folder.resolve("index.csv");
        Files.writeString(
                file, "scene,cover,tags,split\na,0.60,\"snow, \"\"ice\"\"|town\",train\nb,10,sea,validation\n");
        index = SceneIndex.read(file);
    }

    @ParameterizedTest
    @CsvSource({
        "cover<=0.6, true, false",
        "cover=0.6, true, false",
        "cover>9, false, true",
        "cover!=10, true, false",
        "split=train, true, false",
        "tags~snow, true, false",
        "scene>=b, false, true"
    })
    void comparesNumbersAsNumbersAndTextAsText(String condition, boolean a, boolean b) {
        Where where = Where.parse(condition);

        assertThat(where.test(index, "a")).isEqualTo(a);
        assertThat(where.test(index, "b")).isEqualTo(b);
        assertThat(where.test(index, "unknown")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"cover<=0.6", "cover<100", "cover>=0", "cover>0", "cover=0", "cover~0"})
    void whatIsNoNumberIsNeitherLessNorGreaterThanOne(String condition) throws IOException {
        Path file = Files.writeString(folder.resolve("gaps.csv"), "scene,cover\nempty,\nwords,not known\n");
        SceneIndex gaps = SceneIndex.read(file);

        assertThat(Where.parse(condition).test(gaps, "empty")).isFalse();
        assertThat(Where.parse(condition).test(gaps, "words")).isFalse();
        assertThat(Where.parse("cover!=0").test(gaps, "empty")).isTrue();
    }

    @Test
    void readsQuotedFields() {
        assertThat(index.value("a", "tags")).isEqualTo("snow, \"ice\"|town");
    }

    @Test
    void namesAnUnknownColumnAndThoseThereAre() {
        assertThatThrownBy(() -> Where.parse("clouds=1").test(index, "a"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("clouds")
                .hasMessageContaining("scene, cover, tags, split");
    }

    @Test
    void refusesWhatIsNoCondition() {
        assertThatThrownBy(() -> Where.parse("cloudy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cloudy");
    }

    @Test
    void namesTheLineOfAWrongLength() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), "scene,cover\na,1\nb\n");

        assertThatThrownBy(() -> SceneIndex.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 3");
    }
}
