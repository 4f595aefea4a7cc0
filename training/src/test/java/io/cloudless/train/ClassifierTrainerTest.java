package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudless.dataset.ChipFolder;
import io.cloudless.dataset.ChipFolder.ChipFile;
import io.cloudless.dataset.Split;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTrainerTest {
    private static final CardTemplate CARD = new CardTemplate("ships", "1", null, "discs", "Apache-2.0", "");
    private static final int CROP = 36;
    /** Takes no byte, as a disk without room. */
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder;

    private ChipFolder data;

    @BeforeEach
    void makeData() throws IOException {
        data = ShadesChips.write(folder.resolve("chips"), 12);
    }

    @Test
    void learnsToTellTwoClassesAndWritesTheModelWithItsFolder() throws Exception {
        RunFolder run = RunFolder.of(folder, 1);

        ClassifierValidation validation =
                new ClassifierTrainer(options(adam(), 60), data, List.of(), run).train("discs", CARD, Progress.NONE);

        assertThat(validation.accuracy()).isGreaterThan(0.95);
        assertThat(validation.scores().f1()).isGreaterThan(0.95);
        assertThat(validation.chips()).hasSize(24);
        for (String file : List.of(
                "train.csv",
                "validation.csv",
                "config.json",
                "note.txt",
                "statistics.json",
                "loss.png",
                "accuracy.png")) {
            assertThat(run.path().resolve(file)).isNotEmptyFile();
        }
        assertThat(run.path().resolve("statistics.txt")).content().contains("water", "ship", "Confusion matrix");
        try (Model model = Model.open(run.model())) {
            assertThat(model.card().task()).isEqualTo(ModelCard.Task.CLASSIFICATION);
            assertThat(model.card().classes()).extracting("name").containsExactly("water", "ship");
            assertThat(model.card().input().tileSize()).isEqualTo(CROP);
            assertThat(rightlyTold(model)).isGreaterThan(22);
        }
    }

    /** As the finished model is used: whole chips, resized. */
    private long rightlyTold(Model model) {
        List<ChipFile> chips = data.chips(Split.VALIDATION);
        Batch batch = new ChipPictures(chips, CROP)
                .whole(IntStream.range(0, chips.size()).toArray());
        float[] planar = new float[batch.images().length];
        int area = CROP * CROP;
        for (int i = 0; i < planar.length; i++) {
            planar[i] = batch.images()[i / (3 * area) * 3 * area + i % area * 3 + i / area % 3];
        }
        float[] probabilities = model.probabilities(planar, chips.size(), CROP, CROP);
        return IntStream.range(0, chips.size())
                .filter(i -> probabilities[2 * i + chips.get(i).code()] > 0.5)
                .count();
    }

    @Test
    void goesOnAfterAnInterruptionAsIfThereHadBeenNone() throws Exception {
        RunFolder whole = RunFolder.of(folder, 1);
        new ClassifierTrainer(options(sgd(), 30), data, List.of(), whole).train("", CARD, Progress.NONE);

        RunFolder broken = RunFolder.of(folder, 2);
        ClassifierTrainer stopped = new ClassifierTrainer(options(sgd(), 30), data, List.of(), broken);
        assertThatThrownBy(() -> stopped.train("", CARD, new Interruption(25)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(broken.model()).doesNotExist();
        // As a disk that fills up in the middle of a line leaves it.
        Files.writeString(broken.path().resolve("validation.csv"), "10,0.6", StandardOpenOption.APPEND);
        new ClassifierTrainer(options(sgd(), 30), data, List.of(), broken).train("", CARD, Progress.NONE);

        assertThat(broken.model()).hasSameBinaryContentAs(whole.model());
        assertThat(Files.readAllLines(broken.path().resolve("validation.csv")).stream()
                        .map(line -> line.split(",")[0]))
                .containsExactly("iteration", "2", "5", "10", "20", "30");
    }

    @Test
    void aFullDiskIsSaidAndTheRunGoesOnWhenThereIsRoom() throws Exception {
        assumeTrue(Files.exists(FULL), "This system has no device that is always full");
        RunFolder whole = RunFolder.of(folder, 1);
        new ClassifierTrainer(options(sgd(), 12), data, List.of(), whole).train("", CARD, Progress.NONE);

        RunFolder full = RunFolder.of(folder, 2);
        ClassifierTrainer trainer = new ClassifierTrainer(options(sgd(), 12), data, List.of(), full);
        Files.createDirectories(full.path());
        Files.createSymbolicLink(full.path().resolve("checkpoint.part"), FULL);
        assertThatThrownBy(() -> trainer.train("", CARD, Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("checkpoint: cannot be written (No space left on device)");
        assertThat(full.path()).isDirectoryNotContaining("glob:**checkpoint*");
        new ClassifierTrainer(options(sgd(), 12), data, List.of(), full).train("", CARD, Progress.NONE);

        assertThat(full.model()).hasSameBinaryContentAs(whole.model());
    }

    @Test
    void keepsAllButTheLastLayerOfPretrainedWeights() throws Exception {
        RunFolder first = RunFolder.of(folder, 1);
        new ClassifierTrainer(options(sgd(), 1), data, List.of(), first).train("", CARD, Progress.NONE);
        Solver almostStill = new Solver.Sgd(1e-12, 0, 0, 1, 1);

        RunFolder second = RunFolder.of(folder, 2);
        ClassifierOptions otherSeed = ClassifierOptions.builder()
                .network("squeezenet_tiny")
                .solver(almostStill)
                .iterations(1)
                .batch(2)
                .crop(CROP)
                .threads(1)
                .seed(99)
                .build();
        new ClassifierTrainer(otherSeed, data, List.of(first.model()), second).train("", CARD, Progress.NONE);

        List<PretrainedLayer> before = OnnxLayers.of(first.model());
        List<PretrainedLayer> after = OnnxLayers.of(second.model());
        int last = before.size() - 1;
        for (int i = 0; i < last; i++) {
            assertThat(after.get(i).kernel())
                    .as(after.get(i).name())
                    .isEqualTo(before.get(i).kernel());
        }
        assertThat(after.get(last).kernel()).isNotEqualTo(before.get(last).kernel());
    }

    @Test
    void showsEveryChipOnceBeforeAnyComesAgain() throws IOException {
        ChipFolder shades = ShadesChips.flat(folder.resolve("shades"), 12);
        ClassifierObjective objective = new ClassifierObjective(options(sgd(), 30), shades, 1);
        List<Float> seen = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            Batch batch = objective.batch(number);
            for (int i = 0; i < batch.count(); i++) {
                seen.add(batch.images()[i * CROP * CROP * 3]);
            }
        }

        assertThat(seen.subList(0, 24)).doesNotHaveDuplicates();
        assertThat(seen.subList(24, 48)).doesNotHaveDuplicates().isNotEqualTo(seen.subList(0, 24));
    }

    @Test
    void refusesChipsSmallerThanTheCropsByName() {
        ClassifierTrainer trainer = new ClassifierTrainer(
                ClassifierOptions.builder()
                        .network("squeezenet_tiny")
                        .iterations(2)
                        .crop(64)
                        .build(),
                data,
                List.of(),
                RunFolder.of(folder, 1));

        assertThatThrownBy(() -> trainer.train("", CARD, Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("chip-")
                .hasMessageContaining("40 x 40")
                .hasMessageContaining("64");
    }

    @Test
    void refusesToTrainWithoutChipsToValidateWith() throws IOException {
        for (ChipFile chip : data.chips(Split.VALIDATION)) {
            Files.delete(chip.file());
        }
        ChipFolder emptied = ChipFolder.open(data.folder());

        assertThatThrownBy(() -> new ClassifierTrainer(options(sgd(), 1), emptied, List.of(), RunFolder.of(folder, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("validate");
    }

    @Test
    void refusesCropsThatANetworkCannotTake() {
        assertThatThrownBy(() ->
                        ClassifierOptions.builder().network("alexnet").crop(200).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("227");
    }

    private static Solver sgd() {
        return new Solver.Sgd(0.001, 0.9, 0.0002, 0.5, 10);
    }

    private static Solver adam() {
        return new Solver.AdamW(0.003, 5, 0.01);
    }

    private static ClassifierOptions options(Solver solver, int iterations) {
        return ClassifierOptions.builder()
                .network("squeezenet_tiny")
                .solver(solver)
                .iterations(iterations)
                .batch(8)
                .crop(CROP)
                .validateEvery(20)
                .threads(1)
                .build();
    }
}
