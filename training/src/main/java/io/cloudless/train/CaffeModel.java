package io.cloudless.train;

import io.cloudless.raster.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/** What Caffe saved, read by OpenCV's importer, which knows the old forms of the format too. */
final class CaffeModel {
    private CaffeModel() {}

    /**
     * The layers that have weights, in the order of the network.
     *
     * @param network a {@code .prototxt}: the layers and how they follow each other
     * @param values a {@code .caffemodel}
     * @throws InputException if they are damaged or do not belong together
     */
    static List<PretrainedLayer> layers(Path network, Path values) {
        try (PointerScope scope = new PointerScope()) {
            Net net = opencv_dnn.readNetFromCaffe(network.toString(), values.toString());
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
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InputException(
                    values,
                    "is damaged, no Caffe model, or does not belong to " + network.getFileName() + " (" + reason + ")",
                    "Name a .prototxt for deployment and the .caffemodel that belongs to it",
                    e);
        }
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
