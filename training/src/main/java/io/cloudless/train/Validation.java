package io.cloudless.train;

import io.cloudless.dataset.Chip;
import io.cloudless.dataset.PreparedDataset;
import io.cloudless.dataset.Split;
import io.cloudless.evaluate.CloudScores;
import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.ProbabilityCounts;
import io.cloudless.model.MaskClass;
import io.cloudless.raster.Pixels;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * How well a network does on the validation chips, each taken as a whole.
 *
 * @param matrix truth against answer, most probable class
 * @param probabilities truth against the probability of cloud
 * @param loss mean of the chips' losses
 * @param otherSensors the figures on the same chips as other sensors might show them, each always the same way
 */
public record Validation(ConfusionMatrix matrix, ProbabilityCounts probabilities, double loss, CloudScores otherSensors)
        implements Outcome {
    static final List<String> COLUMNS = List.of("iou", "boa", "other_sensors_iou", "other_sensors_boa");

    static Validation run(TorchNetwork network, Weights weights, List<WeightedData> data, TrainingOptions options) {
        Pass asTheyAre = new Pass(network, weights, options, false);
        Pass asOthers = new Pass(network, weights, options, true);
        double loss = asTheyAre.over(data);
        asOthers.over(data);
        return new Validation(asTheyAre.matrix, asTheyAre.probabilities, loss, CloudScores.of(asOthers.matrix));
    }

    private CloudScores scores() {
        return CloudScores.of(matrix);
    }

    /** In words, for a card and for whoever trained; empty where there was nothing to validate with. */
    public String figuresText() {
        if (matrix.total() == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "own validation chips: cloud IoU %.3f, balanced overall accuracy %.3f, accuracy %.3f",
                scores().iou(),
                scores().boa(),
                scores().accuracy());
    }

    @Override
    public double accuracy() {
        return scores().accuracy();
    }

    /** The best on one sensor's pictures alone would be a specialist: other looks count as much. */
    @Override
    public double score() {
        return (scores().iou() + scores().boa() + otherSensors.iou() + otherSensors.boa()) / 4;
    }

    @Override
    public double[] figures() {
        return new double[] {scores().iou(), scores().boa(), otherSensors.iou(), otherSensors.boa()};
    }

    /** Once through all validation chips. */
    private static final class Pass {
        private final ConfusionMatrix matrix = new ConfusionMatrix(ConfusionMatrix.MASK_CLASSES);
        private final ProbabilityCounts probabilities = new ProbabilityCounts();
        private final TorchNetwork network;
        private final Weights weights;
        private final TrainingOptions options;
        private final boolean asOtherSensors;

        private Pass(TorchNetwork network, Weights weights, TrainingOptions options, boolean asOtherSensors) {
            this.network = network;
            this.weights = weights;
            this.options = options;
            this.asOtherSensors = asOtherSensors;
        }

        /** The mean loss. */
        private double over(List<WeightedData> data) {
            double loss = 0;
            int chips = 0;
            try (NoGradGuard guard = new NoGradGuard()) {
                for (WeightedData weighted : data) {
                    PreparedDataset dataset = weighted.dataset();
                    Set<Integer> told = dataset.told();
                    for (int index : dataset.chips(Split.VALIDATION)) {
                        Chip chip = dataset.chip(index);
                        loss += NativeWork.result(() -> add(chip, index, told));
                        chips++;
                    }
                }
            }
            return loss / Math.max(1, chips);
        }

        private double add(Chip chip, int index, Set<Integer> told) {
            int width = chip.pixels().width();
            int height = chip.pixels().height();
            int paddedWidth = padded(width);
            int paddedHeight = padded(height);
            int bands = chip.pixels().bands().length;
            float[] pixels = interleaved(chip.pixels().mirroredTo(paddedWidth, paddedHeight));
            if (asOtherSensors) {
                new Rendition(paddedWidth, paddedHeight, bands, new SplittableRandom(index)).applyOther(pixels);
            }
            try (PointerScope scope = new PointerScope()) {
                Tensor image = torch.from_blob(new FloatPointer(pixels), 1, paddedHeight, paddedWidth, bands)
                        .permute(0, 3, 1, 2)
                        .contiguous(MemoryFormat.ChannelsLast);
                Tensor scores = network.forward(weights, image, false)
                        .narrow(2, 0, height)
                        .narrow(3, 0, width);
                byte[] sets = ClassSets.of(chip.mask(), width, height, 1, told);
                long[] truth = new long[sets.length];
                for (int i = 0; i < truth.length; i++) {
                    truth[i] = ClassSets.fold(sets[i], options.classes());
                }
                count(chip.mask(), scores);
                return SegmentationLoss.of(scores, Tensor.create(truth, 1, height, width))
                        .item_float();
            }
        }

        /** As detection does: cloud where its kinds together are likelier than not, then the likeliest kind. */
        private void count(byte[] mask, Tensor scores) {
            int classes = options.classes();
            float[] probability = new float[classes * mask.length];
            new FloatPointer(torch.softmax(scores, 1).cpu().contiguous().data_ptr_float()).get(probability);
            for (int i = 0; i < mask.length; i++) {
                float cloud = 0;
                int kind = MaskClass.CLOUD;
                for (int c = MaskClass.CLOUD; c <= Math.min(MaskClass.THIN_CLOUD, classes - 1); c++) {
                    cloud += probability[c * mask.length + i];
                    kind = probability[c * mask.length + i] > probability[kind * mask.length + i] ? c : kind;
                }
                boolean isShadow =
                        classes > MaskClass.SHADOW && probability[MaskClass.SHADOW * mask.length + i] > probability[i];
                int truth = Byte.toUnsignedInt(mask[i]);
                matrix.add(truth, cloud >= 0.5 ? kind : isShadow ? MaskClass.SHADOW : MaskClass.CLEAR);
                probabilities.add(truth, Math.round(100 * Math.min(1, cloud)));
            }
        }
    }

    private static int padded(int size) {
        return (size + Networks.MULTIPLE - 1) / Networks.MULTIPLE * Networks.MULTIPLE;
    }

    private static float[] interleaved(Pixels pixels) {
        int bands = pixels.bands().length;
        float[] result = new float[pixels.width() * pixels.height() * bands];
        for (int band = 0; band < bands; band++) {
            float[] samples = pixels.bands()[band];
            for (int i = 0; i < samples.length; i++) {
                result[i * bands + band] = samples[i];
            }
        }
        return result;
    }
}
