package io.cloudless.train;

import io.cloudless.raster.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Arrays that NumPy saved: a zip of {@code .npy} files, each a header that looks like a Python dictionary and the values.
 * Only 32-bit floats in C order are read, which is how weights are saved.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The NPY format</a>
 */
final class NpzFile {
    private static final Pattern NAME = Pattern.compile("(.+)[/._](w|b|weight|bias)\\.npy");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d, ]*)\\)");
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private NpzFile() {}

    private record Array(long[] shape, float[] values) {}

    /**
     * The layers whose arrays are called {@code NAME/w} and {@code NAME/b} (also {@code NAME.weight} and
     * {@code NAME.bias}), in the order of the kernels in the file.
     */
    static List<PretrainedLayer> layers(Path file) {
        Map<String, Array> kernels = new LinkedHashMap<>();
        Map<String, Array> biases = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Matcher name = NAME.matcher(entry.getName());
                if (name.matches()) {
                    try (InputStream stream = zip.getInputStream(entry)) {
                        boolean isKernel = name.group(2).startsWith("w");
                        (isKernel ? kernels : biases).put(name.group(1), array(stream.readAllBytes()));
                    } catch (IllegalArgumentException e) {
                        throw damaged(file, entry.getName() + ": " + e.getMessage(), e);
                    }
                }
            }
        } catch (IOException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
        List<PretrainedLayer> layers = new ArrayList<>();
        kernels.forEach((name, kernel) -> {
            Array bias = biases.get(name);
            float[] offsets = bias == null ? new float[0] : bias.values();
            layers.add(new PretrainedLayer(name, kernel.shape(), kernel.values(), offsets));
        });
        return layers;
    }

    private static Array array(byte[] npy) {
        if (npy.length < 10 || !Arrays.equals(Arrays.copyOf(npy, MAGIC.length), MAGIC)) {
            throw new IllegalArgumentException("it is no NumPy array");
        }
        ByteBuffer buffer = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
        int version = npy[MAGIC.length];
        int start = version == 1 ? 10 : 12;
        int length = version == 1 ? Short.toUnsignedInt(buffer.getShort(8)) : buffer.getInt(8);
        if (length < 0 || start + length > npy.length) {
            throw new IllegalArgumentException("its header is cut off");
        }
        String header = new String(npy, start, length, StandardCharsets.UTF_8);
        Matcher shape = SHAPE.matcher(header);
        if (!header.contains("'<f4'") || !header.contains("'fortran_order': False") || !shape.find()) {
            throw new IllegalArgumentException("32-bit floats in C order are expected, not " + header.strip());
        }
        long[] sizes = Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        long count = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        buffer.position(start + length);
        if (buffer.remaining() != count * Float.BYTES) {
            throw new IllegalArgumentException(
                    "it holds " + buffer.remaining() + " bytes for " + PretrainedLayer.text(sizes) + " floats");
        }
        float[] values = new float[Math.toIntExact(count)];
        buffer.asFloatBuffer().get(values);
        return new Array(sizes, values);
    }

    private static InputException damaged(Path file, String reason, Exception cause) {
        return new InputException(
                file, "is damaged or no .npz (" + reason + ")", "Save it again with numpy.savez", cause);
    }
}
