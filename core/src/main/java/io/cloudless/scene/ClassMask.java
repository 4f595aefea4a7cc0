package io.cloudless.scene;

import java.util.Arrays;
import java.util.function.ToIntFunction;

/** Annotations as a mask: a class code for each pixel. */
public final class ClassMask {
    private ClassMask() {}

    /**
     * Draws all annotations of an image, later ones over earlier ones. A pixel belongs to a shape if its centre does;
     * shapes are cut off at the image's edges.
     *
     * @param codes code of a class, 0 to 255, by its name
     * @return width x height codes, row-major, unsigned; 0 where nothing is marked
     */
    public static byte[] of(AnnotatedImage image, ToIntFunction<String> codes) {
        int width = image.frame().width();
        int height = image.frame().height();
        byte[] mask = new byte[Math.multiplyExact(width, height)];
        for (Annotation annotation : image.annotations()) {
            int code = codes.applyAsInt(annotation.className());
            if (code < 0 || code > 255) {
                throw new IllegalArgumentException("The class " + annotation.className() + " has the code " + code);
            }
            Runs runs = annotation.shape().pixels(width, height);
            for (int run = 0; run < runs.count(); run++) {
                int row = runs.row(run) * width;
                Arrays.fill(mask, row + runs.from(run), row + runs.to(run), (byte) code);
            }
        }
        return mask;
    }
}
