package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.Cases;
import io.cloudless.Draw;
import io.cloudless.detect.region.Region;
import io.cloudless.detect.region.RegionFinder;
import io.cloudless.scene.RunLengths;
import io.cloudless.scene.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RunLengthsTest {
    @Test
    void countsDownTheColumnsAsTheCocoApiDoes() {
        Region region = Drawing.regions("""
                .1.
                .11
                ...""").list().get(0);
        Runs pixels = Objects.requireNonNull(region.runs());

        assertThat(decode(RunLengths.of(pixels, 3, 3).compress())).containsExactly(3L, 2L, 2L, 1L, 1L);
        // Made by pycocotools.mask.encode from the same pixels.
        assertThat(RunLengths.of(pixels, 3, 3).compress()).isEqualTo("322OO");
    }

    @Cases(500)
    void decodesToTheSamePixels(Draw draw) {
        int width = draw.between(1, 40);
        int height = draw.between(1, 40);
        byte[] codes = Drawing.noise(width, height, 0.45, draw.seed());
        byte[] drawn = new byte[codes.length];
        for (Region region : Drawing.regions(new RegionFinder(1), width, codes, new byte[codes.length])
                .list()) {
            int position = 0;
            boolean inside = false;
            for (long length : decode(RunLengths.of(Objects.requireNonNull(region.runs()), width, height)
                    .compress())) {
                for (long i = 0; i < length; i++, position++) {
                    if (inside) {
                        drawn[position % height * width + position / height] += (byte) region.code();
                    }
                }
                inside = !inside;
            }
            assertThat(position).isEqualTo(width * height);
        }
        assertThat(drawn).isEqualTo(codes);
    }

    /** As rleFrString of the COCO API does. */
    private static List<Long> decode(String text) {
        List<Long> lengths = new ArrayList<>();
        for (int i = 0; i < text.length(); ) {
            long value = 0;
            int shift = 0;
            int character;
            do {
                character = text.charAt(i++) - 48;
                value |= (long) (character & 0x1f) << shift;
                shift += 5;
            } while ((character & 0x20) != 0);
            if ((character & 0x10) != 0) {
                value |= -1L << shift;
            }
            lengths.add(lengths.size() > 2 ? value + lengths.get(lengths.size() - 2) : value);
        }
        return lengths;
    }
}
