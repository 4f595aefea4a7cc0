package io.cloudless.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PreparedDatasetTest {
    private static final int CHIP_BYTES = 4 * 3 * 7;

    @TempDir
    Path folder;

    private Path manifest;
    private Path samples;

    @BeforeEach
    void writeTwoChips() throws IOException {
        write(folder, 1);
        manifest = folder.resolve("manifest.csv");
        samples = samplesIn(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "',4,3,3,84,', ',4,3,3,-84,', -84",
        "',4,3,3,84,', ',4,3,3,0,', at 0 instead of 84",
        "',4,3,3,84,', ',4,3,3,85,', at 85 instead of 84",
        "',4,3,3,84,', ',4,3,3,9223372036854775807,', 9223372036854775807",
        "',4,3,3,84,', ',4,3,3,9223372036854775808,', 9223372036854775808",
        "',4,3,3,84,', ',4,three,3,84,', three",
        "',4,3,3,84,', ',-4,-3,3,84,', -4 x -3 pixels",
        "',4,3,3,84,', ',4,0,3,84,', 4 x 0 pixels",
        "',4,3,3,84,', ',4,3,-1,84,', -1 bands",
        "',4,3,3,84,', ',12,1,1,84,', 1 bands",
        "',4,3,3,84,', ',2147483647,2147483647,2147483647,84,', too many",
        "',4,3,3,84,', ',65536,65536,1,84,', too many",
        "',train,4,3,3,84,', ',test,4,3,3,84,', TEST",
        "'a,a,', 'b,a,', chip b at 84 instead of 0",
        "'samples-', '../samples-', sample file",
        "'bands', 'channels', no manifest of a prepared dataset",
    })
    void namesTheManifestAndWhatIsWrongInIt(String from, String to, String found) throws IOException {
        replaceInManifest(from, to);

        assertThatThrownBy(() -> PreparedDataset.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(manifest.toString())
                .hasMessageContaining(found)
                .hasMessageContaining("cloudless prepare");
    }

    @ParameterizedTest
    @CsvSource({"50, has 50 bytes", "167, has 167 bytes", "169, has 169 bytes", "0, has 0 bytes"})
    void namesSamplesThatAreShorterOrLongerThanTheManifestSays(int size, String found) throws IOException {
        Files.write(samples, Arrays.copyOf(Files.readAllBytes(samples), size));

        assertThatThrownBy(() -> PreparedDataset.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(samples.toString())
                .hasMessageContaining(found)
                .hasMessageContaining("168")
                .hasMessageContaining("do not belong together");
    }

    @Test
    void refusesTheManifestOfAnotherPreparationOfTheSameImages() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        write(other, 2);
        Files.copy(other.resolve("manifest.csv"), manifest, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> PreparedDataset.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(manifest.toString())
                .hasMessageContaining(samplesIn(other).getFileName() + ", which is missing")
                .hasMessageContaining("cloudless prepare");
    }

    @Test
    void readsDatasetsWhoseManifestNamesNoSampleFile() throws IOException {
        Files.move(samples, folder.resolve("samples.bin"));
        replaceInManifest(",samples\n", "\n");
        replaceInManifest("," + samples.getFileName(), "");

        assertThat(PreparedDataset.open(folder).chip(1).mask()).containsOnly(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverFailsInAnotherWayThanByAnInputException(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] intact = Files.readAllBytes(manifest);
        byte[] data = Files.readAllBytes(samples);
        for (int i = 0; i < 100; i++) {
            Files.write(manifest, damaged(intact, random));
            Files.write(samples, random.nextInt(4) == 0 ? damaged(data, random) : data);
            assertThatCode(this::readAll)
                    .satisfiesAnyOf(
                            problem -> assertThat(problem).isNull(),
                            problem -> assertThat(problem).isInstanceOf(InputException.class));
        }
    }

    private void readAll() {
        PreparedDataset dataset = PreparedDataset.open(folder);
        for (Split split : Split.values()) {
            for (int chip : dataset.chips(split)) {
                dataset.chip(chip);
            }
        }
        dataset.told();
    }

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    /** Some bytes changed, mostly to what may stand in numbers; or a piece cut out, or written twice. */
    private static byte[] damaged(byte[] intact, Random random) {
        byte[] signs = "0123456789-,\n\"e.\0".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = intact.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            bytes[random.nextInt(bytes.length)] =
                    random.nextInt(8) == 0 ? (byte) random.nextInt() : signs[random.nextInt(signs.length)];
        }
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(bytes.length - from);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, from);
            case 1 -> joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
            case 2 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
            default -> bytes;
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private void replaceInManifest(String from, String to) throws IOException {
        String text = Files.readString(manifest);
        assertThat(text).contains(from);
        Files.writeString(manifest, text.replace(from, to));
    }

    private static Path samplesIn(Path dataset) throws IOException {
        return SampleFile.in(dataset).get(0);
    }

    private static void write(Path folder, int value) throws IOException {
        PreparationStatistics statistics = new PreparationStatistics();
        try (DatasetWriter writer = DatasetWriter.in(folder)) {
            for (String id : new String[] {"a", "b"}) {
                byte[] bytes = new byte[CHIP_BYTES];
                Arrays.fill(bytes, (byte) value);
                ChipEntry entry = new ChipEntry(id, id, Split.TRAIN, 4, 3, 3, writer.offset());
                writer.add(entry, bytes);
                statistics.add(entry.split(), new Chip(new Pixels(4, 3, new float[3][12]), new byte[12]));
            }
            writer.commit(statistics);
        }
    }
}
