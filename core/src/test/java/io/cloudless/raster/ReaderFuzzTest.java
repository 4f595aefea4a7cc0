package io.cloudless.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.cloudless.files.InputException;
import io.cloudless.raster.gdal.Gdal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to the bytes of a file, it is read or refused: no crash, no hang, no memory without bounds. */
class ReaderFuzzTest {
    private static final int MUTATIONS = 150;
    private static final Duration SLOWEST = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    static Stream<Map.Entry<String, byte[]>> seeds() throws IOException {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        for (int compression : new int[] {1, 5, 8, 32773, 50000}) {
            TiffBuilder tiff = new TiffBuilder(40, 30, 3)
                    .tag(42113, "0")
                    .tag(33550, new double[] {10, 10, 0})
                    .tag(33922, new double[] {0, 0, 0, 500000, 5000000, 0})
                    .tag(34735, GeoKeys.ofEpsg(32633, true).directory())
                    .tag(
                            42112,
                            "<GDALMetadata><Item name=\"SCALE\" sample=\"0\" role=\"scale\">2</Item></GDALMetadata>");
            tiff.compression = compression;
            tiff.type = compression == 50000 ? SampleType.FLOAT32 : SampleType.UINT16;
            tiff.predictor = compression == 8 ? 2 : 1;
            tiff.tile = compression == 5 ? 16 : 0;
            tiff.big = compression == 1;
            tiff.order = compression == 32773 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            seeds.put("tiff " + compression, tiff.mask((x, y, band) -> x % 3).bytes());
        }
        TiffBuilder jpegTiff =
                new TiffBuilder(40, 30, 3).tag(259, TiffBuilder.shorts(7)).tag(278, new int[] {30});
        byte[] jpeg = picture("jpeg", BufferedImage.TYPE_INT_RGB, false);
        jpegTiff.wholeBlock = jpeg;
        seeds.put("tiff jpeg", jpegTiff.bytes());
        seeds.put("jpeg", jpeg);
        seeds.put("png", picture("png", BufferedImage.TYPE_INT_ARGB, false));
        seeds.put("png interlaced", picture("png", BufferedImage.TYPE_USHORT_GRAY, true));
        seeds.put("png palette", picture("png", BufferedImage.TYPE_BYTE_INDEXED, false));
        if (Gdal.library().isPresent()) {
            seeds.put("jp2", Jp2Boxes.gradient());
            seeds.put("jp2 code stream", Jp2Boxes.codeStream());
            seeds.put(
                    "tiff through GDAL",
                    new TiffBuilder(40, 30, 3).tag(266, TiffBuilder.shorts(2)).bytes());
        }
        return seeds.entrySet().stream();
    }

    private static byte[] picture(String format, int type, boolean interlaced) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, type);
        for (int i = 0; i < 1200; i++) {
            image.setRGB(i % 40, i / 40, 0xFF000000 | i * 0x010307);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (interlaced) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedFilesAreReadOrRefused(Map.Entry<String, byte[]> seed) throws IOException {
        assertReadOrRefused(seed.getKey(), seed.getValue(), ReaderFuzzTest::mutate);
    }

    static Stream<Map.Entry<String, byte[]>> pngs() throws IOException {
        return seeds().filter(seed -> seed.getKey().startsWith("png"));
    }

    /** Else the checksums keep damage away from the decoder. */
    @ParameterizedTest
    @MethodSource("pngs")
    void pngsWithRepairedChecksumsAreReadOrRefused(Map.Entry<String, byte[]> seed) throws IOException {
        assertReadOrRefused(
                seed.getKey(), seed.getValue(), (bytes, random) -> PngChunks.repaired(mutate(bytes, random)));
    }

    /** Damage behind the compression: filters and rows. */
    @ParameterizedTest
    @MethodSource("pngs")
    void pngsWithDamagedRowsAreReadOrRefused(Map.Entry<String, byte[]> seed) throws IOException {
        assertReadOrRefused(
                seed.getKey(),
                seed.getValue(),
                (bytes, random) -> PngChunks.withRows(bytes, rows -> mutate(rows, random)));
    }

    private void assertReadOrRefused(String name, byte[] whole, BiFunction<byte[], SplittableRandom, byte[]> damage)
            throws IOException {
        Path file = folder.resolve("damaged");
        SplittableRandom random = new SplittableRandom(name.hashCode());
        Files.write(file, whole);
        assertThat(isReadable(file)).as("undamaged").isTrue();
        int readable = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Files.write(file, damage.apply(whole, random));
            long start = System.nanoTime();
            try {
                readable += isReadable(file) ? 1 : 0;
            } catch (RuntimeException | Error e) {
                Path kept = Files.copy(
                        file,
                        Files.createTempFile("fuzz", name.replace(' ', '-')),
                        StandardCopyOption.REPLACE_EXISTING);
                fail("mutation " + i + " of " + name + ", kept as " + kept, e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SLOWEST);
        }
        assertThat(readable).as("mutations that leave something to read").isBetween(1, MUTATIONS - 1);
    }

    private static boolean isReadable(Path file) {
        try (RasterReader reader = RasterReader.open(file)) {
            RasterInfo info = reader.info();
            Window window = info.bounds().clip(Window.of(64, 64));
            int[] bands = info.bands().stream().mapToInt(Band::index).limit(8).toArray();
            Pixels pixels = reader.read(window, bands);
            assertThat(pixels.bands()).hasDimensions(bands.length, (int) window.area());
            return true;
        } catch (InputException e) {
            assertThat(e).hasMessageStartingWith(file + ": ");
            // A cause that no reader expected is an error of that reader.
            assertThat(e.getMessage()).doesNotContain("it cannot be decoded");
            return false;
        }
    }

    /** Mostly a few bytes, most of them near the start, where headers are; sometimes an end cut off or bytes moved. */
    private static byte[] mutate(byte[] seed, SplittableRandom random) {
        byte[] bytes = seed.clone();
        switch (random.nextInt(8)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                int length = random.nextInt(1, bytes.length / 2);
                System.arraycopy(
                        bytes,
                        random.nextInt(bytes.length - length),
                        bytes,
                        random.nextInt(bytes.length - length),
                        length);
            }
            default -> {
                int[] extremes = {0, 1, 2, 0x7F, 0x80, 0xFF};
                for (int n = random.nextInt(1, 6); n > 0; n--) {
                    boolean tail = random.nextBoolean(); // a TIFF's directory lies behind its pixels here
                    int at = random.nextInt(Math.min(bytes.length, random.nextBoolean() ? 700 : bytes.length));
                    bytes[tail ? bytes.length - 1 - at : at] = (byte)
                            (random.nextBoolean() ? random.nextInt(256) : extremes[random.nextInt(extremes.length)]);
                }
            }
        }
        return bytes;
    }
}
