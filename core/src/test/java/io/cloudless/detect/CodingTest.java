package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodingTest {
    @ParameterizedTest
    @CsvSource({
        "CLOUDLESS, 0 1 2 3 255, 255",
        "OCM, 0 1 2 3 0,",
        "S2CLOUDLESS, 0 1 1 0 255, 255",
        "SCL, 7 9 10 3 0, 0",
        "FMASK, 0 4 4 2 255, 255"
    })
    void hasTheNumbersOfItsTool(Coding coding, String numbers, Double noData) {
        byte[] codes = {0, 1, 2, 3, (byte) 255};
        byte[] expected = new byte[5];
        String[] each = numbers.split(" ");
        for (int i = 0; i < each.length; i++) {
            expected[i] = (byte) Integer.parseInt(each[i]);
        }
        assertThat(coding.encode(codes)).isEqualTo(expected);
        assertThat(coding.noData()).isEqualTo(noData);
    }

    @ParameterizedTest
    @CsvSource({"CLOUDLESS", "OCM", "S2CLOUDLESS", "SCL", "FMASK"})
    void paintsCloudWhiteAndClearGreen(Coding coding) {
        int[] colours = coding.colours();
        assertThat(colours).hasSize(256);
        assertThat(colours[coding.encode(1)]).isEqualTo(0xFFFFFF);
        int clear = colours[coding.encode(0)];
        assertThat(clear >> 8 & 0xFF).isGreaterThan(clear >> 16).isGreaterThan(clear & 0xFF);
        assertThat(Arrays.stream(colours).filter(colour -> colour != 0).count()).isBetween(2L, 4L);
    }
}
