package io.cloudless.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.Cases;
import io.cloudless.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class AnnotationRoundTripTest {
    @Cases(240)
    void whatAFormatHoldsComesBackUnchanged(Draw draw, @TempDir Path folder) throws IOException {
        AnnotationFormat format = draw.of(AnnotationFormat.class);
        AnnotationSet drawn = new Drawings(draw.seed()).set();
        AnnotationSet held = format.held(drawn);

        Path path = folder.resolve("annotations");
        format.write(drawn, path);

        assertThat(AnnotationFormat.of(path)).isEqualTo(format);
        AnnotationSet read = format.read(path, images(drawn));
        assertThat(read.classes()).isEqualTo(held.classes());
        assertThat(sorted(read)).isEqualTo(sorted(held));
        assertThat(format.held(held)).isEqualTo(held);
    }

    @Cases(120)
    void writingTwiceGivesTheSameBytes(Draw draw, @TempDir Path folder) throws IOException {
        AnnotationFormat format = draw.of(AnnotationFormat.class);
        AnnotationSet drawn = new Drawings(draw.seed()).set();
        format.write(drawn, folder.resolve("one"));
        format.write(format.read(folder.resolve("one"), images(drawn)), folder.resolve("two"));

        assertThat(content(folder.resolve("two"))).isEqualTo(content(folder.resolve("one")));
    }

    /** A folder has no order of its own. */
    private static List<AnnotatedImage> sorted(AnnotationSet set) {
        return set.images().stream()
                .sorted(Comparator.comparing(AnnotatedImage::name))
                .toList();
    }

    /** Finds images by name, and by name without ending. */
    private static Images images(AnnotationSet set) {
        Map<String, ImageFrame> frames = set.images().stream()
                .map(AnnotatedImage::frame)
                .flatMap(frame -> Stream.of(
                        Map.entry(frame.name(), frame),
                        Map.entry(frame.name().substring(0, frame.name().lastIndexOf('.')), frame)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return frames::get;
    }

    private static Map<String, String> content(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> path.relativize(file).toString(), AnnotationRoundTripTest::text));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
