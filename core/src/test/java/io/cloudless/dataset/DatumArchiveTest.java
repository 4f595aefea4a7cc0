package io.cloudless.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import io.cloudless.work.Progress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.impl.Iq80DBFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatumArchiveTest {
    private static final int SIZE = 4;

    @TempDir
    Path folder;

    @Test
    void picturesAndLabelsOfALevelDbBecomeChips() throws IOException {
        Path database = folder.resolve("train_leveldb");
        write(database, 300);
        Map<String, byte[]> before = bytes(database);

        ChipStatistics statistics = prepare(database, 0.2);

        assertThat(statistics.positives()).isEqualTo(100);
        assertThat(statistics.negatives()).isEqualTo(200);
        assertThat(statistics.chips(Split.VALIDATION, "none") + statistics.chips(Split.VALIDATION, "ship"))
                .isEqualTo(60);
        BufferedImage chip = read("ship/00000003.png");
        assertThat(chip.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x030201);
        assertThat(chip.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0x040302);
        assertThat(bytes(database))
                .as("the archive")
                .satisfies(
                        after -> assertThat(Arrays.deepToString(after.values().toArray()))
                                .isEqualTo(Arrays.deepToString(before.values().toArray())));
    }

    @Test
    void databasesForTrainingAndValidationStayWhatTheyAre() throws IOException {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        write(archive.resolve("train_leveldb"), 9);
        write(archive.resolve("validation_leveldb"), 6);

        ChipStatistics statistics = prepare(archive, 0.2);

        assertThat(statistics.chips(Split.TRAIN, "ship")).isEqualTo(3);
        assertThat(statistics.chips(Split.VALIDATION, "ship")).isEqualTo(2);
        assertThat(folder.resolve("out/validation/none/validation_leveldb-00000001.png"))
                .exists();
    }

    @Test
    void tablesMayHaveTheEndingOfNewerLevelDbs() throws IOException {
        Path database = folder.resolve("db");
        write(database, 3000); // enough for a table
        try (Stream<Path> files = Files.list(database)) {
            List<Path> tables =
                    files.filter(file -> file.toString().endsWith(".sst")).toList();
            assertThat(tables).isNotEmpty();
            for (Path table : tables) {
                Files.move(table, Path.of(table.toString().replace(".sst", ".ldb")));
            }
        }

        assertThat(prepare(database, 0).positives()).isEqualTo(1000);
    }

    @Test
    void aDamagedTableIsSaidSo() throws IOException {
        Path database = folder.resolve("db");
        write(database, 3000);
        try (Stream<Path> files = Files.list(database)) {
            for (Path table :
                    files.filter(file -> file.toString().endsWith(".sst")).toList()) {
                byte[] bytes = Files.readAllBytes(table);
                Arrays.fill(bytes, bytes.length / 3, bytes.length, (byte) 0x5A);
                Files.write(table, bytes);
            }
        }

        assertThatThrownBy(() -> prepare(database, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(".sst: this file of a LevelDB is damaged", "no table");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void greyAndEncodedPicturesAreRead() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 0, 0x336699);
        ImageIO.write(image, "png", png);

        assertThat(Datum.parse(datum(1, 1, 2, new byte[] {51, 102}, 0))
                        .pixels(folder)
                        .bands())
                .isDeepEqualTo(new float[][] {{0.2f, 0.4f}, {0.2f, 0.4f}, {0.2f, 0.4f}});
        byte[] encoded = datum(3, 0, 0, png.toByteArray(), 1);
        encoded = Arrays.copyOf(encoded, encoded.length + 2);
        encoded[encoded.length - 2] = 7 << 3;
        encoded[encoded.length - 1] = 1;
        assertThat(Datum.parse(encoded).pixels(folder).bands())
                .isDeepEqualTo(new float[][] {{0, 0.2f}, {0, 0.4f}, {0, 0.6f}});
    }

    @Test
    void damagedRecordsAreReadOrRefused() {
        byte[] whole = datum(3, SIZE, SIZE, new byte[3 * SIZE * SIZE], 1);
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(1, whole.length + 1));
            damaged[random.nextInt(Math.min(10, damaged.length))] = (byte) random.nextInt(256);
            try {
                Datum.parse(damaged).pixels(folder);
            } catch (IllegalArgumentException | InputException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 4999);
    }

    @Test
    void whatIsNoArchiveIsSaidSo() throws IOException {
        assertThatThrownBy(() -> prepare(folder, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds no LevelDB");
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("CURRENT"), "MANIFEST-000002\n");
        assertThatThrownBy(() -> prepare(broken, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("broken/MANIFEST-000002: this file of a LevelDB is missing");
        Path unnamed = folder.resolve("db");
        try (DB database = Iq80DBFactory.factory.open(unnamed.toFile(), new Options())) {
            database.put(new byte[] {1}, datum(1, 1, 1, new byte[1], 7));
        }
        assertThatThrownBy(() -> prepare(unnamed, 0)).hasMessageContainingAll("label 7", "--class");
    }

    private ChipStatistics prepare(Path archive, double share) {
        return new ChipPreparation(
                        new ChipOptions(SIZE, false, share, 1, "none"),
                        new DatumArchive(archive, List.of("none", "ship")))
                .write(folder.resolve("out"), Progress.NONE);
    }

    private BufferedImage read(String name) throws IOException {
        Path file = folder.resolve("out/train").resolve(name);
        return ImageIO.read(
                (Files.exists(file) ? file : folder.resolve("out/validation").resolve(name)).toFile());
    }

    /** Every third picture is of class 1; the samples of picture n begin with n. */
    private static void write(Path database, int count) throws IOException {
        Options options = new Options().compressionType(CompressionType.SNAPPY).writeBufferSize(64 << 10);
        try (DB db = Iq80DBFactory.factory.open(database.toFile(), options)) {
            for (int n = 0; n < count; n++) {
                byte[] samples = new byte[3 * SIZE * SIZE];
                for (int i = 0; i < samples.length; i++) {
                    int channel = i / (SIZE * SIZE); // blue, green, red
                    samples[i] = (byte) (n - 2 + channel + i % (SIZE * SIZE));
                }
                byte[] key = "%08d".formatted(n).getBytes(StandardCharsets.UTF_8);
                db.put(key, datum(3, SIZE, SIZE, samples, n % 3 == 0 ? 1 : 0));
            }
        }
    }

    private static byte[] datum(int channels, int height, int width, byte[] data, int label) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, 1, channels);
        number(out, 2, height);
        number(out, 3, width);
        out.write(4 << 3 | 2);
        varint(out, data.length);
        out.writeBytes(data);
        number(out, 5, label);
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int field, int value) {
        out.write(field << 3);
        varint(out, value);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 127) {
            out.write(rest & 127 | 128);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static Map<String, byte[]> bytes(Path database) throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.list(database)) {
            for (Path file : files.toList()) {
                bytes.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return bytes;
    }
}
