package io.cloudless.cli;

import io.cloudless.model.Calibration;
import io.cloudless.model.Model;
import io.cloudless.model.ModelOutput;
import io.cloudless.model.Presets;
import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.tiff.GeoTiffWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Small scenes of dark ground with white rectangles for clouds, and a model that finds exactly those. */
final class Scenes {
    static final int SIZE = 96;
    /** Pixels of both clouds together. */
    static final int CLOUD_PIXELS = 20 * 30 + 8 * 8;

    private Scenes() {}

    /** White clouds at (10, 20) of 20 x 30 and at (60, 50) of 8 x 8 pixels. */
    static boolean isCloud(int x, int y) {
        return x >= 10 && x < 30 && y >= 20 && y < 50 || x >= 60 && x < 68 && y >= 50 && y < 58;
    }

    static Path png(Path file) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.setRGB(x, y, isCloud(x, y) ? 0xF0F0F0 : 0x203018);
            }
        }
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** 30 m pixels in UTM zone 32 north; the last 16 columns have no data. */
    static Path geoTiff(Path file) {
        float[] samples = new float[SIZE * SIZE];
        for (int i = 0; i < samples.length; i++) {
            boolean noData = i % SIZE >= SIZE - 16;
            samples[i] = noData ? 0 : isCloud(i % SIZE, i / SIZE) ? 240 : 40;
        }
        return geoTiff(file, samples);
    }

    static Path geoTiffWithoutData(Path file) {
        return geoTiff(file, new float[SIZE * SIZE]);
    }

    private static Path geoTiff(Path file, float[] samples) {
        Georeference place = new Georeference(500_000, 30, 0, 5_400_000, 0, -30, GeoKeys.ofEpsg(32632, true));
        GeoTiffWriter.Layout layout = new GeoTiffWriter.Layout(
                SIZE, SIZE, 3, SampleType.UINT8, 0.0, place, 64, GeoTiffWriter.Overviews.NONE, null);
        try (GeoTiffWriter writer = GeoTiffWriter.create(file, layout)) {
            writer.append(new Pixels(SIZE, SIZE, new float[][] {samples, samples.clone(), samples.clone()}));
            writer.commit();
        }
        return file;
    }

    /** The first half of a file. */
    static Path truncated(Path file, Path whole) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        return Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    /**
     * Cloud where the mean of red, green and blue exceeds 0.6: a convolution of one pixel and a softmax, for pixels of 8 to
     * 60 m, made by the {@code TinyNetwork} of core's tests.
     */
    static Path model(Path folder) throws IOException {
        return resource("brightness.onnx", folder);
    }

    /** The same network with thresholds for each preference on its card: 0.3, 0.5, 0.75. */
    static Path calibrated(Path folder) throws IOException {
        Path file = folder.resolve("calibrated.onnx");
        try (Model model = Model.open(model(folder))) {
            ModelOutput output = model.card().output().calibrated(Calibration.NONE, new Presets(0.3, 0.5, 0.75));
            model.writeCopy(file, model.card().with(output, ""));
        }
        return file;
    }

    /** A cloud is in pictures whose mean exceeds 0.2: made by the {@code TinyClassifier} of core's tests. */
    static Path classifier(Path folder) throws IOException {
        return resource("brightness-classifier.onnx", folder);
    }

    /** Tells red, green and blue pictures apart, made by the {@code TinyClassifier} of core's tests. */
    static Path colours(Path folder) throws IOException {
        return resource("colours.onnx", folder);
    }

    private static Path resource(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream resource = Objects.requireNonNull(Scenes.class.getResourceAsStream(name))) {
            Files.write(file, resource.readAllBytes());
        }
        return file;
    }
}
