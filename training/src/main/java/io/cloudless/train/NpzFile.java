package io.cloudless.train;

import io.cloudless.files.InputException;
import java.io.EOFException;
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
    private static final Pattern FLOATS = Pattern.compile("'descr':\\s*'<f4'");
    private static final Pattern C_ORDER = Pattern.compile("'fortran_order':\\s*False");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d, ]*)\\)");
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy itself trusts no more than 10,000 bytes. */
    private static final int LONGEST_HEADER = 1 << 16;

    /** Weights are compressed to a tenth at best. A few megabytes of zeros more do no harm. */
    private static final int LARGEST_RATIO = 100;

    private static final long ALLOWED_ZEROS = 8 << 20;

    private final Map<String, Array> kernels = new LinkedHashMap<>();
    private final Map<String, Array> biases = new LinkedHashMap<>();
    private long bytesLeft;

    private NpzFile(long bytesLeft) {
        this.bytesLeft = bytesLeft;
    }

    private record Array(long[] shape, float[] values) {}

    /**
     * The layers whose arrays are called {@code NAME/w} and {@code NAME/b} (also {@code NAME.weight} and
     * {@code NAME.bias}), in the order of the kernels in the file.
     */
    static List<PretrainedLayer> layers(Path file) {
        NpzFile npz = new NpzFile(LARGEST_RATIO * file.toFile().length() + ALLOWED_ZEROS);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                npz.read(zip, entry);
            }
        } catch (IOException e) {
            throw new InputException(
                    file, "is damaged or no .npz (" + e.getMessage() + ")", "Save it again with numpy.savez", e);
        }
        return npz.layers();
    }

    private void read(ZipFile zip, ZipEntry entry) throws IOException {
        Matcher name = NAME.matcher(entry.getName());
        if (name.matches()) {
            try (InputStream stream = zip.getInputStream(entry)) {
                (name.group(2).startsWith("w") ? kernels : biases).put(name.group(1), array(stream));
            } catch (IOException | NumberFormatException e) {
                throw new IOException(entry.getName() + ": " + e.getMessage(), e);
            }
        }
    }

    private List<PretrainedLayer> layers() {
        List<PretrainedLayer> layers = new ArrayList<>();
        kernels.forEach((name, kernel) -> {
            Array bias = biases.get(name);
            float[] offsets = bias == null ? new float[0] : bias.values();
            layers.add(new PretrainedLayer(name, kernel.shape(), kernel.values(), offsets));
        });
        return layers;
    }

    private Array array(InputStream npy) throws IOException {
        String header = header(npy);
        Matcher shape = SHAPE.matcher(header);
        if (!FLOATS.matcher(header).find() || !C_ORDER.matcher(header).find() || !shape.find()) {
            throw new IOException("32-bit floats in C order are expected, not " + header.strip());
        }
        long[] sizes = Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        long bytes = (long) Float.BYTES * PretrainedLayer.count(sizes);
        bytesLeft -= bytes;
        if (bytes < 0 || bytes > Integer.MAX_VALUE - 8 || bytesLeft < 0) {
            throw new IOException("it claims " + PretrainedLayer.text(sizes) + " floats, which the file cannot hold");
        }
        byte[] values = exactly((int) bytes, npy);
        if (npy.read() >= 0) {
            throw new IOException("it holds more than " + PretrainedLayer.text(sizes) + " floats");
        }
        float[] floats = new float[values.length / Float.BYTES];
        ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return new Array(sizes, floats);
    }

    /** Versions 1 to 3 differ in the length of the header's length; the third allows letters that these headers lack. */
    private static String header(InputStream npy) throws IOException {
        byte[] start = exactly(MAGIC.length + 2, npy);
        int version = start[MAGIC.length];
        if (!Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC) || version < 1 || version > 3) {
            throw new IOException("it is no NumPy array");
        }
        ByteBuffer length = ByteBuffer.wrap(Arrays.copyOf(exactly(version == 1 ? 2 : 4, npy), Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        int count = length.getInt();
        if (count < 0 || count > LONGEST_HEADER) {
            throw new IOException("its header claims " + Integer.toUnsignedString(count) + " bytes");
        }
        return new String(exactly(count, npy), StandardCharsets.UTF_8);
    }

    private static byte[] exactly(int count, InputStream npy) throws IOException {
        byte[] bytes = npy.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("it ends after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }
}
