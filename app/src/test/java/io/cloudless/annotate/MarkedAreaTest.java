package io.cloudless.annotate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedAreaTest {
    private static final int SIZE = 512;

    private static void check(String shape, int count) throws JsonProcessingException {
        String shapes = "[" + String.join(",", Collections.nCopies(count, shape)) + "]";
        MarkedArea.check(new JsonMapper().readTree(shapes), SIZE, SIZE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"mask\",\"x\":0,\"y\":0,\"width\":512,\"height\":512,\"runs\":[0,262144]}",
                "{\"type\":\"box\",\"x\":-1e300,\"y\":-1,\"width\":1.5e300,\"height\":9999}",
                "{\"type\":\"polygon\",\"rings\":[[[0,0],[512,0],[0,512]]]}",
                "{\"type\":\"whole\"}"
            })
    void manyShapesOverTheWholeImageAreRefusedAndSomeAreNot(String shape) throws JsonProcessingException {
        assertThatThrownBy(() -> check(shape, MarksJson.MOST_MARKS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 images");
        assertThatCode(() -> check(shape, 60)).doesNotThrowAnyException();
    }

    @Test
    void anOutlineThatGoesUpAndDownTooOftenIsRefused() throws JsonProcessingException {
        String edges = String.join(",", Collections.nCopies(20_000, "[0,0],[1,512]"));
        String shape = "{\"type\":\"polygon\",\"rings\":[[" + edges + "]]}";

        assertThatThrownBy(() -> check(shape, 1)).hasMessageContaining("64 images");
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        String shape = "{\"type\":\"box\",\"x\":-1e999,\"y\":0,\"width\":1e999,\"height\":1}";

        assertThatThrownBy(() -> check(shape, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"mask\",\"x\":5,\"y\":5,\"width\":64,\"height\":64,\"runs\":[0,4096]}",
                "{\"type\":\"box\",\"x\":1,\"y\":1,\"width\":40,\"height\":40}",
                "{\"type\":\"polygon\",\"rings\":[[[0,0],[50,0],[0,50]]]}",
                "{\"type\":\"box\",\"x\":600,\"y\":1,\"width\":5000,\"height\":5000}",
                "{}"
            })
    void asManySmallOnesAsThereMayBeAreNotRefused(String shape) {
        assertThatCode(() -> check(shape, MarksJson.MOST_MARKS)).doesNotThrowAnyException();
    }
}
