package io.cloudless.train;

import io.cloudless.dataset.Chip;
import io.cloudless.dataset.PreparedDataset;
import io.cloudless.dataset.Split;
import io.cloudless.simulate.CloudLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** To tell the class of every pixel: crops of prepared datasets at random places, sizes and renditions. */
final class SegmentationObjective implements Objective<Validation> {
    private static final double LARGEST_GRADIENT = 5;
    private static final int LOG_EVERY = 20;
    private static final int PARTS = 2;

    private final TrainingOptions options;
    private final List<WeightedData> data;
    private final Graph graph;
    private final List<int[]> chips = new ArrayList<>();
    private final @Nullable CloudCaster caster;
    private @Nullable Teacher teacher;

    SegmentationObjective(TrainingOptions options, List<WeightedData> data) {
        this.options = options;
        this.data = data;
        this.graph = Networks.named(options.network()).graph(bands(), options.classes());
        data.forEach(weighted -> chips.add(weighted.dataset().chips(Split.TRAIN)));
        this.caster = options.casts() > 0 ? new CloudCaster(options.crop(), bands(), options.seed()) : null;
    }

    /** From now on batches hold what a teacher says, too. */
    void learnFrom(Teacher newTeacher) {
        this.teacher = newTeacher;
    }

    @Override
    public LoopOptions options() {
        return new LoopOptions(
                options.iterations(),
                options.solver(),
                options.averaging(),
                LARGEST_GRADIENT,
                LOG_EVERY,
                new LoopOptions.Checkpoints(options.validateEvery(), false),
                options.batch() % PARTS == 0 ? PARTS : 1,
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
        return List.of(
                new WeightUpdates.Group(weights.kernels(), 1, true),
                new WeightUpdates.Group(weights.gains(), 1, false));
    }

    int bands() {
        return data.get(0).dataset().bands();
    }

    @Override
    public Batch batch(int number) {
        int size = options.crop();
        int bands = bands();
        int count = options.batch();
        float[] images = new float[count * size * size * bands];
        long[] truth = new long[count * size * size];
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(options.seed() + 1_000_003L * ((long) number * count + i));
            Sample sample = draw(size, random);
            float[] image = sample.image;
            if (caster != null && !sample.tellsKinds && random.nextDouble() < options.casts()) {
                cast(caster, sample, random);
            }
            new Rendition(size, size, bands, random).apply(image);
            System.arraycopy(image, 0, images, i * image.length, image.length);
            for (int pixel = 0; pixel < sample.sets.length; pixel++) {
                truth[i * sample.sets.length + pixel] = ClassSets.fold(sample.sets[pixel], options.classes());
            }
        }
        Batch batch = new Batch(count, size, bands, images, truth);
        return teacher == null ? batch : teacher.teach(batch);
    }

    /** A crop and its truth. */
    private record Sample(float[] image, byte[] sets, boolean tellsKinds) {}

    private void cast(CloudCaster clouds, Sample sample, SplittableRandom random) {
        int size = options.crop();
        if (random.nextBoolean()) {
            Sample other = draw(size, random);
            CloudLayer real = other.tellsKinds ? null : LiftedClouds.of(other.image, other.sets, size, random);
            if (real != null) {
                clouds.castLifted(sample.image, sample.sets, real);
                return;
            }
        }
        clouds.castInvented(sample.image, sample.sets, random);
    }

    private Sample draw(int size, SplittableRandom random) {
        double total = data.stream().mapToDouble(WeightedData::weight).sum();
        double at = random.nextDouble() * total;
        int source = 0;
        while (source + 1 < data.size() && at >= data.get(source).weight()) {
            at -= data.get(source).weight();
            source++;
        }
        PreparedDataset dataset = data.get(source).dataset();
        int[] candidates = chips.get(source);
        Chip chip = dataset.chip(candidates[random.nextInt(candidates.length)]);
        Crop crop = Crop.random(chip, size, random);
        boolean tellsKinds = dataset.tellsKinds();
        return new Sample(
                crop.image(chip), ClassSets.of(crop.mask(chip), size, size, crop.scale(), tellsKinds), tellsKinds);
    }

    @Override
    public Tensor loss(Tensor scores, Batch batch) {
        Tensor loss = SegmentationLoss.of(scores, batch.truthTensor());
        return teacher == null ? loss : teacher.loss(scores, batch, loss);
    }

    @Override
    public double accuracy(Tensor scores, Batch batch) {
        return SegmentationLoss.accuracy(scores, batch.truthTensor());
    }

    @Override
    public Validation validate(TorchNetwork network, Weights weights) {
        return Validation.run(network, weights, data, options);
    }

    @Override
    public List<String> columns() {
        return Validation.COLUMNS;
    }
}
