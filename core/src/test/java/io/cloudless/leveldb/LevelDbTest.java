package io.cloudless.leveldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudless.Mutation;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.impl.Iq80DBFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LevelDbTest {
    private static final int MUTATIONS = 150;

    @TempDir
    Path folder;

    /** Some written again, some deleted, in tables of several levels and in the log, compressed and not. */
    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void readsWhatAnotherLevelDbWroteAndLeavesItAlone(CompressionType compression) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        Map<String, String> expected = new TreeMap<>();
        Options options = new Options().compressionType(compression).writeBufferSize(64 << 10);
        try (DB database = Iq80DBFactory.factory.open(folder.toFile(), options)) {
            for (int i = 0; i < 20_000; i++) {
                String key = String.valueOf(random.nextInt(5000));
                String value = (key + " ").repeat(random.nextInt(100));
                if (random.nextInt(5) == 0) {
                    database.delete(bytes(key));
                    expected.remove(key);
                } else {
                    database.put(bytes(key), bytes(value));
                    expected.put(key, value);
                }
            }
            String long1 = "long".repeat(50_000); // more than a block of the log
            database.put(bytes("long"), bytes(long1));
            expected.put("long", long1);
        }
        Map<String, String> before = files();

        LevelDb database = LevelDb.open(folder);

        assertThat(database.keys().stream().map(LevelDbTest::text)).containsExactlyElementsOf(expected.keySet());
        for (byte[] key : database.keys()) {
            assertThat(text(database.get(key))).isEqualTo(expected.get(text(key)));
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void readsTheHandmadeDatabase() throws IOException {
        LevelDb database = LevelDb.open(HandmadeDatabase.whole().write(folder));

        assertThat(database.keys()).hasSize(20);
        assertThat(text(database.get(bytes("a12")))).startsWith("value 12 ");
        assertThat(text(database.get(bytes("b")))).isEqualTo("in the log");
        assertThatThrownBy(() -> database.get(bytes("a5"))).isInstanceOf(IllegalArgumentException.class);
    }

    /** With checksums that are right, so that what is behind them is met. */
    @ParameterizedTest
    @EnumSource
    void damagedPartsWithRightChecksumsAreReadOrRefusedByName(HandmadeDatabase.Part part) throws IOException {
        SplittableRandom random = new SplittableRandom(part.ordinal());
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Path damaged = HandmadeDatabase.with(part, content -> Mutation.of(content, random))
                    .write(folder);
            refused += isRefused(damaged) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 10);
    }

    @Test
    void anyOtherDamageIsRefusedByName() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        HandmadeDatabase.whole().write(folder);
        List<String> names = List.copyOf(files().keySet());
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Path victim = folder.resolve(names.get(random.nextInt(names.size())));
            byte[] whole = Files.readAllBytes(victim);
            Files.write(victim, Mutation.of(whole, random));
            refused += isRefused(folder) ? 1 : 0;
            Files.write(victim, whole);
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 2);
    }

    private boolean isRefused(Path database) {
        try {
            LevelDb opened = LevelDb.open(database);
            opened.keys().forEach(opened::get);
            return false;
        } catch (InputException e) {
            assertThat(e).hasMessageContaining(database.toString());
            return true;
        }
    }

    /** Named a million times, a block would be decompressed as often. */
    @Test
    void aBlockThatIsNamedTwiceIsRefused() throws IOException {
        HandmadeDatabase.with(
                        HandmadeDatabase.Part.INDEX, index -> HandmadeDatabase.joined(Arrays.copyOf(index, 16), index))
                .write(folder);

        assertThatThrownBy(() -> LevelDb.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("000005.ldb", "blocks do not follow each other");
    }

    /** Four bytes for each key of a million. */
    @Test
    void keysThatGrowOutOfProportionAreRefused() throws IOException {
        byte[][] entries = new byte[20_000][];
        entries[0] = HandmadeDatabase.joined(
                HandmadeDatabase.varint(0), HandmadeDatabase.varint(50_000), new byte[1], new byte[50_000]);
        for (int i = 1; i < entries.length; i++) {
            entries[i] = HandmadeDatabase.joined(HandmadeDatabase.varint(50_000 - 1 + i), new byte[] {1, 0, 1});
        }
        byte[] block = HandmadeDatabase.joined(HandmadeDatabase.joined(entries), new byte[4]);
        HandmadeDatabase.with(HandmadeDatabase.Part.BLOCK, whole -> block).write(folder);

        assertThatThrownBy(() -> LevelDb.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("too much in common");
    }

    @Test
    void noFileOfAnotherFolderIsRead() throws IOException {
        Path inside = HandmadeDatabase.with(HandmadeDatabase.Part.CURRENT, name -> bytes("../MANIFEST-000004"))
                .write(folder.resolve("inside"));
        Files.copy(inside.resolve("MANIFEST-000004"), folder.resolve("MANIFEST-000004"));

        assertThatThrownBy(() -> LevelDb.open(inside))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("CURRENT", "names no manifest");
    }

    /** It would be waited for without end. */
    @Test
    void aPipeInPlaceOfATableIsRefused() throws IOException, InterruptedException {
        Path table = HandmadeDatabase.whole().write(folder).resolve("000005.ldb");
        Files.delete(table);
        assumeTrue(new ProcessBuilder("mkfifo", table.toString()).start().waitFor() == 0, "there are no pipes here");

        assertThatThrownBy(() -> LevelDb.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("000005.ldb", "it is no file");
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
