import io.cloudless.model.Inference;
import io.cloudless.model.Model;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** What the scripts beside this file measure that no command of Cloudless does. */
final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "picture" -> picture(new File(args[1]), Integer.parseInt(args[2]));
            case "read" -> read(Path.of(args[1]), Integer.parseInt(args[2]));
            case "model" -> model(args.length > 2 ? Model.open(Path.of(args[2])) : Model.bundled(), args[1]);
            default -> throw new IllegalArgumentException("picture FILE SIZE, read FILE THREADS or model THREADS [FILE]");
        }
    }

    /** Writes a PNG of smooth noise, bright in places. */
    private static void picture(File file, int size) throws IOException {
        Random random = new Random(1);
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double wave = Math.sin(x / 37.0) * Math.cos(y / 23.0);
                int value = (int) Math.min(255, Math.max(0, 110 + 130 * wave + 12 * random.nextGaussian()));
                image.setRGB(x, y, value << 16 | value << 8 | value);
            }
        }
        ImageIO.write(image, "png", file);
    }

    /** Reads the first three bands in strips as high as the file's blocks, strips dealt out to the threads. */
    private static void read(Path file, int threads) throws Exception {
        long pixels;
        try (RasterReader reader = RasterReader.open(file)) {
            pixels = reader.info().bounds().area();
        }
        long start = System.nanoTime();
        inParallel(threads, thread -> {
            try (RasterReader reader = RasterReader.open(file)) {
                Window bounds = reader.info().bounds();
                int height = Math.max(64, reader.info().blockHeight());
                for (int y = thread * height; y < bounds.height(); y += threads * height) {
                    reader.read(new Window(0, y, bounds.width(), height).clip(bounds), 0, 1, 2);
                }
            }
            return null;
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%.2f s, %.1f Mpix/s%n", seconds, pixels / seconds / 1e6);
    }

    /** Runs the network on 256 x 256 tiles for about five seconds, each thread with an inference of its own. */
    private static void model(Model model, String threadCount) throws Exception {
        int threads = Integer.parseInt(threadCount);
        int size = 256;
        int warmUp = 20;
        int rounds = 250;
        try (model) {
            inParallel(threads, thread -> run(model, size, warmUp));
            long start = System.nanoTime();
            inParallel(threads, thread -> run(model, size, rounds));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT, "%.1f images/s of %d x %d%n", threads * rounds / seconds, size, size);
        }
    }

    private static Void run(Model model, int size, int rounds) {
        Random random = new Random(1);
        float[] values = new float[model.card().bands().size() * size * size];
        IntStream.range(0, values.length).forEach(i -> values[i] = random.nextFloat());
        try (Inference inference = model.inference()) {
            for (int i = 0; i < rounds; i++) {
                FloatBuffer input = inference.input(1, size, size);
                input.put(values);
                inference.run();
            }
        }
        return null;
    }

    private interface Part {
        Void run(int thread) throws Exception;
    }

    private static void inParallel(int threads, Part part) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int index = thread;
                parts.add(() -> part.run(index));
            }
            for (Future<Void> done : pool.invokeAll(parts)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
