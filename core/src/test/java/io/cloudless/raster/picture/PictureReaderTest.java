package io.cloudless.raster.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.Window;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTest {
    @TempDir
    Path folder;

    private Path write(BufferedImage image, String format) throws IOException {
        File file = folder.resolve("picture." + format).toFile();
        assertThat(ImageIO.write(image, format, file)).isTrue();
        return file.toPath();
    }

    private static float[][] read(Path file) {
        try (RasterReader reader = RasterReader.open(file)) {
            int[] bands = reader.info().bands().stream().mapToInt(Band::index).toArray();
            return reader.read(reader.info().bounds(), bands).bands();
        }
    }

    private static BufferedImage colours(int type) {
        BufferedImage image = new BufferedImage(20, 10, type);
        for (int i = 0; i < 200; i++) {
            image.setRGB(i % 20, i / 20, 0xFF000000 | i << 16 | (255 - i) << 8 | i / 2);
        }
        return image;
    }

    private static void assertColours(float[][] bands) {
        for (int i = 0; i < 200; i++) {
            assertThat(new float[] {bands[0][i], bands[1][i], bands[2][i]}).containsExactly(i, 255 - i, i / 2);
        }
    }

    @Test
    void colourPngsAreReadInTheOrderRedGreenBlue() throws IOException {
        assertColours(read(write(colours(BufferedImage.TYPE_3BYTE_BGR), "png")));
    }

    @Test
    void interlacedPngsAreRead() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        Path file = folder.resolve("interlaced.png");
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(colours(BufferedImage.TYPE_INT_RGB), null, null), param);
        } finally {
            writer.dispose();
        }
        assertColours(read(file));
    }

    @Test
    void pixelsOfAlphaZeroHaveNoData() throws IOException {
        BufferedImage image = colours(BufferedImage.TYPE_INT_ARGB);
        image.setRGB(3, 0, 0x00FFFFFF);
        Path file = write(image, "png");
        try (RasterReader reader = RasterReader.open(file)) {
            assertThat(reader.info().band(BandRole.ALPHA))
                    .hasValueSatisfying(alpha -> assertThat(alpha.index()).isEqualTo(3));
            Pixels pixels = reader.read(new Window(2, 0, 3, 1), 0, 1, 2);
            assertThat(pixels.bands()[0]).containsExactly(2, Float.NaN, 4);
        }
    }

    @Test
    void sixteenBitGreyKeepsItsDepth() throws IOException {
        BufferedImage image = new BufferedImage(300, 2, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 600; i++) {
            image.getRaster().setSample(i % 300, i / 300, 0, i * 109);
        }
        Path file = write(image, "png");
        float[][] bands = read(file);
        assertThat(bands).hasNumberOfRows(1);
        for (int i = 0; i < 600; i++) {
            assertThat(bands[0][i]).isEqualTo(i * 109);
        }
        try (RasterReader reader = RasterReader.open(file)) {
            assertThat(reader.info().bands()).containsExactly(new Band(0, "", BandRole.GREY, SampleType.UINT16, 1, 0));
        }
    }

    @Test
    void palettesAreReadAsColoursOrAsClasses() throws IOException {
        byte[] ramp = {0, 10, (byte) 200, (byte) 255};
        byte[] zero = new byte[4];
        BufferedImage image =
                new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(2, 4, ramp, zero, ramp));
        image.getRaster().setPixels(0, 0, 4, 1, new int[] {3, 2, 1, 0});
        Path file = write(image, "png");
        assertThat(read(file)).isDeepEqualTo(new float[][] {{255, 200, 10, 0}, {0, 0, 0, 0}, {255, 200, 10, 0}});
        try (RasterReader classes = RasterReader.openClasses(file)) {
            assertThat(classes.read(classes.info().bounds(), 0).bands()).isDeepEqualTo(new float[][] {{3, 2, 1, 0}});
        }
    }

    @Test
    void blackAndWhiteBecomesGreyOfTheFullRange() throws IOException {
        BufferedImage image = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(4, 0, 0xFFFFFFFF);
        assertThat(read(write(image, "png"))).isDeepEqualTo(new float[][] {{0, 0, 0, 0, 255, 0, 0, 0, 0}});
    }

    @Test
    void jpegsAreReadAsTheJdkShowsThem() throws IOException {
        Path file = write(colours(BufferedImage.TYPE_INT_RGB), "jpeg");
        BufferedImage shown = ImageIO.read(file.toFile());
        float[][] bands = read(file);
        for (int i = 0; i < 200; i++) {
            int rgb = shown.getRGB(i % 20, i / 20);
            assertThat(bands[0][i]).isCloseTo(rgb >> 16 & 0xFF, Offset.offset(1f));
            assertThat(bands[1][i]).isCloseTo(rgb >> 8 & 0xFF, Offset.offset(1f));
            assertThat(bands[2][i]).isCloseTo(rgb & 0xFF, Offset.offset(1f));
        }
    }

    @Test
    void greyJpegsStayOneBand() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            image.getRaster().setSample(i % 16, i / 16, 0, 90);
        }
        float[][] bands = read(write(image, "jpeg"));
        assertThat(bands).hasNumberOfRows(1);
        assertThat(bands[0]).containsOnly(90);
    }

    @Test
    void cmykJpegsBecomeRedGreenBlue() throws IOException {
        WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
        for (int i = 0; i < 256; i++) {
            inks.setPixel(i % 16, i / 16, new int[] {255, 100, 0, 51}); // cyan full, some magenta, a fifth of black
        }
        Path file = folder.resolve("inks.jpg");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(inks, null, null), null);
        } finally {
            writer.dispose();
        }
        float[][] bands = read(file);
        assertThat(bands[0][100]).isCloseTo(0, Offset.offset(3f));
        assertThat(bands[1][100]).isCloseTo(124, Offset.offset(3f));
        assertThat(bands[2][100]).isCloseTo(204, Offset.offset(3f));
    }

    @Test
    void aPictureOfOnePixelIsRead() throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x102030);
        assertThat(read(write(image, "png"))).isDeepEqualTo(new float[][] {{16}, {32}, {48}});
    }
}
