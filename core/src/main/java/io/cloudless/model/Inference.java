package io.cloudless.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.cloudless.files.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a network again and again on one thread: fill {@link #input}, call {@link #run()}, read its answer. Both buffers
 * are native memory that is used again while the shape stays the same.
 */
public final class Inference implements AutoCloseable {
    private final Network network;
    private final ModelCard card;
    private final int channels;

    private final @Nullable CloudScaling cloudScaling;
    private @Nullable Buffers buffers;

    Inference(Network network, ModelCard card) {
        this.network = network;
        this.card = card;
        this.channels = network.channels(card);
        this.cloudScaling = card.output().calibration().isNone() ? null : new CloudScaling(card.output());
    }

    /**
     * The buffer to fill before {@link #run()}: values 0..1 as {@code [count][band][height][width]}, bands as on the
     * card. What it held before is lost.
     *
     * @param height a multiple of {@link Model#sizeStep()}
     * @param width a multiple of {@link Model#sizeStep()}
     * @return from position 0, of exactly that size; valid until the next call with another shape
     */
    public FloatBuffer input(int count, int height, int width) {
        if (count < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("A batch of " + count + " pictures of " + width + " x " + height);
        }
        if (count > 1 && network.isSingleBatch()) {
            throw new IllegalArgumentException(network.file() + " takes one picture at a time, not " + count);
        }
        if (buffers == null || !buffers.isFor(count, height, width)) {
            close();
            buffers = new Buffers(count, height, width);
        }
        return buffers.input.clear();
    }

    /**
     * Runs the network on what {@link #input} holds.
     *
     * @return probabilities as {@code [count][class][height][width]}, or {@code [count][class]} of a classifier, from
     *     position 0; valid until the next run
     */
    public FloatBuffer run() {
        if (buffers == null) {
            throw new IllegalStateException("Nothing has been put in to run the network on");
        }
        Activations.standardize(buffers.input, card.input(), buffers.count);
        try {
            network.session()
                    .run(
                            Map.of(network.inputName(), buffers.inputTensor),
                            Map.of(network.outputName(), buffers.outputTensor))
                    .close();
        } catch (OrtException e) {
            throw new InputException(
                    network.file(),
                    "the network fails on " + buffers.width + " x " + buffers.height + " pixels ("
                            + Network.firstLine(e) + ")",
                    "Use a model whose output has the size of its input",
                    e);
        }
        FloatBuffer probabilities = Activations.apply(buffers.output, card.output(), channels, buffers.count);
        if (cloudScaling != null) {
            cloudScaling.apply(probabilities, buffers.count);
        }
        return probabilities;
    }

    @Override
    public void close() {
        if (buffers != null) {
            buffers.inputTensor.close();
            buffers.outputTensor.close();
            buffers = null;
        }
    }

    /** Input and output of one shape. */
    private final class Buffers {
        final int count;
        final int height;
        final int width;
        final FloatBuffer input;
        final FloatBuffer output;
        final OnnxTensor inputTensor;
        final OnnxTensor outputTensor;

        Buffers(int count, int height, int width) {
            this.count = count;
            this.height = height;
            this.width = width;
            long[] in = {count, card.bands().size(), height, width};
            long[] out = network.outputShape(card, count, height, width);
            this.input = allocate(in);
            this.output = allocate(out);
            try {
                this.inputTensor = OnnxTensor.createTensor(Network.environment(), input, in);
                this.outputTensor = OnnxTensor.createTensor(Network.environment(), output, out);
            } catch (OrtException e) {
                throw new IllegalStateException("Cannot hand a buffer to ONNX Runtime", e);
            }
        }

        boolean isFor(int otherCount, int otherHeight, int otherWidth) {
            return count == otherCount && height == otherHeight && width == otherWidth;
        }

        private FloatBuffer allocate(long[] shape) {
            long size = Float.BYTES;
            for (long edge : shape) {
                size *= edge;
            }
            if (size > Integer.MAX_VALUE) {
                throw new InputException(
                        network.file(),
                        "takes or answers " + size + " bytes at a time for " + width + " x " + height + " pixels",
                        "Use a model of smaller tiles or fewer classes");
            }
            return ByteBuffer.allocateDirect(Math.toIntExact(size))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
    }
}
