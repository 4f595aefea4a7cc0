package io.cloudless.train;

import io.cloudless.dataset.Chip;
import io.cloudless.dataset.PreparedDataset;
import io.cloudless.dataset.Split;
import io.cloudless.files.InputException;
import io.cloudless.simulate.CloudLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** To tell the class of every pixel: crops of prepared datasets at random places, sizes and renditions. */
final class SegmentationObjective implements Objective<Validation> {
    private static final double LARGEST_GRADIENT = 5;
    private static final int LOG_EVERY = 20;
    private static final int PARTS = 2;

    /** Share of the crops that lie on the edge of a scene. */
    private static final double FRAMED = 0.08;

    private final TrainingOptions options;
    private final List<WeightedData> data;
    private final Graph graph;
    private final List<int[]> chips = new ArrayList<>();
    private final @Nullable CloudCaster caster;
    private final Map<PreparedDataset, List<Taught>> taught = new HashMap<>();

    SegmentationObjective(TrainingOptions options, List<WeightedData> data) {
        this.options = options;
        this.data = data;
        this.graph = Networks.named(options.network()).graph(bands(), options.classes());
        data.forEach(weighted -> chips.add(weighted.dataset().chips(Split.TRAIN)));
        this.caster = options.casts() > 0 ? new CloudCaster(options.crop(), bands(), options.seed()) : null;
    }

    /** What a teacher says of a dataset, and its share of the loss. */
    private record Taught(TeacherAnswers answers, double share) {}

    /** From now on batches hold what a teacher says of a dataset, too. */
    void learnFrom(TeacherAnswers answers, double share) {
        taught.computeIfAbsent(answers.dataset(), dataset -> new ArrayList<>()).add(new Taught(answers, share));
    }

    /** @throws InputException if there is a dataset that neither masks nor teachers say anything about */
    void checkKnown() {
        for (WeightedData weighted : data) {
            PreparedDataset dataset = weighted.dataset();
            if (weighted.weight() > 0 && dataset.told().isEmpty() && !taught.containsKey(dataset)) {
                throw new InputException(
                        dataset.folder(),
                        "was prepared without masks, or with masks that tell nothing",
                        "Name a --teacher, or prepare it with --masks");
            }
        }
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
        float[] lessons = new float[taught.isEmpty() ? 0 : count * Lesson.sets() * size * size];
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(options.seed() + 1_000_003L * ((long) number * count + i));
            Sample sample = sample(size, random);
            System.arraycopy(sample.image(), 0, images, i * sample.image().length, sample.image().length);
            for (int pixel = 0; pixel < sample.sets().length; pixel++) {
                truth[i * sample.sets().length + pixel] = ClassSets.fold(sample.sets()[pixel], options.classes());
            }
            if (!taught.isEmpty()) {
                float[] planes = sample.lesson().planes();
                System.arraycopy(planes, 0, lessons, i * planes.length, planes.length);
            }
        }
        return new Batch(count, size, bands, images, truth, lessons);
    }

    /** A crop as the network sees it. */
    private Sample sample(int size, SplittableRandom random) {
        Sample sample = draw(size, random);
        if (caster != null && sample.tellsOnlyCloud() && random.nextDouble() < options.casts()) {
            float[] before = sample.image().clone();
            cast(caster, sample, random);
            sample.forgetWhereChanged(before);
        }
        new Rendition(size, size, bands(), random).apply(sample.image());
        if (random.nextDouble() < FRAMED) {
            NoDataFrame.apply(sample, size, random);
        }
        return sample;
    }

    private void cast(CloudCaster clouds, Sample sample, SplittableRandom random) {
        int size = options.crop();
        if (random.nextBoolean()) {
            Sample other = draw(size, random);
            CloudLayer real =
                    other.tellsOnlyCloud() ? LiftedClouds.of(other.image(), other.sets(), size, random) : null;
            if (real != null) {
                clouds.castLifted(sample.image(), sample.sets(), real);
                return;
            }
        }
        clouds.castInvented(sample.image(), sample.sets(), random);
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
        int index = candidates[random.nextInt(candidates.length)];
        Chip chip = dataset.chip(index);
        Crop crop = Crop.random(chip, size, random);
        Lesson lesson = new Lesson(size * size);
        for (Taught teacher : taught.getOrDefault(dataset, List.of())) {
            teacher.answers().addTo(lesson, index, crop.nearest(chip), teacher.share());
        }
        byte[] sets = ClassSets.of(crop.mask(chip), size, size, crop.scale(), dataset.told());
        return new Sample(crop.image(chip), sets, dataset.told(), lesson);
    }

    @Override
    public Tensor loss(Tensor scores, Batch batch) {
        return batch.isTaught()
                ? SegmentationLoss.of(scores, batch.truthTensor(), batch.taughtTensor())
                : SegmentationLoss.of(scores, batch.truthTensor());
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
