package io.cloudless.annotate.web;

import io.cloudless.annotate.ImportSummary;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.SceneImport;
import io.cloudless.files.InputException;
import io.cloudless.raster.RasterReader;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Scenes that come through the browser: taken in one after the other, in the background. */
final class Uploads implements AutoCloseable {
    private static final int MOST_JOBS = 1000;
    private static final int LONGEST_NAME = 100;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Project project;
    private final ServerOptions options;
    private final Runnable whenImported;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final ExecutorService importer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "import");
        thread.setDaemon(true);
        return thread;
    });

    /** @param whenImported is called after each scene */
    Uploads(Project project, ServerOptions options, Runnable whenImported) {
        this.project = project;
        this.options = options;
        this.whenImported = whenImported;
    }

    /** How far a scene has come. */
    static final class Job implements Progress {
        private final AtomicLong done = new AtomicLong();
        private volatile long total;
        private volatile String state = "running";
        private volatile @Nullable String message;

        @Override
        public void begin(String task, long steps, String unit) {
            total = steps;
        }

        @Override
        public void advance(long steps) {
            done.addAndGet(steps);
        }

        @Override
        public void note(String extra) {}

        @Override
        public void end() {}

        private void end(String how, String text) {
            message = text;
            state = how;
        }

        View view() {
            return new View(state, done.get(), total, message);
        }
    }

    /** A job as the page gets it. */
    record View(
            String state, long done, long total, @Nullable String message) {}

    Optional<Job> job(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /**
     * Takes a file in and imports it in the background.
     *
     * @param name what the images are called after; only a name, no path
     * @return the job's id
     * @throws Refusal if it is too large or no image
     */
    String add(String name, InputStream body) throws IOException {
        if (jobs.size() >= MOST_JOBS) {
            jobs.values().removeIf(job -> !job.state.equals("running"));
        }
        Path folder = Files.createDirectories(project.folder().resolve("uploads"));
        String id = UUID.randomUUID().toString();
        Path file = folder.resolve(id);
        try {
            receive(body, file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        Job job = new Job();
        jobs.put(id, job);
        importer.execute(() -> run(file, plain(name), job, options.problems()));
        return id;
    }

    /** The last part of a path without its ending, of visible characters. */
    private static String plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .replaceFirst("\\.[A-Za-z0-9]{1,5}$", "")
                .strip();
        String shorter = last.length() > LONGEST_NAME ? last.substring(0, LONGEST_NAME) : last;
        return shorter.isBlank() || shorter.startsWith(".") ? "scene" : shorter;
    }

    private void receive(InputStream body, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        byte[] start = body.readNBytes(RasterReader.SIGNATURE_BYTES);
        if (!RasterReader.beginsLikeRaster(start)) {
            throw Refusal.badRequest("This is no GeoTIFF, PNG, JPEG or JPEG 2000 image");
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(start);
            long size = start.length;
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                size += count;
                if (size > options.uploadBytes()) {
                    throw new Refusal(
                            413,
                            "too-large",
                            "Files of at most " + options.uploadBytes() / 1_000_000
                                    + " MB are taken this way; use 'cloudless annotate import' for larger ones");
                }
                out.write(buffer, 0, count);
            }
        }
    }

    private void run(Path file, String name, Job job, Consumer<Throwable> problems) {
        try {
            ImportSummary summary = SceneImport.ofUploads(project, project.settings(), options.uploadSamples())
                    .add(file, name, job);
            whenImported.run();
            job.end("done", summary.toString());
        } catch (InputException e) {
            job.end("failed", String.valueOf(e.getMessage()).replace(file.toString(), name));
        } catch (OutOfMemoryError e) {
            job.end("failed", "The server has not enough memory for this scene: use 'cloudless annotate import'");
            problems.accept(e);
        } catch (RuntimeException | Error e) { // else the job would seem to go on for ever
            job.end("failed", "The server failed at this; it says more on its console");
            problems.accept(e);
        } finally {
            delete(file, problems);
        }
    }

    private static void delete(Path file, Consumer<Throwable> problems) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            problems.accept(e);
        }
    }

    @Override
    public void close() {
        importer.shutdownNow();
    }
}
