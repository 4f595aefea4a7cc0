package io.cloudless.train;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** What Caffe saved: a text that describes the network, and the weights by the names of its layers. */
final class CaffeModel {
    private static final String REMEDY = "Name a .prototxt for deployment and the .caffemodel that belongs to it";

    /** A hundred times as long as those of the largest published networks. */
    private static final int LONGEST_TEXT = 16 << 20;

    private static final TextFormat.Parser TEXT =
            TextFormat.Parser.newBuilder().setAllowUnknownFields(true).build();

    /** Would warn of each field that {@link CaffeFormat} leaves out. */
    private static final Logger WARNINGS = Logger.getLogger(TextFormat.class.getName());

    static {
        WARNINGS.setLevel(Level.OFF);
    }

    private CaffeModel() {}

    /**
     * A layer as either file knows it.
     *
     * @param outputs number of channels that a layer with weights computes; 0 where the file does not say
     */
    private record Layer(String name, List<Message> blobs, int outputs) {
        static Layer of(Message message) {
            List<Message> within = CaffeFormat.messages(message, "layer");
            Message layer = within.isEmpty() ? message : within.get(0);
            Stream<Message> parameters = within.isEmpty()
                    ? Stream.of("convolution_param", "inner_product_param")
                            .flatMap(name -> CaffeFormat.messages(layer, name).stream())
                    : Stream.of(layer);
            return new Layer(
                    CaffeFormat.value(layer, "name", String.class),
                    CaffeFormat.messages(layer, "blobs"),
                    parameters
                            .map(parameter -> CaffeFormat.value(parameter, "num_output", Integer.class))
                            .findFirst()
                            .orElse(0));
        }
    }

    /**
     * The layers that have weights, in the order of the network.
     *
     * @param network a {@code .prototxt}: the layers and how they follow each other
     * @param values a {@code .caffemodel}
     * @throws InputException if they are damaged or do not belong together
     */
    static List<PretrainedLayer> layers(Path network, Path values) {
        Map<String, Layer> described = layers(described(network));
        Map<String, Layer> stored = layers(stored(values));
        List<PretrainedLayer> layers = new ArrayList<>();
        for (Layer layer : described.values()) {
            Layer found = stored.get(layer.name());
            if (found != null && !found.blobs().isEmpty()) {
                layers.add(layer(found, values));
            }
            long outputs = found == null || found.blobs().isEmpty()
                    ? 0
                    : layers.get(layers.size() - 1).outputs();
            if (layer.outputs() != 0 && layer.outputs() != outputs) {
                throw new InputException(
                        values,
                        "does not belong to " + network.getFileName() + ": its layer '" + layer.name() + "' has "
                                + outputs + " outputs and not " + layer.outputs(),
                        REMEDY);
            }
        }
        return layers;
    }

    private static Map<String, Layer> layers(Message net) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        Stream.of("layers", "layer")
                .flatMap(field -> CaffeFormat.messages(net, field).stream())
                .map(Layer::of)
                .forEach(layer -> layers.putIfAbsent(layer.name(), layer));
        return layers;
    }

    private static Message described(Path network) {
        try (InputStream stream = Files.newInputStream(network)) {
            byte[] text = stream.readNBytes(LONGEST_TEXT + 1);
            if (text.length > LONGEST_TEXT) {
                throw new InputException(network, "is longer than any description of a network", REMEDY);
            }
            DynamicMessage.Builder net = DynamicMessage.newBuilder(CaffeFormat.NET);
            TEXT.merge(new String(text, StandardCharsets.UTF_8), net);
            return net.build();
        } catch (TextFormat.ParseException e) {
            String reason = String.valueOf(e.getMessage()).replaceFirst("^\\d+:\\d+: ", "");
            throw new InputException(
                    network,
                    "describes no network of Caffe's (line " + e.getLine() + ", column " + e.getColumn() + ": " + reason
                            + ")",
                    REMEDY,
                    e);
        } catch (IOException e) {
            throw new InputException(network, "cannot be read", REMEDY, e);
        }
    }

    private static Message stored(Path values) {
        try (InputStream stream = Files.newInputStream(values)) {
            return DynamicMessage.parseFrom(CaffeFormat.NET, stream);
        } catch (InvalidProtocolBufferException e) {
            throw damaged(values, e);
        } catch (IOException e) {
            throw new InputException(values, "cannot be read", REMEDY, e);
        }
    }

    private static PretrainedLayer layer(Layer layer, Path values) {
        List<Message> blobs = layer.blobs();
        try {
            float[] bias = blobs.size() > 1 ? floats(blobs.get(1)) : new float[0];
            return new PretrainedLayer(layer.name(), shape(blobs.get(0)), floats(blobs.get(0)), bias);
        } catch (IllegalArgumentException e) {
            throw damaged(values, e);
        }
    }

    /** Old files say it of four dimensions, whatever there are. */
    private static long[] shape(Message blob) {
        List<Message> shapes = CaffeFormat.messages(blob, "shape");
        Stream<Long> sizes = shapes.isEmpty()
                ? Stream.of("num", "channels", "height", "width").map(name -> CaffeFormat.value(blob, name, Long.class))
                : CaffeFormat.numbers(shapes.get(0), "dim").stream();
        return sizes.mapToLong(size -> size).toArray();
    }

    private static float[] floats(Message blob) {
        ByteBuffer singles = numbers(blob, "data");
        ByteBuffer doubles = numbers(blob, "double_data");
        int width = singles.hasRemaining() ? Float.BYTES : Double.BYTES;
        ByteBuffer numbers = singles.hasRemaining() ? singles : doubles;
        if (numbers.remaining() % width != 0) {
            throw new IllegalArgumentException("The values of a layer end in the middle of a number");
        }
        float[] floats = new float[numbers.remaining() / width];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = width == Float.BYTES ? numbers.getFloat() : (float) numbers.getDouble();
        }
        return floats;
    }

    private static ByteBuffer numbers(Message blob, String field) {
        ByteString bytes = CaffeFormat.bytes(blob, field);
        return bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static InputException damaged(Path values, Exception cause) {
        return new InputException(values, "is damaged or holds no weights of Caffe's", REMEDY, cause);
    }
}
