package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.model.Model;
import io.cloudless.model.TinyNetwork;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are read back with the JDK's own TIFF reader. */
class MaskFileTest {
    @TempDir
    private Path folder;

    @Test
    void aWrittenMaskHoldsTheCodesAndTheProbability() throws Exception {
        Mask mask = detect(613, 530);
        mask.write(folder.resolve("mask.tif"));
        mask.writeProbability(folder.resolve("probability.tif"));

        assertThat(samples("mask.tif")).isEqualTo(mask.rows().codes()).contains(0, 1, 255);
        assertThat(samples("probability.tif")).isEqualTo(mask.rows().cloudProbability());
    }

    @Test
    void aMaskWrittenWhileItIsDetectedIsTheSameFile() throws Exception {
        Path streamed = folder.resolve("streamed.tif");
        try (Model model = Model.open(TinyNetwork.brightness(folder, 3, 0.5));
                MaskFile file = MaskFile.ofCodes(streamed, Coding.CLOUDLESS)) {
            new Segmenter(model).segment(scene(613, 530), SegmenterOptions.defaults(), file);
        }
        Path whole = folder.resolve("whole.tif");
        detect(613, 530).write(whole);

        assertThat(streamed).hasSameBinaryContentAs(whole);
    }

    @Test
    void codingsOfOtherToolsChangeTheNumbers() throws Exception {
        Mask mask = detect(100, 80);
        for (Coding coding : Coding.values()) {
            mask.write(folder.resolve(coding + ".tif"), coding);
            byte[] written = samples(coding + ".tif");
            for (int i = 0; i < written.length; i++) {
                assertThat(written[i] & 0xFF)
                        .isEqualTo(coding.encode(mask.rows().codes()[i] & 0xFF));
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tif"))).hasSize(Coding.values().length);
        }
    }

    private Mask detect(int width, int height) throws Exception {
        try (Model model = Model.open(TinyNetwork.brightness(folder, 3, 0.5))) {
            return new Segmenter(model).segment(scene(width, height));
        }
    }

    private static InventedScene scene(int width, int height) {
        return InventedScene.rgb(width, height, (x, y, b) -> x < y / 4 ? Float.NaN : InventedScene.blobs(x, y, b));
    }

    private byte[] samples(String file) throws Exception {
        BufferedImage image = ImageIO.read(folder.resolve(file).toFile());
        return (byte[]) image.getRaster().getDataElements(0, 0, image.getWidth(), image.getHeight(), null);
    }
}
