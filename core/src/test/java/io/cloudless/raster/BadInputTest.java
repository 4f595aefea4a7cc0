package io.cloudless.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumingThat;

import io.cloudless.files.InputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users name by mistake ends in one line that names the file and says what to do. */
class BadInputTest {
    @TempDir
    Path folder;

    private void assertRefused(Path file, String found) {
        assertThatThrownBy(() -> {
                    try (RasterReader reader = RasterReader.open(file)) {
                        reader.read(reader.info().bounds().clip(Window.of(4, 4)), 0);
                    }
                })
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(found)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("null");
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(90, 70, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 90 * 70; i++) {
            image.setRGB(i % 90, i / 90, i * 0x10305);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    @Test
    void aMissingFileAndAFolder() {
        assertRefused(folder.resolve("nowhere.tif"), "no such file");
        assertRefused(folder, "a folder");
        assumingThat(Files.exists(Path.of("/dev/zero")), () -> assertRefused(Path.of("/dev/zero"), "a pipe or device"));
    }

    @Test
    void anEmptyFileAndAText() throws IOException {
        assertRefused(write("empty.tif", new byte[0]), "an empty file");
        assertRefused(write("notes.tif", "Clouds were seen.\n".repeat(99).getBytes()), "notes.tif");
        assertRefused(write("short.tif", new byte[] {'I', 'I', '*', 0}), "only 4 bytes");
    }

    @Test
    void aRenamedPictureIsReadByItsContent() throws IOException {
        try (RasterReader reader = RasterReader.open(write("really-a-png.tif", picture("png")))) {
            assertThat(reader.info().format()).isEqualTo("PNG");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void aTruncatedPicture(String format) throws IOException {
        byte[] whole = picture(format);
        for (int length : new int[] {9, 30, whole.length / 2, whole.length * 9 / 10}) {
            assertRefused(write("cut." + format, Arrays.copyOf(whole, length)), "again");
        }
    }

    @Test
    void aTruncatedTiff() throws IOException {
        TiffBuilder tiff = new TiffBuilder(90, 70, 3);
        tiff.compression = 8;
        byte[] whole = tiff.bytes();
        for (int length : new int[] {9, 100, whole.length / 2, whole.length - 40}) {
            assertRefused(write("cut.tif", Arrays.copyOf(whole, length)), "truncated");
        }
    }

    @Test
    void aTiffWithoutPixels() throws IOException {
        assertRefused(new TiffBuilder(9, 9, 1).tag(256, new int[] {0}).write(folder.resolve("a.tif")), "width is 0");
        assertRefused(new TiffBuilder(9, 9, 1).tag(257, new int[] {0}).write(folder.resolve("b.tif")), "height is 0");
    }

    @Test
    void aTiffWhoseBlocksAreNoCompressedData() {
        TiffBuilder tiff = new TiffBuilder(90, 70, 3).tag(259, TiffBuilder.shorts(8));
        assertRefused(tiff.write(folder.resolve("noise.tif")), "block 1 cannot be decompressed");
    }

    /** Each compression throws in its own way at noise, also where blocks are decoded side by side. */
    @ParameterizedTest
    @ValueSource(ints = {5, 8, 32773, 50000})
    void damageInABlockIsToldOfWithItsNumber(int compression) {
        TiffBuilder tiff = new TiffBuilder(90, 70, 3);
        tiff.rowsPerStrip = 70;
        tiff.wholeBlock = new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 4, (byte) 0xA8, 9, 9, 9, 9, 9, 9};
        tiff.compression = compression;
        tiff.tag(278, new int[] {70}).tag(256, new int[] {9}).tag(257, new int[] {9});
        Path file = tiff.write(folder.resolve("noise.tif"));
        assertRefused(file, "block 1");
        try (RasterReader reader = RasterReader.open(file)) {
            assertThatThrownBy(() -> reader.readAll(List.of(Window.of(4, 4), Window.of(2, 2)), 0))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("noise.tif", "block 1");
        }
    }

    @Test
    void aWindowThatNeedsMoreMemoryThanThereIs() {
        TiffBuilder sparse = new TiffBuilder(9, 9, 1)
                .tag(256, new int[] {10_000})
                .tag(257, new int[] {10_000})
                .tag(277, TiffBuilder.shorts(400))
                .tag(258, TiffBuilder.shorts(8))
                .tag(339, TiffBuilder.shorts(1))
                .tag(322, new int[] {512})
                .tag(323, new int[] {512})
                .tag(324, new int[400])
                .tag(325, new int[400]);
        try (RasterReader reader = RasterReader.open(sparse.write(folder.resolve("sparse.tif")))) {
            assertThatThrownBy(() -> reader.read(
                            reader.info().bounds(), IntStream.range(0, 400).toArray()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("sparse.tif")
                    .hasMessageContaining("10,000 x 10,000 pixels of 400 bands")
                    .hasMessageContaining("-Xmx");
        }
    }

    /** A scan of a flat picture takes thirty bytes and a pass over all its pixels. */
    @Test
    void aJpegOfThousandsOfScans() throws IOException {
        byte[] jpeg = picture("jpeg");
        byte[] scans = Arrays.copyOf(jpeg, jpeg.length + 4000);
        for (int i = jpeg.length; i < scans.length; i += 2) {
            scans[i] = (byte) 0xFF;
            scans[i + 1] = (byte) 0xDA;
        }
        assertRefused(write("scans.jpg", scans), "2,001 scans");
    }

    @Test
    void jpeg2000WhoseBoxesOrSizesCannotBeRight() throws IOException {
        byte[] whole = Jp2Boxes.gradient();
        for (int length : new int[] {12, 20, 60, 100}) {
            assertRefused(write("cut.jp2", Arrays.copyOf(whole, length)), "truncated");
        }
        assertRefused(write("type.jp2", withInt(whole, 16, 0x6A703268)), "where the file type was expected");
        assertRefused(write("long.jp2", withInt(whole, 12, 1 << 30)), "box 'ftyp' at byte 12");
        byte[] stream = Jp2Boxes.codeStream();
        assertRefused(write("wide.j2k", withInt(stream, 8, 0)), "claims");
        assertRefused(write("tiles.j2k", withInt(withInt(stream, 24, 1), 28, 1)), "tiles");
        byte[] elsewhere = Jp2Boxes.gradientWith(Jp2Boxes.text("dtbl", "file:///etc/passwd"));
        assertRefused(write("elsewhere.jp2", elsewhere), "its pixels lie in other files");
    }

    @Test
    void tiffsThatClaimMoreThanTheyHold() {
        TiffBuilder strip = new TiffBuilder(9, 9, 3)
                .tag(256, new int[] {2_000_000_000})
                .tag(257, new int[] {2_000_000_000})
                .tag(278, new int[] {2_000_000_000});
        strip.compression = 8;
        assertRefused(strip.write(folder.resolve("strip.tif")), "one block of it has 2,000,000,000 x 2,000,000,000");
        TiffBuilder manyStrips = new TiffBuilder(9, 9, 3).tag(257, new int[] {2_000_000_000});
        manyStrips.compression = 8;
        assertRefused(manyStrips.write(folder.resolve("strips.tif")), "400,000,000");
        TiffBuilder packed = new TiffBuilder(9, 9, 1)
                .tag(256, new int[] {5000})
                .tag(257, new int[] {5000})
                .tag(278, new int[] {5000})
                .tag(279, new int[] {20})
                .tag(273, new int[] {8});
        packed.compression = 8;
        assertRefused(packed.write(folder.resolve("packed.tif")), "more than DEFLATE can compress");
    }

    @Test
    void pngsAndJpegsThatClaimMoreThanTheyHold() throws IOException {
        byte[] png = picture("png");
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        assertRefused(write("bomb.png", png), "60,000 x 60,000 pixels");
        assertRefused(write("zero.png", withInt(png, 16, 0)), "damaged");

        byte[] jpeg = picture("jpeg");
        int frame = indexOfFrame(jpeg);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65000).putShort(frame + 7, (short) 65000);
        assertRefused(write("bomb.jpg", jpeg), "65,000 x 65,000 pixels");
    }

    /** Compressed as well as deflate can, so only the memory it would need gives it away. */
    @Test
    void aWellCompressedBombIsRefusedForTheMemoryItNeeds() throws IOException {
        byte[] png = picture("png");
        byte[] padded = Arrays.copyOf(png, 12_000_000);
        ByteBuffer.wrap(padded).putInt(16, 60_000).putInt(20, 60_000);
        assertRefused(write("bomb.png", padded), "-Xmx");
    }

    private static byte[] withInt(byte[] bytes, int at, int number) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putInt(at, number);
        return changed;
    }

    private static int indexOfFrame(byte[] jpeg) {
        int at = 0;
        while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) 0xC0) {
            at++;
        }
        return at;
    }

    @Test
    void aWindowOutsideIsTheCallersMistake() {
        try (RasterReader reader = RasterReader.open(new TiffBuilder(9, 9, 1).write(folder.resolve("a.tif")))) {
            assertThatThrownBy(() -> reader.read(new Window(5, 5, 5, 5), 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> reader.read(new Window(Integer.MAX_VALUE, 0, 5, 5), 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> reader.read(Window.of(1, 1), 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
