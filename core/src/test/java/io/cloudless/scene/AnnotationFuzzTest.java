package io.cloudless.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to a file of annotations, it is read or refused by its name: no crash, no hang. */
class AnnotationFuzzTest {
    private static final int MUTATIONS = 400;
    private static final Duration SLOWEST = Duration.ofSeconds(5);
    private static final List<String> TOKENS = List.of(
            "-",
            "e9",
            "999999999999",
            "NaN",
            "null",
            "{}",
            "[",
            "]",
            "\"",
            ",",
            "\0",
            "<",
            "&#0;",
            "../",
            "\u2028",
            "0",
            ".");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void damagedFilesAreReadOrRefused(AnnotationFormat format) throws IOException {
        Path path = folder.resolve("annotations");
        AnnotationSet set = new Drawings(4).set();
        format.write(set, path);
        assertThat(set.images())
                .anySatisfy(image -> assertThat(image.annotations()).hasSizeGreaterThan(2));
        List<Path> files = files(path);
        SplittableRandom random = new SplittableRandom(format.ordinal());
        int readable = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Path victim = files.get(random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(victim);
            Files.write(victim, mutate(whole, random));
            long start = System.nanoTime();
            try {
                AnnotationSet read = AnnotationFormat.of(path).read(path, name -> frame(set, name));
                read.images().forEach(image -> ClassMask.of(image, name -> 1));
                readable++;
            } catch (InputException e) {
                assertThat(e).hasMessageContaining(folder.toString());
            } catch (RuntimeException | Error e) {
                fail("mutation " + i + ": " + Files.readString(victim, StandardCharsets.ISO_8859_1), e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SLOWEST);
            Files.write(victim, whole);
        }
        assertThat(readable).as("mutations that leave something to read").isBetween(1, MUTATIONS - 1);
    }

    private static List<Path> files(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static ImageFrame frame(AnnotationSet set, String name) {
        return set.images().stream()
                .map(AnnotatedImage::frame)
                .filter(frame -> frame.name().startsWith(name))
                .findFirst()
                .orElse(null);
    }

    /** Bytes changed, an end cut off, a piece doubled or something unexpected put in. */
    private static byte[] mutate(byte[] whole, SplittableRandom random) {
        if (whole.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(whole.length);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(whole, at);
            case 1 -> joined(whole, at, Arrays.copyOfRange(whole, at, Math.min(whole.length, at + random.nextInt(20))));
            case 2, 3 ->
                joined(whole, at, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8));
            default -> {
                byte[] changed = whole.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
        };
    }

    private static byte[] joined(byte[] whole, int at, byte[] piece) {
        byte[] joined = Arrays.copyOf(whole, whole.length + piece.length);
        System.arraycopy(piece, 0, joined, at, piece.length);
        System.arraycopy(whole, at, joined, at + piece.length, whole.length - at);
        return joined;
    }
}
