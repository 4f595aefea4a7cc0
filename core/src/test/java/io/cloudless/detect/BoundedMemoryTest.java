package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.model.Model;
import io.cloudless.model.TinyNetwork;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scene whose values alone would fill 432 MB, detected by a process that may have 96. */
class BoundedMemoryTest {
    @Test
    void aHugeSceneNeedsLittleMemory(@TempDir Path folder) throws Exception {
        Path model = TinyNetwork.brightness(folder, 1, 0.5);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Detection.class.getName(),
                        model.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(output.strip()).isEqualTo("cover 0.49 of 36000000");
        assertThat(process.exitValue()).isZero();
    }

    static final class Detection {
        public static void main(String[] args) {
            InventedScene stripes =
                    InventedScene.rgb(6000, 6000, (x, y, band) -> (x & 64) == 0 || x >= 5952 ? 20 : 240);
            try (Model model = Model.open(Path.of(args[0]))) {
                MaskStatistics statistics = new Segmenter(model)
                        .segment(stripes, SegmenterOptions.defaults(), new MaskSink[0])
                        .statistics();
                System.out.printf("cover %.2f of %d%n", statistics.cloudCover(), statistics.valid());
            }
        }
    }
}
