package io.cloudless.train;

import io.cloudless.raster.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/** What Caffe saved, read by OpenCV's importer, which knows the old forms of the format too. */
final class CaffeModel {
    private static final String REMEDY = "Name a .prototxt for deployment and the .caffemodel that belongs to it";
    /** What protobuf prints of a text. */
    private static final Pattern PLACE = Pattern.compile("Error parsing text-format [\\w.]+: (\\d+):(\\d+): (.*)");
    /** OpenCV's errors, with places in its sources around them. */
    private static final Pattern REASON = Pattern.compile("error: \\(-?\\d+:[^)]*\\) (.*?)( in function '.*)?$");

    private CaffeModel() {}

    /**
     * The layers that have weights, in the order of the network.
     *
     * @param network a {@code .prototxt}: the layers and how they follow each other
     * @param values a {@code .caffemodel}
     * @throws InputException if they are damaged or do not belong together
     */
    static List<PretrainedLayer> layers(Path network, Path values) {
        try (PointerScope scope = new PointerScope();
                NativeMessages messages = NativeMessages.caught()) {
            try {
                return layers(opencv_dnn.readNetFromCaffe(network.toString(), values.toString()));
            } catch (RuntimeException e) {
                throw problem(network, values, messages.text(), e);
            }
        }
    }

    private static List<PretrainedLayer> layers(Net net) {
        StringVector names = net.getLayerNames();
        List<PretrainedLayer> layers = new ArrayList<>();
        for (long i = 0; i < names.size(); i++) {
            String name = names.get(i).getString();
            MatVector blobs = net.getLayer(name).blobs();
            if (blobs.size() > 0) {
                Mat kernel = blobs.get(0);
                float[] bias = blobs.size() > 1 ? floats(blobs.get(1)) : new float[0];
                layers.add(new PretrainedLayer(name, shape(kernel), floats(kernel), bias));
            }
        }
        return layers;
    }

    /** In one line, and of the file that is to blame. */
    private static InputException problem(Path network, Path values, String printed, RuntimeException cause) {
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        Matcher place = PLACE.matcher(printed);
        if (place.find()) {
            String found = "describes no network of Caffe's (line " + place.group(1) + ", column " + place.group(2)
                    + ": " + place.group(3).strip() + ")";
            return new InputException(network, found, REMEDY, cause);
        }
        if (message.contains("ReadNetParamsFromText")) {
            return new InputException(network, "describes no network of Caffe's", REMEDY, cause);
        }
        if (message.contains("ReadNetParamsFromBinary")) {
            return new InputException(values, "is damaged or holds no weights of Caffe's", REMEDY, cause);
        }
        Matcher reason = REASON.matcher(message);
        return new InputException(
                values,
                "does not belong to " + network.getFileName() + " (" + (reason.find() ? reason.group(1) : message)
                        + ")",
                REMEDY,
                cause);
    }

    private static long[] shape(Mat blob) {
        long[] shape = new long[blob.dims()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = blob.size(i);
        }
        return shape;
    }

    private static float[] floats(Mat blob) {
        Mat dense = blob.isContinuous() ? blob : blob.clone();
        float[] values = new float[Math.toIntExact(dense.total())];
        new FloatPointer(dense.data()).get(values);
        return values;
    }
}
