package io.cloudless.annotate;

import io.cloudless.annotate.store.Image;
import io.cloudless.annotate.store.ModelShare;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskState;
import io.cloudless.files.AtomicFile;
import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.tiff.GeoTiffWriter;
import io.cloudless.scene.AnnotatedImage;
import io.cloudless.scene.AnnotationSet;
import io.cloudless.scene.ClassMask;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was finished, without what was drawn since and is not finished. The folder then holds {@code images/NAME.tif}
 * with all bands as imported, the annotations as {@link ExportFormat#target} says, {@code index.csv} that tells
 * {@code prepare} which images are of one scene, and {@code cloudless-export.json} with the names of these files.
 */
public final class AnnotationExport {
    private static final int NO_DATA = 255;
    private static final int BLOCK = 256;

    private final Project project;
    private final boolean withImages;
    private final boolean withUnseen;

    /** All that was finished, with its images. */
    public AnnotationExport(Project project) {
        this(project, true, true);
    }

    /**
     * @param withImages whether the images themselves are written too
     * @param withUnseen whether annotations are written that are the model's, and nobody changed or reviewed
     */
    public AnnotationExport(Project project, boolean withImages, boolean withUnseen) {
        this.project = project;
        this.withImages = withImages;
        this.withUnseen = withUnseen;
    }

    /**
     * Writes it.
     *
     * @param folder made if it is missing; it then holds this export in place of an earlier one, or still the earlier one
     *     where this throws, and in either case the files of others
     * @return how many images were written
     * @throws InputException if nothing is finished, the folder cannot be written to, or files of others are in the way
     */
    public int write(Path folder, ExportFormat format, Progress progress) {
        progress.begin("export", project.database().tasks().progress().finished(), "images");
        try (ExportFolder target = ExportFolder.open(folder)) {
            int images = writeInto(target.fresh(), format, progress);
            target.commit();
            return images;
        } catch (IOException e) {
            throw InputException.unwritable(folder, e);
        } finally {
            progress.end();
        }
    }

    private int writeInto(Path folder, ExportFormat format, Progress progress) throws IOException {
        List<AnnotatedImage> images = new ArrayList<>();
        List<String> index = new ArrayList<>(List.of("image,scene,annotator,model"));
        FinishedImages finished = new FinishedImages(project);
        finished.forEach(1, task -> {
            if (isWanted(task)) {
                AnnotatedImage image = finished.annotated(task);
                write(task.image(), image, folder, format);
                images.add(image);
                index.add(indexRow(task, FileStem.of(Path.of(image.name()))));
            }
            progress.advance(1);
        });
        if (images.isEmpty()) {
            throw new InputException(project.folder(), "has no finished image", "Mark some first: cloudless annotate");
        }
        format.format()
                .ifPresent(known ->
                        known.write(new AnnotationSet(project.classNames(), images), folder.resolve(format.target())));
        AtomicFile.write(folder.resolve("index.csv"), String.join("\n", index) + "\n");
        return images.size();
    }

    private boolean isWanted(Task task) {
        boolean isReviewed = task.state() == TaskState.ACCEPTED;
        return isReviewed || task.state() == TaskState.DONE && (withUnseen || task.model() != ModelShare.UNSEEN);
    }

    private static String indexRow(Task task, String name) {
        return String.join(
                ",",
                cell(name),
                cell(task.image().scene().name()),
                cell(task.annotator()),
                task.model().word());
    }

    /** A table's cell on one line, in quotes where it needs them (RFC 4180). */
    private static String cell(@Nullable String text) {
        String line = text == null ? "" : text.replaceAll("\\p{Cntrl}", "_");
        return line.matches(".*[,\"].*") ? '"' + line.replace("\"", "\"\"") + '"' : line;
    }

    private void write(Image image, AnnotatedImage annotated, Path folder, ExportFormat format) {
        String name = annotated.name();
        try {
            if (withImages) {
                Path images = Files.createDirectories(folder.resolve("images"));
                Path file = project.fileOf(image);
                AtomicFile.write(
                        images.resolve(name), part -> Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING));
            }
            if (format == ExportFormat.MASK) {
                Path masks = Files.createDirectories(folder.resolve(format.target()));
                writeMask(image, annotated, masks.resolve(name));
            }
        } catch (IOException e) {
            throw InputException.unwritable(folder, e);
        }
    }

    private void writeMask(Image image, AnnotatedImage annotated, Path target) {
        try (RasterReader reader = RasterReader.open(project.fileOf(image))) {
            RasterInfo info = reader.info();
            byte[] codes = ClassMask.of(annotated, project.codes());
            Pixels pixels = reader.read(info.bounds(), 0);
            for (int i = 0; i < codes.length; i++) {
                codes[i] = pixels.isValid(i) ? codes[i] : (byte) NO_DATA;
            }
            GeoTiffWriter.Layout layout = new GeoTiffWriter.Layout(
                    info.width(),
                    info.height(),
                    1,
                    SampleType.UINT8,
                    (double) NO_DATA,
                    info.georeference(),
                    BLOCK,
                    GeoTiffWriter.Overviews.NONE,
                    colours());
            try (GeoTiffWriter writer = GeoTiffWriter.create(target, layout)) {
                writer.append(codes);
                writer.commit();
            }
        }
    }

    private int[] colours() {
        int[] colours = new int[NO_DATA + 1];
        for (LabelClass label : project.settings().classes()) {
            colours[label.code()] = Integer.parseInt(label.colour().substring(1), 16);
        }
        return colours;
    }
}
