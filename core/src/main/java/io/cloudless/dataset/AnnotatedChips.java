package io.cloudless.dataset;

import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.raster.Window;
import io.cloudless.scene.AnnotatedImage;
import io.cloudless.scene.Annotation;
import io.cloudless.scene.AnnotationFormat;
import io.cloudless.scene.AnnotationSet;
import io.cloudless.scene.Images;
import io.cloudless.scene.Shape;
import io.cloudless.work.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A chip for the box around each thing that people marked, and one for each whole image on which there was nothing. */
public final class AnnotatedChips implements ChipSource {
    private final Path file;
    private final Path images;
    private final List<Integer> bands;
    private final ScenePlaces places;
    private final String negative;
    private final AnnotationSet annotations;

    /**
     * What to cut and how to call it.
     *
     * @param images folder of the images
     * @param bands which to take, counted from 0; empty: red, green and blue
     * @param places which images belong together
     * @param unnamed what the class of an annotation without one is called
     * @param negative the class of what is not sought
     */
    public record Naming(Path images, List<Integer> bands, ScenePlaces places, String unnamed, String negative) {}

    /**
     * @param file annotations in any {@link AnnotationFormat}
     * @throws InputException if they cannot be read, or speak of images that are not there
     */
    public AnnotatedChips(Path file, Naming naming) {
        this.file = file;
        this.images = naming.images();
        this.bands = List.copyOf(naming.bands());
        this.places = naming.places();
        this.negative = naming.negative();
        annotations =
                AnnotationFormat.of(file).read(file, Images.in(images)).renamed(Annotation.UNNAMED, naming.unnamed());
        List<String> missing = annotations.images().stream()
                .map(AnnotatedImage::name)
                .filter(name -> !Files.isRegularFile(images.resolve(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new InputException(
                    file,
                    missing.size() + " of its " + annotations.images().size() + " images are not in " + images
                            + ", such as " + missing.get(0),
                    "Name their folder with --images, or take them out of the file");
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<String> classes() {
        return annotations.classes().stream()
                .filter(name -> !name.equals(negative))
                .toList();
    }

    @Override
    public int inputs() {
        return annotations.images().size();
    }

    @Override
    public List<ChipPlan> plan(Progress progress, List<String> dropped) {
        List<ChipPlan> chips = new ArrayList<>();
        for (AnnotatedImage image : annotations.images()) {
            if (places.isWanted(stem(image))) {
                plan(image, chips, dropped);
            }
        }
        return chips;
    }

    private void plan(AnnotatedImage image, List<ChipPlan> chips, List<String> dropped) {
        Window whole = Window.of(image.frame().width(), image.frame().height());
        if (image.annotations().isEmpty()) {
            chips.add(chip(image, "", negative, whole));
        }
        for (int i = 0; i < image.annotations().size(); i++) {
            Annotation annotation = image.annotations().get(i);
            Shape.Box box = annotation.shape().bounds(whole.width(), whole.height());
            Window window = box.window();
            if (window.isEmpty()) {
                dropped.add(image.name() + ": the box " + box + " is empty");
            } else if (!whole.contains(window)) {
                dropped.add(image.name() + ": the box " + box + " reaches out of the image of " + whole.width() + " x "
                        + whole.height());
            } else {
                chips.add(chip(image, "-" + (i + 1), annotation.className(), window));
            }
        }
    }

    private ChipPlan chip(AnnotatedImage image, String number, String className, Window window) {
        String stem = stem(image);
        String name = FileStem.of(Path.of(image.name().replace('/', '-'))) + number;
        return new ChipPlan(name, className, image.name(), places.sceneOf(stem), window, places.splitOf(stem));
    }

    private static String stem(AnnotatedImage image) {
        return FileStem.of(Path.of(image.name()));
    }

    @Override
    public Opened open(String source) {
        return new SceneCutter(images.resolve(source), bands);
    }
}
