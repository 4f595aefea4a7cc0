package io.cloudless.scene;

import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.Georeference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Invented annotations, with everything that people draw. */
final class Drawings {
    private static final List<String> CLASSES = List.of("ship", "traffic light", "Wölkchen & <co>", "object");

    private final SplittableRandom random;

    Drawings(long seed) {
        this.random = new SplittableRandom(seed);
    }

    AnnotationSet set() {
        List<AnnotatedImage> images = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            ImageFrame frame = new ImageFrame(
                    "scene-" + i + (random.nextBoolean() ? ".png" : ".tif"),
                    random.nextInt(1, 60),
                    random.nextInt(1, 60),
                    random.nextBoolean() ? null : place());
            List<Annotation> annotations = new ArrayList<>();
            for (int n = random.nextInt(5); n > 0; n--) {
                annotations.add(new Annotation(CLASSES.get(random.nextInt(CLASSES.size())), shape(frame)));
            }
            images.add(new AnnotatedImage(frame, annotations));
        }
        return new AnnotationSet(CLASSES, images);
    }

    /** Anywhere between the tropics and far north, in degrees, metres, or turned. */
    private Georeference place() {
        double pixel = 0.5 + random.nextInt(100);
        return switch (random.nextInt(3)) {
            case 0 ->
                new Georeference(
                        500_000 + random.nextInt(200_000),
                        pixel,
                        0,
                        random.nextInt(9_000_000),
                        0,
                        -pixel,
                        GeoKeys.ofEpsg(32601 + random.nextInt(60), true));
            case 1 ->
                new Georeference(
                        random.nextInt(170),
                        1e-4 * pixel,
                        0,
                        random.nextInt(-70, 70),
                        0,
                        -1e-4 * pixel,
                        GeoKeys.ofEpsg(4326, false));
            default ->
                new Georeference(
                        1_000_000, pixel, 0.3 * pixel, 6_000_000, 0.3 * pixel, -pixel, GeoKeys.ofEpsg(3857, true));
        };
    }

    private Shape shape(ImageFrame frame) {
        double width = frame.width();
        double height = frame.height();
        return switch (random.nextInt(6)) {
            case 0 -> new Shape.Whole();
            case 1 -> new Shape.Region(runLengths(frame.width(), frame.height()));
            case 2 ->
                new Shape.Polygon(List.of(new Shape.Polygon.Part(
                        Ring.of(0, 0, width, 0, width, height, 0, height),
                        List.of(Ring.of(width / 4, height / 4, width / 2, height / 4, width / 3, height / 2)))));
            case 3 -> new Shape.Polygon(List.of(triangle(0, width / 2, height), triangle(width / 2, width, height)));
            default -> {
                double x = random.nextDouble() * width;
                double y = random.nextInt(frame.height());
                yield new Shape.Box(
                        x,
                        y,
                        x + random.nextDouble() * (width - x),
                        y + random.nextInt(1, frame.height() - (int) y + 1));
            }
        };
    }

    private Shape.Polygon.Part triangle(double from, double to, double height) {
        Set<Double> ys = new LinkedHashSet<>();
        while (ys.size() < 3) {
            ys.add(random.nextDouble() * height);
        }
        List<Double> y = List.copyOf(ys);
        return new Shape.Polygon.Part(Ring.of(from, y.get(0), to, y.get(1), (from + to) / 2, y.get(2)), List.of());
    }

    RunLengths runLengths(int width, int height) {
        Runs runs = new Runs();
        for (int n = random.nextInt(12); n >= 0; n--) {
            int from = random.nextInt(width);
            runs.add(random.nextInt(height), from, random.nextInt(from + 1, width + 1));
        }
        return RunLengths.of(runs, width, height);
    }
}
