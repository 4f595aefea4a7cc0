package io.cloudless.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** An ONNX Runtime session of one input and the shapes it states. */
final class Network implements AutoCloseable {
    static final String REMEDY = "Use a model that Cloudless trained, or an ONNX file exported anew";

    private final Path file;
    private final OrtSession session;
    private final NodeInfo input;
    private final NodeInfo output;

    private Network(Path file, OrtSession session) throws OrtException {
        this.file = file;
        this.session = session;
        if (session.getNumInputs() != 1) {
            throw new InputException(
                    file,
                    "the network has " + session.getNumInputs() + " inputs",
                    "Cloudless runs networks of one input, a picture [batch][band][height][width]");
        }
        if (session.getNumOutputs() < 1) {
            throw new InputException(file, "the network has no output", REMEDY);
        }
        this.input = session.getInputInfo().values().iterator().next();
        this.output = session.getOutputInfo().values().iterator().next();
    }

    static Network open(Path file) {
        try (InputStream onnx = Files.newInputStream(file)) {
            OnnxParts.check(file, onnx);
        } catch (IOException e) {
            throw new InputException(file, "cannot be read (" + e.getMessage() + ")", REMEDY, e);
        }
        return create(file, (environment, options) -> environment.createSession(file.toString(), options));
    }

    /** @param onnx that came with Cloudless: it is not looked through */
    static Network load(Path file, byte[] onnx) {
        return create(file, (environment, options) -> environment.createSession(onnx, options));
    }

    private interface SessionSource {
        OrtSession create(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    private static Network create(Path file, SessionSource source) {
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Callers bring the threads; a session with one of its own computes on the caller's.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            // Else the ending .ort would choose a format that is not looked through.
            options.addConfigEntry("session.load_model_format", "ONNX");
            OrtSession session = source.create(environment, options);
            try {
                return new Network(file, session);
            } catch (InputException | OrtException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new InputException(file, "is damaged or no ONNX model (" + firstLine(e) + ")", REMEDY, e);
        }
    }

    /** Loads the native library when first asked for. */
    static OrtEnvironment environment() {
        return Environment.INSTANCE;
    }

    private static final class Environment {
        /** Address space is all that a large stack costs. */
        private static final long STACK_BYTES = 1L << 29;

        static final OrtEnvironment INSTANCE = Network.startEnvironment(STACK_BYTES);
    }

    /**
     * ONNX Runtime 1.29 runs a recursive regular expression over the command line of its process as it starts: a class
     * path of some thousand characters overflows a stack of usual size and kills the JVM. So it starts on a stack of its
     * own.
     */
    private static OrtEnvironment startEnvironment(long stackBytes) {
        // Silent: what ONNX Runtime would print of a broken model, the exception says too.
        FutureTask<OrtEnvironment> start = new FutureTask<>(() -> {
            NativeLibraries.provide();
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "cloudless");
            // Official builds report to Microsoft over HTTPS. The launcher turns that off altogether, by the
            // environment.
            environment.setTelemetry(false);
            return environment;
        });
        new Thread(null, start, "onnxruntime-start", stackBytes).start();
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("ONNX Runtime does not start on this machine", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while ONNX Runtime was starting", e);
        }
    }

    static String firstLine(OrtException e) {
        String text = String.valueOf(e.getMessage());
        return text.replaceFirst("^Error code - \\w+ - message: ", "")
                .replaceFirst("/onnxruntime_src/\\S+:\\d+ .*\\) ", "") // the place in ONNX Runtime's own source
                .lines()
                .findFirst()
                .orElse("");
    }

    /** Holds the network's shapes against the card. */
    void check(ModelCard card) {
        long[] in = shape(input, "input");
        boolean isPicture = in.length == 4 && (in[0] == -1 || in[0] == 1);
        if (!isPicture || (in[1] != -1 && in[1] != card.bands().size())) {
            throw contradiction(
                    "its input is " + Arrays.toString(in),
                    "[1 or any][" + card.bands().size() + " bands][height][width] as its card says");
        }
        int tile = card.input().tileSize();
        if (isFixedSize() && (in[2] != tile || in[3] != tile)) {
            throw contradiction("its input is " + in[3] + " x " + in[2] + " pixels", "tiles of " + tile);
        }
        long[] out = shape(output, "output");
        boolean isMap = card.task() == ModelCard.Task.SEGMENTATION;
        boolean hasShape = isMap ? out.length == 4 : isFlat(out);
        if (!hasShape || (out[1] != -1 && out[1] != channels(card))) {
            throw contradiction(
                    "its output is " + Arrays.toString(out),
                    "[batch][" + channels(card) + " classes]" + (isMap ? "[height][width]" : ""));
        }
    }

    /** Whether there is one value for each class: [batch][classes], or as older exports have it [batch][classes][1][1]. */
    private static boolean isFlat(long[] shape) {
        return shape.length >= 2 && Arrays.stream(shape).skip(2).allMatch(edge -> edge == 1 || edge == -1);
    }

    /** What the network answers to a batch of so many pictures of this size. */
    long[] outputShape(ModelCard card, int count, int height, int width) {
        if (card.task() == ModelCard.Task.SEGMENTATION) {
            return new long[] {count, channels(card), height, width};
        }
        long[] flat = new long[shape(output, "output").length];
        Arrays.fill(flat, 1);
        flat[0] = count;
        flat[1] = channels(card);
        return flat;
    }

    /** How many classes the network says it tells apart; -1 where it does not say. */
    long statedChannels() {
        long[] out = shape(output, "output");
        return out.length > 1 ? out[1] : -1;
    }

    /** Output channels: one for each class, or a single one for the second of two. */
    int channels(ModelCard card) {
        long[] out = shape(output, "output");
        boolean single = card.output().activation() == ModelOutput.Activation.SIGMOID
                || (card.classes().size() == 2 && out.length > 1 && out[1] == 1);
        return single ? 1 : card.classes().size();
    }

    private InputException contradiction(String found, String expected) {
        return new InputException(
                file, found + ", expected " + expected, "Mend the card, or use the model that belongs to it");
    }

    private long[] shape(NodeInfo node, String what) {
        if (node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            return tensor.getShape();
        }
        throw new InputException(file, "its " + what + " is no tensor of 32-bit floats", REMEDY);
    }

    boolean isFixedSize() {
        long[] in = shape(input, "input");
        return in.length == 4 && (in[2] != -1 || in[3] != -1);
    }

    boolean isSingleBatch() {
        return shape(input, "input")[0] == 1;
    }

    Path file() {
        return file;
    }

    OrtSession session() {
        return session;
    }

    String inputName() {
        return input.getName();
    }

    String outputName() {
        return output.getName();
    }

    Map<String, String> properties() {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw new InputException(file, "its metadata cannot be read (" + firstLine(e) + ")", REMEDY, e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("Cannot release " + file, e);
        }
    }
}
