package io.cloudless.train;

import io.cloudless.dataset.ChipFolder;
import io.cloudless.dataset.ChipFolder.ChipFile;
import io.cloudless.dataset.Split;
import io.cloudless.evaluate.ClassifiedChip;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** To tell what a picture shows as a whole: chips of a folder, all of them once before any comes again. */
final class ClassifierObjective implements Objective<ClassifierValidation> {
    private static final double LARGEST_GRADIENT = 35;
    private static final int LOG_EVERY = 10;
    private static final int MEAN = 1;
    private static final int NONE_IGNORED = -100;

    private final ClassifierOptions options;
    private final ChipFolder data;
    private final Graph graph;
    private final double lastLayerRate;
    private final ChipPictures train;
    private final ChipPictures validation;

    /** @param lastLayerRate multiplies the learning rate of the last layer */
    ClassifierObjective(ClassifierOptions options, ChipFolder data, double lastLayerRate) {
        this.options = options;
        this.data = data;
        this.lastLayerRate = lastLayerRate;
        this.graph =
                Classifiers.named(options.network()).graphToTrain(data.classes().size());
        this.train = new ChipPictures(data.chips(Split.TRAIN), options.crop());
        this.validation = new ChipPictures(data.chips(Split.VALIDATION), options.crop());
    }

    @Override
    public LoopOptions options() {
        return new LoopOptions(
                options.iterations(),
                options.solver(),
                0,
                LARGEST_GRADIENT,
                LOG_EVERY,
                new LoopOptions.Checkpoints(options.validateEvery(), true),
                // What is dropped comes from one generator for all threads: parts would take turns as chance has it.
                1,
                options.threads(),
                options.halfPrecision(),
                options.seed());
    }

    @Override
    public Graph graph() {
        return graph;
    }

    @Override
    public List<WeightUpdates.Group> groups(Weights weights) {
        Predicate<String> last = name -> name.startsWith(graph.lastLayer() + ".");
        return List.of(
                new WeightUpdates.Group(weights.kernels(last.negate()), 1, true),
                new WeightUpdates.Group(weights.gains(last.negate()), 1, false),
                new WeightUpdates.Group(weights.kernels(last), lastLayerRate, true),
                new WeightUpdates.Group(weights.gains(last), lastLayerRate, false));
    }

    @Override
    public Batch batch(int number) {
        int chips = data.chips(Split.TRAIN).size();
        long first = (long) number * options.batch();
        int[] order = new int[options.batch()];
        int[] round = {};
        long rounds = -1;
        for (int i = 0; i < order.length; i++) {
            long current = (first + i) / chips;
            if (current != rounds) {
                rounds = current;
                round = shuffled(chips, new SplittableRandom(options.seed() ^ (0x9E3779B97F4A7C15L * (current + 1))));
            }
            order[i] = round[(int) ((first + i) % chips)];
        }
        return train.crops(order, options.seed() + 1_000_003L * first);
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    @Override
    public Tensor loss(Tensor scores, Batch batch) {
        return torch.cross_entropy_loss(scores, truth(scores, batch), new TensorOptional(), MEAN, NONE_IGNORED, 0);
    }

    @Override
    public double accuracy(Tensor scores, Batch batch) {
        Tensor right = scores.argmax(new LongOptional(1), false).eq(truth(scores, batch));
        return right.sum().item_double() / batch.count();
    }

    private static Tensor truth(Tensor scores, Batch batch) {
        return batch.truthTensor().to(scores.device(), ScalarType.Long);
    }

    @Override
    public ClassifierValidation validate(TorchNetwork network, Weights weights) {
        List<ChipFile> chips = data.chips(Split.VALIDATION);
        List<ClassifiedChip> classified = new ArrayList<>();
        try (NoGradGuard guard = new NoGradGuard()) {
            for (int first = 0; first < chips.size(); first += options.batch()) {
                int end = Math.min(chips.size(), first + options.batch());
                Batch batch = validation.whole(IntStream.range(first, end).toArray());
                float[] probabilities = probabilities(batch, network, weights);
                for (int i = 0; i < batch.count(); i++) {
                    ChipFile chip = chips.get(first + i);
                    classified.add(new ClassifiedChip(chip.file(), chip.code(), row(probabilities, i)));
                }
            }
        }
        return new ClassifierValidation(data.classes(), classified);
    }

    private List<Double> row(float[] probabilities, int picture) {
        int classes = data.classes().size();
        return IntStream.range(0, classes)
                .mapToObj(code -> (double) probabilities[picture * classes + code])
                .toList();
    }

    private static float[] probabilities(Batch batch, TorchNetwork network, Weights weights) {
        try (PointerScope scope = new PointerScope()) {
            Tensor scores = network.forward(weights, batch.tensor(), false);
            Tensor probabilities = torch.softmax(scores, 1).cpu().contiguous();
            float[] values = new float[(int) probabilities.numel()];
            new FloatPointer(probabilities.data_ptr_float()).get(values);
            return values;
        }
    }

    @Override
    public List<String> columns() {
        return ClassifierValidation.COLUMNS;
    }
}
