package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.dataset.PreparedDataset;
import io.cloudless.dataset.Split;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.model.ModelInput;
import io.cloudless.model.PixelSize;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherAnswersTest {
    private static final CardTemplate CARD = new CardTemplate("teacher", "1", new PixelSize(10, 20, 40), "", "", "");
    private static final int AREA = 96 * 96;

    @TempDir
    private Path folder;

    private PreparedDataset dataset;

    @BeforeEach
    void makeDataset() throws IOException {
        dataset = SquaresDataset.write(folder, 3, 0);
    }

    @Test
    void theyAreTheTeachersOwnToEightBits() throws IOException {
        try (Model teacher = random(3, 4, 3)) {
            Lesson lesson = lesson(TeacherAnswers.of(dataset, teacher, 1, Progress.NONE), 0.5);

            float[][] bands = dataset.chip(0).pixels().bands();
            float[] values = new float[3 * AREA];
            for (int band = 0; band < 3; band++) {
                System.arraycopy(bands[band], 0, values, band * AREA, AREA);
            }
            float[] asked = teacher.probabilities(values, 1, 96, 96);
            int[] sets = {ClassSets.CLEAR, ClassSets.THICK, ClassSets.THIN, ClassSets.SHADOW};
            for (int channel = 0; channel < 4; channel++) {
                for (int pixel = 0; pixel < AREA; pixel += 7) {
                    assertThat(said(lesson, sets[channel], pixel))
                            .isCloseTo(0.5f * asked[channel * AREA + pixel], within(0.005f));
                }
            }
        }
    }

    @Test
    void theModelIsAskedOnceAndAnotherModelAnew() throws IOException {
        try (Model one = random(3, 2, 1);
                Model other = random(3, 2, 2)) {
            TeacherAnswers.of(dataset, one, 1, Progress.NONE);
            Path file = answers().get(0);
            byte[] marked = new byte[(int) Files.size(file)];
            Files.write(file, marked);

            Lesson lesson = lesson(TeacherAnswers.of(dataset, one, 1, Progress.NONE), 1);
            TeacherAnswers.of(dataset, other, 1, Progress.NONE);

            assertThat(lesson.planes()).as("what lies there is believed").containsOnly(0);
            assertThat(answers()).hasSize(2);
        }
    }

    @Test
    void theNumberOfThreadsChangesNoAnswer() throws IOException {
        try (Model teacher = random(3, 4, 5)) {
            TeacherAnswers.of(dataset, teacher, 1, Progress.NONE);
            byte[] byOne = Files.readAllBytes(answers().get(0));
            Files.delete(answers().get(0));

            TeacherAnswers.of(dataset, teacher, 3, Progress.NONE);

            assertThat(answers().get(0)).hasBinaryContent(byOne);
        }
    }

    @Test
    void aDatasetMadeAnewForgetsThem() throws IOException {
        try (Model teacher = random(3, 2, 1)) {
            TeacherAnswers.of(dataset, teacher, 1, Progress.NONE);

            SquaresDataset.write(folder, 3, 0);

            assertThat(answers()).isEmpty();
        }
    }

    @Test
    void aFileOfAnotherSizeIsRefused() throws IOException {
        try (Model teacher = random(3, 2, 1)) {
            TeacherAnswers.of(dataset, teacher, 1, Progress.NONE);
            Files.write(answers().get(0), new byte[5]);

            assertThatThrownBy(() -> TeacherAnswers.of(dataset, teacher, 1, Progress.NONE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("answers-")
                    .hasMessageContaining("Delete it");
        }
    }

    @Test
    void redStandsForNearInfraredThatIsNotThere() throws IOException {
        try (Model teacher = random(4, 4, 1)) {
            Lesson lesson = lesson(TeacherAnswers.of(dataset, teacher, 1, Progress.NONE), 1);

            float[][] bands = dataset.chip(0).pixels().bands();
            float[] values = new float[4 * AREA];
            for (int band = 0; band < 4; band++) {
                System.arraycopy(bands[band % 3], 0, values, band * AREA, AREA);
            }
            float[] asked = teacher.probabilities(values, 1, 96, 96);
            assertThat(said(lesson, ClassSets.SHADOW, 4000)).isCloseTo(asked[3 * AREA + 4000], within(0.01f));
        }
    }

    @Test
    void aChipLargerThanATileIsAskedInOverlappingTiles() throws IOException {
        try (Model teacher = random(3, 4, 1)) {
            Model narrow = teacher.withCard(withTiles(teacher.card(), 64, 16));
            Lesson whole = lesson(TeacherAnswers.of(dataset, teacher, 1, Progress.NONE), 1);
            Lesson tiled = lesson(TeacherAnswers.of(dataset, narrow, 1, Progress.NONE), 1);

            assertThat(tiled.planes()).isNotEqualTo(whole.planes());
            for (int pixel = 0; pixel < AREA; pixel++) {
                int said = pixel;
                double sum = IntStream.range(0, Lesson.sets())
                        .mapToDouble(plane -> tiled.planes()[plane * AREA + said])
                        .sum();
                assertThat(sum).isCloseTo(1, within(1e-4));
            }
        }
    }

    private static ModelCard withTiles(ModelCard card, int size, int overlap) {
        ModelInput input = card.input();
        return new ModelCard(
                card.name(),
                card.version(),
                card.task(),
                new ModelInput(
                        input.bands(), input.scaling(), input.mean(), input.std(), input.pixelSize(), size, overlap),
                card.output(),
                card.provenance(),
                card.more());
    }

    private Model random(int bands, int classes, long seed) throws IOException {
        Path file = folder.resolve("teacher-" + bands + "-" + classes + "-" + seed + ".onnx");
        return Model.open(new RandomModel(Networks.UNET_TINY, bands, classes).write(file, CARD, seed));
    }

    private Lesson lesson(TeacherAnswers answers, double share) {
        Lesson lesson = new Lesson(AREA);
        int chip = dataset.chips(Split.TRAIN)[0];
        answers.addTo(lesson, chip, IntStream.range(0, AREA).toArray(), share);
        return lesson;
    }

    private static float said(Lesson lesson, int set, int pixel) {
        return (float) IntStream.range(0, Lesson.sets())
                .filter(plane -> Lesson.set(plane) == set)
                .mapToDouble(plane -> lesson.planes()[plane * AREA + pixel])
                .sum();
    }

    private List<Path> answers() {
        try (Stream<Path> files = Files.list(dataset.folder())) {
            return files.filter(file -> file.getFileName().toString().contains("-answers-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
