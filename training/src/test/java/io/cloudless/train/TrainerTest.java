package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.dataset.PreparedDataset;
import io.cloudless.evaluate.CloudScores;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.PixelSize;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final CardTemplate CARD =
            new CardTemplate("squares", "1", new PixelSize(15, 30, 60), "white squares", "Apache-2.0", "");

    @TempDir
    Path folder;

    private List<WeightedData> data;

    @BeforeEach
    void makeData() throws IOException {
        PreparedDataset dataset = SquaresDataset.write(folder, 12);
        data = List.of(new WeightedData(dataset, 1));
    }

    @Test
    void learnsToFindSquaresAndWritesTheModelWithItsFolder() throws Exception {
        RunFolder run = RunFolder.of(folder, 1);

        Validation validation = new Trainer(options("unet_tiny", 120), data, run).train("squares", CARD, Progress.NONE);

        assertThat(CloudScores.of(validation.matrix()).iou()).isGreaterThan(0.8);
        assertThat(run.path())
                .isDirectoryContaining("glob:**/train.csv")
                .isDirectoryContaining("glob:**/validation.csv")
                .isDirectoryContaining("glob:**/config.json")
                .isDirectoryContaining("glob:**/note.txt")
                .isDirectoryContaining("glob:**/statistics.txt")
                .isDirectoryContaining("glob:**/statistics.json")
                .isDirectoryContaining("glob:**/loss.png")
                .isDirectoryContaining("glob:**/accuracy.png");
        try (Model model = Model.open(run.model())) {
            assertThat(model.card().name()).isEqualTo("squares");
            assertThat(model.card().provenance().trainingData()).isEqualTo("white squares");
        }
    }

    @Test
    void withoutImagesToValidateWithTheLastWeightsAreTheModel() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        List<WeightedData> allToTrain = List.of(new WeightedData(SquaresDataset.write(elsewhere, 12, 0), 1));
        RunFolder blind = RunFolder.of(elsewhere, 1);
        Validation none = new Trainer(options("unet_tiny", 120), allToTrain, blind).train("", CARD, Progress.NONE);
        assertThat(none.figuresText()).isEmpty();

        Trainer measuring = new Trainer(some("unet_tiny", 1).learningRate(1e-9).build(), data, RunFolder.of(folder, 1));
        measuring.beginFrom(blind);
        Validation validation = measuring.train("", CARD, Progress.NONE);

        assertThat(CloudScores.of(validation.matrix()).iou()).isGreaterThan(0.8);
        assertThat(validation.figuresText()).contains("cloud IoU 0.");
    }

    @Test
    void goesOnAfterAnInterruptionAsIfThereHadBeenNone() throws Exception {
        RunFolder whole = RunFolder.of(folder, 1);
        new Trainer(options("unet_tiny", 30), data, whole).train("", CARD, Progress.NONE);

        RunFolder broken = RunFolder.of(folder, 2);
        assertThatThrownBy(
                        () -> new Trainer(options("unet_tiny", 30), data, broken).train("", CARD, new Interruption(25)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(broken.model()).doesNotExist();
        assertThat(Files.readAllLines(broken.path().resolve("train.csv"))).hasSize(2);
        new Trainer(options("unet_tiny", 30), data, broken).train("", CARD, Progress.NONE);

        assertThat(broken.model()).hasSameBinaryContentAs(whole.model());
        assertThat(validations(broken)).isEqualTo(validations(whole));
    }

    @Test
    void refusesTheCheckpointOfAnotherNetwork() throws Exception {
        RunFolder run = RunFolder.of(folder, 1);
        new Trainer(options("unet_tiny", 10), data, run).train("", CARD, Progress.NONE);

        Trainer other = new Trainer(options("unet_small", 20), data, run);
        assertThatThrownBy(() -> other.train("", CARD, Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("checkpoint");
    }

    @Test
    void aRunOfOtherClassesIsBegunFromWithANewLastLayer() throws Exception {
        RunFolder two = RunFolder.of(folder, 1);
        new Trainer(options("unet_tiny", 10), data, two).train("", CARD, Progress.NONE);
        RunFolder four = RunFolder.of(folder, 2);
        TrainingOptions options = TrainingOptions.builder()
                .network("unet_tiny")
                .classes(4)
                .casts(0.5)
                .iterations(10)
                .batch(2)
                .crop(64)
                .validateEvery(10)
                .threads(1)
                .build();

        Trainer trainer = new Trainer(options, data, four);
        trainer.beginFrom(two);
        trainer.train("", CARD, Progress.NONE);

        try (Model model = Model.open(four.model())) {
            assertThat(model.card().output().classes()).hasSize(4);
        }
    }

    @Test
    void namesTheNetworksThereAreWhereOneIsNot() {
        assertThatThrownBy(() -> TrainingOptions.builder().network("vnet").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vnet")
                .hasMessageContaining("unet_small");
    }

    @Test
    void theMeanOfARunAndItselfIsThatRun() throws Exception {
        RunFolder run = RunFolder.of(folder, 1);
        new Trainer(options("unet_tiny", 10), data, run).train("", CARD, Progress.NONE);
        byte[] alone = Files.readAllBytes(run.model());

        Trainer again = new Trainer(options("unet_tiny", 10), data, run);
        again.averageWith(run);
        again.train("", CARD, Progress.NONE);

        assertThat(run.model()).hasBinaryContent(alone);
    }

    @Test
    void refusesToAverageWithARunThatIsMissingBeforeItTrains() {
        Trainer trainer = new Trainer(options("unet_tiny", 10), data, RunFolder.of(folder, 1));

        assertThatThrownBy(() -> trainer.averageWith(RunFolder.of(folder, 9)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0009");
    }

    @Test
    void theNumberOfThreadsDoesNotChangeWhatIsLearnt() throws Exception {
        RunFolder one = RunFolder.of(folder, 1);
        new Trainer(options("unet_tiny", 20), data, one).train("", CARD, Progress.NONE);
        RunFolder two = RunFolder.of(folder, 2);
        new Trainer(some("unet_tiny", 20).threads(2).build(), data, two).train("", CARD, Progress.NONE);

        assertThat(validations(two)).isEqualTo(validations(one));
        assertThat(two.model()).hasSameBinaryContentAs(one.model());
    }

    @Test
    void aRunIsBegunFromAModelFileAsGoodAsThatIs() throws Exception {
        RunFolder first = RunFolder.of(folder, 1);
        Validation before = new Trainer(options("unet_tiny", 120), data, first).train("", CARD, Progress.NONE);

        RunFolder second = RunFolder.of(folder, 2);
        Trainer trainer = new Trainer(some("unet_tiny", 2).learningRate(1e-9).build(), data, second);
        try (Model model = Model.open(first.model())) {
            trainer.beginFrom(model);
        }
        Validation after = trainer.train("", CARD, Progress.NONE);

        double iou = CloudScores.of(before.matrix()).iou();
        assertThat(CloudScores.of(after.matrix()).iou()).isGreaterThan(0.8).isCloseTo(iou, within(0.05));
    }

    @Test
    void aModelOfOtherClassesLeavesTheLastLayerNewAndIsNotAveragedWith() throws Exception {
        RunFolder two = RunFolder.of(folder, 1);
        new Trainer(options("unet_tiny", 10), data, two).train("", CARD, Progress.NONE);
        Trainer four = new Trainer(some("unet_tiny", 10).classes(4).build(), data, RunFolder.of(folder, 2));

        try (Model model = Model.open(two.model())) {
            four.beginFrom(model);
            assertThatThrownBy(() -> four.averageWith(model))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("scores");
        }
        four.train("", CARD, Progress.NONE);
    }

    @Test
    void aRunBegunFromSeveralBeginsWithTheirMean() throws Exception {
        RunFolder first = RunFolder.of(folder, 1);
        new Trainer(options("unet_tiny", 120), data, first).train("", CARD, Progress.NONE);
        RunFolder second = RunFolder.of(folder, 2);
        Trainer next = new Trainer(some("unet_tiny", 40).seed(4).build(), data, second);
        next.beginFrom(first);
        next.train("", CARD, Progress.NONE);

        RunFolder third = RunFolder.of(folder, 3);
        Trainer mean = new Trainer(some("unet_tiny", 1).learningRate(1e-9).build(), data, third);
        mean.beginFrom(first);
        try (Model model = Model.open(second.model())) {
            mean.beginFrom(model);
        }
        Validation validation = mean.train("", CARD, Progress.NONE);

        assertThat(CloudScores.of(validation.matrix()).iou()).isGreaterThan(0.75);
    }

    @Test
    void aTeacherTeachesWhatTheTruthDoesNotTell() throws Exception {
        RunFolder known = RunFolder.of(folder, 1);
        new Trainer(options("unet_tiny", 120), data, known).train("", CARD, Progress.NONE);
        RunFolder taught = RunFolder.of(folder, 2);
        List<WeightedData> silent = withoutTruthToTrainOn();
        Trainer pupil = new Trainer(some("unet_tiny", 120).seed(5).build(), silent, taught);

        try (Model teacher = Model.open(known.model())) {
            pupil.learnFrom(TeacherAnswers.of(silent.get(0).dataset(), teacher, 1, Progress.NONE), 1);
        }
        Validation validation = pupil.train("", CARD, Progress.NONE);

        assertThat(CloudScores.of(validation.matrix()).iou()).isGreaterThan(0.8);
    }

    /** The same pictures, of which nobody has said where the squares are, beside those to validate with. */
    private List<WeightedData> withoutTruthToTrainOn() throws IOException {
        PreparedDataset silent = SquaresDataset.writeUnknown(folder.resolve("silent"), 12);
        return List.of(new WeightedData(silent, 1), new WeightedData(data.get(0).dataset(), 0));
    }

    @Test
    void imagesOfWhichNobodySaysAnythingAreRefused() throws Exception {
        Trainer trainer = new Trainer(options("unet_tiny", 10), withoutTruthToTrainOn(), RunFolder.of(folder, 1));

        assertThatThrownBy(() -> trainer.train("", CARD, Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("silent")
                .hasMessageContaining("--teacher");
    }

    @Test
    void aTeacherOfTwoClassesTeachesANetworkOfFour() throws Exception {
        RunFolder two = RunFolder.of(folder, 1);
        new Trainer(options("unet_tiny", 120), data, two).train("", CARD, Progress.NONE);
        List<WeightedData> silent = withoutTruthToTrainOn();
        Trainer four = new Trainer(some("unet_tiny", 120).classes(4).build(), silent, RunFolder.of(folder, 2));

        try (Model teacher = Model.open(two.model())) {
            four.learnFrom(TeacherAnswers.of(silent.get(0).dataset(), teacher, 1, Progress.NONE), 1);
        }
        Validation validation = four.train("", CARD, Progress.NONE);

        assertThat(CloudScores.of(validation.matrix()).iou()).isGreaterThan(0.8);
    }

    @Test
    void refusesToBeginFromAModelOfAnotherNetwork() throws Exception {
        RunFolder tiny = RunFolder.of(folder, 1);
        new Trainer(options("unet_tiny", 10), data, tiny).train("", CARD, Progress.NONE);
        Trainer small = new Trainer(options("unet_small", 10), data, RunFolder.of(folder, 2));

        try (Model model = Model.open(tiny.model())) {
            assertThatThrownBy(() -> small.beginFrom(model))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("model.onnx")
                    .hasMessageContaining("stem");
        }
    }

    /** Without the seconds, which differ. */
    private static List<String> validations(RunFolder run) throws IOException {
        return Files.readAllLines(run.path().resolve("validation.csv")).stream()
                .map(line -> line.replaceFirst("^((?:[^,]*,){4})[^,]*", "$1"))
                .toList();
    }

    private static TrainingOptions options(String network, int iterations) {
        return some(network, iterations).build();
    }

    private static TrainingOptions.Builder some(String network, int iterations) {
        return TrainingOptions.builder()
                .network(network)
                .iterations(iterations)
                .batch(4)
                .crop(64)
                .learningRate(0.01)
                .warmUp(10)
                .averaging(0.9)
                .validateEvery(10)
                .threads(1)
                .seed(3);
    }
}
