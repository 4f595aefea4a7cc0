package io.cloudless.scene;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Annotated images that belong together, such as those of one file.
 *
 * @param classes names of the classes in the order of their codes; all that are used, and maybe others
 * @param images of different names
 */
public record AnnotationSet(List<String> classes, List<AnnotatedImage> images) {
    /**
     * @throws IllegalArgumentException if a class is there twice or missing, or two images share a name
     */
    public AnnotationSet {
        classes = List.copyOf(classes);
        images = List.copyOf(images);
        classes.forEach(Annotation::checkClassName);
        Set<String> known = new HashSet<>(classes);
        if (known.size() != classes.size()) {
            throw new IllegalArgumentException("A class is there twice: " + classes);
        }
        Set<String> names = new HashSet<>();
        for (AnnotatedImage image : images) {
            if (!names.add(image.name())) {
                throw new IllegalArgumentException("Two images are called " + image.name());
            }
            for (Annotation annotation : image.annotations()) {
                if (!known.contains(annotation.className())) {
                    throw new IllegalArgumentException("'" + annotation.className() + "' on " + image.name()
                            + " is none of the classes " + classes);
                }
            }
        }
    }

    /** With the classes in use, sorted. */
    public static AnnotationSet of(List<AnnotatedImage> images) {
        return new AnnotationSet(List.copyOf(usedIn(images)), images);
    }

    private static Set<String> usedIn(List<AnnotatedImage> images) {
        Set<String> used = new TreeSet<>();
        images.forEach(image -> image.annotations().forEach(annotation -> used.add(annotation.className())));
        return used;
    }

    /** With one class called differently. */
    public AnnotationSet renamed(String from, String to) {
        UnaryOperator<String> rename = name -> name.equals(from) ? to : name;
        List<AnnotatedImage> renamed = images.stream()
                .map(image -> new AnnotatedImage(
                        image.frame(),
                        image.annotations().stream()
                                .map(a -> new Annotation(rename.apply(a.className()), a.shape()))
                                .toList()))
                .toList();
        Set<String> names = new LinkedHashSet<>(classes.stream().map(rename).toList());
        return new AnnotationSet(List.copyOf(names), renamed);
    }

    /** With only the classes in use, sorted. */
    AnnotationSet withUsedClasses() {
        return of(images);
    }

    /** With every shape replaced. */
    AnnotationSet reshaped(Reshaping reshaping) {
        List<AnnotatedImage> reshaped = images.stream()
                .map(image -> new AnnotatedImage(
                        image.frame(),
                        image.annotations().stream()
                                .map(a -> new Annotation(a.className(), reshaping.reshape(a.shape(), image.frame())))
                                .toList()))
                .toList();
        return new AnnotationSet(classes, reshaped);
    }

    /** What a format makes of a shape that it cannot hold. */
    interface Reshaping {
        /** To the box around it. */
        Reshaping TO_BOX = (shape, frame) -> shape.bounds(frame.width(), frame.height());

        Shape reshape(Shape shape, ImageFrame frame);
    }
}
