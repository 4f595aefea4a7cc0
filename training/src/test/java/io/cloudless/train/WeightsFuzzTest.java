package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.cloudless.files.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to a file of weights, it is read or refused by its name: no crash, no hang, no memory without bounds. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WeightsFuzzTest {
    private static final int MUTATIONS = 300;

    @TempDir
    Path folder;

    /** What is damaged. */
    enum Victim {
        ONNX,
        NPY_WITHIN_NPZ,
        NPZ,
        PROTOTXT,
        CAFFEMODEL
    }

    @ParameterizedTest
    @EnumSource
    void damagedFilesAreReadOrRefused(Victim victim) throws IOException {
        SplittableRandom random = new SplittableRandom(victim.ordinal());
        List<Path> files = write(victim);
        Path damaged = files.get(victim == Victim.CAFFEMODEL ? 1 : 0);
        byte[] whole = victim == Victim.NPY_WITHIN_NPZ ? npy() : Files.readAllBytes(damaged);
        assertThat(isRead(files)).as("undamaged").isTrue();
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = mutate(whole, random);
            Files.write(damaged, victim == Victim.NPY_WITHIN_NPZ ? npz(bytes) : bytes);
            try {
                read += isRead(files) ? 1 : 0;
            } catch (RuntimeException | Error e) {
                fail("mutation " + i + ", kept as " + Files.write(Files.createTempFile("fuzz", ""), bytes), e);
            }
        }
        assertThat(read).isBetween(1, MUTATIONS - 1);
    }

    private boolean isRead(List<Path> files) {
        try {
            Pretrained pretrained = Pretrained.read(files);
            pretrained.difference(Classifiers.SQUEEZENET_TINY.graph(3), Set.of());
            return true;
        } catch (InputException e) {
            assertThat(e).hasMessageContaining(folder.toString());
            return false;
        }
    }

    private List<Path> write(Victim victim) throws IOException {
        return switch (victim) {
            case ONNX -> List.of(Files.write(folder.resolve("m.onnx"), onnx()));
            case NPZ, NPY_WITHIN_NPZ -> List.of(Files.write(folder.resolve("m.npz"), npz(npy())));
            case PROTOTXT, CAFFEMODEL -> {
                Graph graph = Classifiers.alexNet(16, true, 2);
                yield List.of(
                        CaffeFiles.prototxt(folder.resolve("m.prototxt"), graph, true),
                        CaffeFiles.caffemodel(folder.resolve("m.caffemodel"), graph, Weights.random(graph)));
            }
        };
    }

    /** A convolution of bytes with their units, one of halves, and a matrix of floats. */
    private static byte[] onnx() {
        GraphProto graph = GraphProto.newBuilder()
                .addNode(node("Cast", "wide", "k.bytes"))
                .addNode(node("Mul", "kernel", "wide", "unit"))
                .addNode(node("Conv", "y", "x", "kernel"))
                .addNode(node("Cast", "wide2", "h.half"))
                .addNode(node("Conv", "z", "y", "wide2"))
                .addNode(node("Gemm", "answer", "z", "m.weight", "m.bias").toBuilder()
                        .addAttribute(
                                AttributeProto.newBuilder().setName("transB").setI(1)))
                .addInitializer(array("k.bytes", TensorProto.DataType.INT8_VALUE, 1, 2, 3, 1, 1))
                .addInitializer(array("unit", TensorProto.DataType.FLOAT_VALUE, 4, 2, 1, 1, 1))
                .addInitializer(array("h.half", TensorProto.DataType.FLOAT16_VALUE, 2, 2, 3, 1, 1))
                .addInitializer(array("m.weight", TensorProto.DataType.FLOAT_VALUE, 4, 2, 3))
                .addInitializer(array("m.bias", TensorProto.DataType.FLOAT_VALUE, 4, 2))
                .build();
        return ModelProto.newBuilder().setIrVersion(8).setGraph(graph).build().toByteArray();
    }

    private static NodeProto node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static TensorProto array(String name, int type, int width, long... shape) {
        TensorProto.Builder array = TensorProto.newBuilder().setName(name).setDataType(type);
        long count = width;
        for (long size : shape) {
            array.addDims(size);
            count *= size;
        }
        return array.setRawData(ByteString.copyFrom(new byte[(int) count])).build();
    }

    private static byte[] npy() {
        return NpzFileTest.npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", 6);
    }

    private static byte[] npz(byte[] npy) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("conv1/w.npy"));
            zip.write(npy);
        }
        return bytes.toByteArray();
    }

    /** Bytes changed, an end cut off, a piece doubled or something unexpected put in. */
    private static byte[] mutate(byte[] whole, SplittableRandom random) {
        int at = random.nextInt(whole.length);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(whole, at);
            case 1 -> joined(whole, at, Arrays.copyOfRange(whole, at, Math.min(whole.length, at + random.nextInt(30))));
            case 2 -> {
                List<String> tokens = List.of("-1", "99999999999", "{", "}", "\"", "\0", "layer { ", "0", "(", "'");
                yield joined(
                        whole, at, tokens.get(random.nextInt(tokens.size())).getBytes(StandardCharsets.UTF_8));
            }
            default -> {
                byte[] changed = whole.clone();
                int[] extremes = {0, 1, 2, 0x7F, 0x80, 0xFF};
                for (int n = random.nextInt(1, 5); n > 0; n--) {
                    // Most near the start, where what is not weights is.
                    int place = random.nextInt(random.nextBoolean() ? Math.min(400, whole.length) : whole.length);
                    changed[place] = (byte)
                            (random.nextBoolean() ? random.nextInt(256) : extremes[random.nextInt(extremes.length)]);
                }
                yield changed;
            }
        };
    }

    private static byte[] joined(byte[] whole, int at, byte[] piece) {
        byte[] joined = Arrays.copyOf(whole, whole.length + piece.length);
        System.arraycopy(piece, 0, joined, at, piece.length);
        System.arraycopy(whole, at, joined, at + piece.length, whole.length - at);
        return joined;
    }
}
