package io.cloudless.annotate;

import io.cloudless.annotate.chip.ChipCutter;
import io.cloudless.annotate.chip.SceneProfile;
import io.cloudless.annotate.store.NewImage;
import io.cloudless.annotate.store.Scene;
import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.files.Sha256;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Cuts scenes into a project's images. A scene is known by what is in its file: importing it twice, or from another
 * folder, adds nothing, and an import that was interrupted goes on where it stopped.
 */
public final class SceneImport {
    /** Of one scene: what more claim is no scene that a satellite took. */
    private static final long MOST_IMAGES = 10_000_000;

    private final Project project;
    private final ProjectSettings settings;
    private final long maxSamples;
    private final Function<Path, RasterReader> reading;

    public SceneImport(Project project, ProjectSettings settings) {
        this(project, settings, Long.MAX_VALUE, RasterReader::open);
    }

    private SceneImport(
            Project project, ProjectSettings settings, long maxSamples, Function<Path, RasterReader> reading) {
        this.project = project;
        this.settings = settings;
        this.maxSamples = maxSamples;
        this.reading = reading;
    }

    /**
     * Of scenes that strangers send.
     *
     * @param maxSamples scenes of more, pixels times bands, are refused
     */
    public static SceneImport ofUploads(Project project, ProjectSettings settings, long maxSamples) {
        return new SceneImport(project, settings, maxSamples, RasterReader::openUpload);
    }

    /** Adds the images of a scene under its file's name. */
    public ImportSummary add(Path file, Progress progress) {
        return add(file, FileStem.of(file), progress);
    }

    /**
     * Adds the images of a scene.
     *
     * @param name what they are called after
     * @throws InputException if the file cannot be read or is too large
     */
    public ImportSummary add(Path file, String name, Progress progress) {
        try (RasterReader reader = reading.apply(file)) {
            RasterInfo info = reader.info();
            checkSize(info);
            List<List<Window>> rows = settings.grid().rows(info.width(), info.height());
            String cut = howCut(file);
            String source = cut + settings.minValid();
            Optional<Scene> known = project.database().scenes().find(source);
            if (known.isPresent() && known.get().complete()) {
                int images = project.database().images().places(known.get()).size();
                return new ImportSummary(0, images, count(rows) - images, 0);
            }
            Scene scene = known.or(() -> project.database().scenes().reopen(cut, source))
                    .orElseGet(() -> project.database()
                            .scenes()
                            .add(
                                    name,
                                    source,
                                    info.width(),
                                    info.height(),
                                    SceneProfile.of(reader, settings.stretch()).toJson()));
            return new Cutting(scene, new ChipCutter(reader), rows).run(file, progress);
        }
    }

    private void checkSize(RasterInfo info) {
        long images = settings.grid().count(info.width(), info.height());
        if (images > MOST_IMAGES) {
            throw new InputException(
                    info.file(),
                    String.format(
                            Locale.ROOT,
                            "%,d x %,d pixels would become %,d images",
                            info.width(),
                            info.height(),
                            images),
                    String.format(
                            Locale.ROOT,
                            "At most %,d are taken: cut the scene, or state a larger --chip",
                            MOST_IMAGES));
        }
        double samples = (double) info.bounds().area() * info.bands().size();
        if (samples > maxSamples) {
            throw new InputException(
                    info.file(),
                    String.format(
                            Locale.ROOT,
                            "%,d x %,d pixels of %,d bands are %,.0f samples",
                            info.width(),
                            info.height(),
                            info.bands().size(),
                            samples),
                    String.format(
                            Locale.ROOT,
                            "At most %,d are taken this way; use 'cloudless annotate import' for larger scenes",
                            maxSamples));
        }
    }

    private static int count(List<List<Window>> rows) {
        return rows.stream().mapToInt(List::size).sum();
    }

    /** Tells the file and the grid, wherever images were left out. */
    private String howCut(Path file) {
        try {
            return String.format(
                    Locale.ROOT,
                    "%s %d/%d ",
                    Sha256.of(file),
                    settings.grid().size(),
                    settings.grid().overlap());
        } catch (IOException e) {
            throw new InputException(file, "cannot be read", "Check that it is there and its access rights", e);
        }
    }

    /** One scene on its way. */
    private final class Cutting {
        private final Scene scene;
        private final ChipCutter cutter;
        private final List<List<Window>> rows;
        private final Set<List<Integer>> places;
        private int added;
        private int known;
        private int withoutData;
        private long pixels;

        Cutting(Scene scene, ChipCutter cutter, List<List<Window>> rows) {
            this.scene = scene;
            this.cutter = cutter;
            this.rows = rows;
            this.places = project.database().images().places(scene);
        }

        ImportSummary run(Path file, Progress progress) {
            progress.begin(String.valueOf(file.getFileName()), count(rows), "images");
            try {
                for (List<Window> row : rows) {
                    for (List<Window> group : cutter.groups(row)) {
                        add(group);
                        progress.advance(group.size());
                    }
                }
            } finally {
                progress.end();
            }
            project.database().scenes().complete(scene);
            return new ImportSummary(added, known, withoutData, pixels / 1e6);
        }

        private void add(List<Window> group) {
            List<Window> missing = group.stream()
                    .filter(window -> !places.contains(List.of(window.x(), window.y())))
                    .toList();
            known += group.size() - missing.size();
            if (missing.isEmpty()) {
                return;
            }
            List<ChipCutter.Chip> chips = cutter.read(group);
            pixels += group.stream().mapToLong(Window::area).sum();
            List<ChipCutter.Chip> wanted = chips.stream()
                    .filter(chip -> missing.contains(chip.window()) && chip.validShare() >= settings.minValid())
                    .toList();
            withoutData += missing.size() - wanted.size();
            List<NewImage> images = wanted.parallelStream().map(this::write).toList();
            project.database().images().add(scene, images);
            added += images.size();
        }

        private NewImage write(ChipCutter.Chip chip) {
            String hash = project.files().add(target -> cutter.write(chip, target));
            Window window = chip.window();
            String name = count(rows) == 1
                    ? scene.name()
                    : String.format(Locale.ROOT, "%s_x%05d_y%05d", scene.name(), window.x(), window.y());
            return new NewImage(name, hash, window, shuffle(name, hash));
        }
    }

    /** A number that looks drawn by lot and is the same each time. */
    static long shuffle(String name, String hash) {
        byte[] text = (name + hash).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(HexFormat.of().parseHex(Sha256.of(text))).getLong();
    }
}
