package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PretrainedTest {
    private static final int EDGE = Classifiers.EDGE;

    @TempDir
    Path folder;

    /** Grouped convolutions, response normalisation, fully connected layers: as OpenCV computes Caffe's own files. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void alexNetOfCaffeAnswersAsInOpenCv(boolean normalisedFirst) throws Exception {
        Graph graph = Classifiers.alexNet(16, normalisedFirst, 7);
        Weights weights = shaken(graph);
        Path network = CaffeFiles.prototxt(folder.resolve("deploy.prototxt"), graph, normalisedFirst);
        Path values = CaffeFiles.caffemodel(folder.resolve("net.caffemodel"), graph, weights);
        float[] image = ReferencePlanes.random(3 * EDGE * EDGE, 0, 1);

        float[] expected = inOpenCv(network, values, image);
        Weights imported = Weights.random(graph);
        Pretrained.read(List.of(values, network)).copyTo(imported, graph, Set.of());

        float[] found = inOnnx(graph, imported, image);
        assertThat(found).hasSize(7);
        assertThat(expected)
                .as("no answer is certain, else the test could not fail")
                .doesNotContain(1f);
        for (int c = 0; c < 7; c++) {
            assertThat(found[c]).isEqualTo(expected[c], within(0.005f));
        }
    }

    @Test
    void readsArraysOfNumPyInAnyOrderByName() throws IOException {
        Graph graph = Classifiers.SQUEEZENET_TINY.graph(3);
        Weights weights = shaken(graph);
        Path file = npz(graph, weights);
        Weights read = Weights.random(graph);

        Pretrained.read(List.of(file)).copyTo(read, graph, Set.of());

        read.all()
                .forEach((name, tensor) ->
                        assertThat(CaffeFiles.floats(tensor)).as(name).isEqualTo(CaffeFiles.floats(weights.get(name))));
    }

    @Test
    void readsAnotherOnnxOfTheSameLayersInTheirOrder() throws IOException {
        Graph graph = Classifiers.SQUEEZENET_TINY.graph(3);
        Weights weights = shaken(graph);
        Path file = Files.write(folder.resolve("m.onnx"), onnx(graph, weights));
        Weights read = Weights.random(graph);

        Pretrained.read(List.of(file)).copyTo(read, graph, Set.of());

        read.all().forEach((name, tensor) -> {
            float[] stored = CaffeFiles.floats(weights.get(name));
            float[] found = CaffeFiles.floats(tensor);
            for (int i = 0; i < stored.length; i++) {
                // Kernels are stored in half precision.
                assertThat(found[i]).as(name).isEqualTo(stored[i], within(Math.abs(stored[i]) / 1000 + 1e-6f));
            }
        });
    }

    @Test
    void leavesLayersThatAreToBeLearntAnew() throws IOException {
        Graph thousand = Classifiers.SQUEEZENET_TINY.graph(9);
        Path file = npz(thousand, shaken(thousand));
        Graph two = Classifiers.SQUEEZENET_TINY.graph(2);
        Weights fresh = Weights.random(two);
        float[] last = CaffeFiles.floats(fresh.get("conv_final.weight"));

        Pretrained.read(List.of(file)).copyTo(fresh, two, Set.of("conv_final"));

        assertThat(CaffeFiles.floats(fresh.get("conv_final.weight"))).isEqualTo(last);
        assertThat(Pretrained.read(List.of(file)).classes(two)).isEqualTo(9);
    }

    @Test
    void saysWhichLayerIsOfAnotherNetworkAndBothShapes() throws IOException {
        Graph graph = Classifiers.SQUEEZENET_TINY.graph(3);
        Pretrained pretrained = Pretrained.read(List.of(npz(graph, shaken(graph))));
        Graph wide = Classifiers.SQUEEZENET.graph(3);

        assertThatThrownBy(() -> pretrained.copyTo(Weights.random(wide), wide, Set.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("weights.npz")
                .hasMessageContaining("'conv1' of 12 x 3 x 7 x 7")
                .hasMessageContaining("'conv1' of 96 x 3 x 7 x 7");
        Graph deeper = Classifiers.SQUEEZENET_TINY.graph(3);
        deeper.add(Op.Conv.plain("more", 2, 1), deeper.output());
        assertThatThrownBy(() -> pretrained.copyTo(Weights.random(deeper), deeper, Set.of()))
                .hasMessageContaining("has no layer 'more' of 2 x 3 x 1 x 1");
    }

    @Test
    void saysWhatIsWrongWithAFileOfWeights() throws IOException {
        Path text = Files.writeString(folder.resolve("broken.npz"), "no zip");
        Path onnx = Files.writeString(folder.resolve("broken.onnx"), "no protobuf");
        Path prototxt = Files.writeString(folder.resolve("broken.prototxt"), "layer {");

        for (List<Path> files :
                List.of(List.of(text), List.of(onnx), List.of(prototxt), List.of(folder.resolve("missing.npz")))) {
            assertThatThrownBy(() -> Pretrained.read(files))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(
                            files.get(files.size() - 1).getFileName().toString());
        }
    }

    @Test
    void saysWhichOfCaffesFilesIsBadAndWhere() throws IOException {
        Graph graph = Classifiers.alexNet(16, true, 7);
        Path good = CaffeFiles.prototxt(folder.resolve("good.prototxt"), graph, true);
        Path cut = Files.writeString(folder.resolve("cut.prototxt"), "name: \"net\"\nlayer {");
        Path wrong = Files.writeString(
                folder.resolve("wrong.prototxt"),
                Files.readString(good).replaceFirst("num_output: 6", "num_output: x"));
        Path none = Files.writeString(folder.resolve("none.caffemodel"), "none");

        assertThatThrownBy(() -> Pretrained.read(List.of(cut, none)))
                .isInstanceOf(InputException.class)
                .hasMessageMatching(".*cut\\.prototxt: describes no network of Caffe's \\(line 2, column 8: .*");
        assertThatThrownBy(() -> Pretrained.read(List.of(wrong, none)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("wrong.prototxt")
                .hasMessageContaining("Couldn't parse integer");
        assertThatThrownBy(() -> Pretrained.read(List.of(good, none)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none.caffemodel: is damaged")
                .hasMessageNotContaining("opencv");
    }

    @Test
    void readsEveryHalfPrecisionNumber() {
        assertThat(Half.toFloat((short) 0x3C00)).isEqualTo(1f);
        assertThat(Half.toFloat((short) 0xC500)).isEqualTo(-5f);
        assertThat(Half.toFloat((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(Half.toFloat((short) 0x7BFF)).isEqualTo(65504f);
        assertThat(Half.toFloat((short) 0xFC00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Half.toFloat((short) 0x7E00)).isNaN();
    }

    /** Random weights with biases of some size, and scores small enough that no class is certain. */
    private static Weights shaken(Graph graph) {
        torch.manual_seed(8);
        Weights weights = Weights.random(graph);
        try (NoGradGuard guard = new NoGradGuard()) {
            weights.all().forEach((name, tensor) -> {
                if (name.endsWith(".bias")) {
                    tensor.copy_(torch.randn(tensor.size(0)).mul(new Scalar(0.1)));
                } else if (name.equals(graph.lastLayer() + ".weight")) {
                    tensor.mul_(new Scalar(0.02));
                }
            });
        }
        return weights;
    }

    private static float[] inOpenCv(Path network, Path values, float[] image) {
        double[] mean = {104, 117, 123};
        int area = EDGE * EDGE;
        float[] blob = new float[image.length];
        for (int i = 0; i < blob.length; i++) {
            blob[i] = (float) (255 * image[(2 - i / area) * area + i % area] - mean[i / area]);
        }
        Net net = opencv_dnn.readNetFromCaffe(network.toString(), values.toString());
        Mat input = new Mat(new int[] {1, 3, EDGE, EDGE}, opencv_core.CV_32F);
        new FloatPointer(input.data()).put(blob);
        net.setInput(input);
        Mat answer = net.forward();
        float[] probabilities = new float[(int) answer.total()];
        new FloatPointer(answer.data()).get(probabilities);
        return probabilities;
    }

    private float[] inOnnx(Graph graph, Weights weights, float[] image) throws IOException {
        try (Model model = Model.open(Files.write(folder.resolve("m.onnx"), onnx(graph, weights)))) {
            return model.probabilities(image, 1, EDGE, EDGE);
        }
    }

    private static byte[] onnx(Graph graph, Weights weights) {
        List<String> classes = IntStream.range(0, graph.output().channels())
                .mapToObj(code -> "class " + code)
                .toList();
        CardTemplate template = new CardTemplate("test", "1", null, "", "", "");
        return OnnxExport.write(
                graph, weights, template.classifierCard(classes, EDGE, "", OptionalLong.empty(), Map.of()));
    }

    /** As NumPy's savez writes it, the layers in the order of their names. */
    private Path npz(Graph graph, Weights weights) throws IOException {
        Path file = folder.resolve("weights.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Graph.Layer layer : graph.layers().stream()
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList()) {
                for (String part : List.of("weight", "bias")) {
                    long[] shape = part.equals("bias")
                            ? new long[] {layer.kernel().sizes()[0]}
                            : layer.kernel().sizes();
                    zip.putNextEntry(new ZipEntry(layer.name() + "/" + part.charAt(0) + ".npy"));
                    zip.write(npy(shape, CaffeFiles.floats(weights.get(layer.name() + "." + part))));
                }
            }
        }
        return file;
    }

    private static byte[] npy(long[] shape, float[] values) {
        String sizes =
                String.join(", ", Arrays.stream(shape).mapToObj(Long::toString).toList());
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + (shape.length == 1 ? ",)" : ")")
                + ", }\n";
        ByteBuffer buffer = ByteBuffer.allocate(10 + header.length() + 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }
}
