package io.cloudless.annotate;

import io.cloudless.scene.AnnotatedImage;
import io.cloudless.scene.Annotation;
import io.cloudless.scene.ClassMask;
import io.cloudless.scene.ImageFrame;
import io.cloudless.scene.RunLengths;
import io.cloudless.scene.Runs;
import io.cloudless.scene.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** What a mask keeps of annotations: for each class, by its code, the pixels where it is uppermost. */
final class MaskOf {
    private MaskOf() {}

    static List<Annotation> regions(
            List<Annotation> annotations, int size, ToIntFunction<String> codes, List<LabelClass> classes) {
        byte[] mask = ClassMask.of(new AnnotatedImage(new ImageFrame("x.tif", size, size), annotations), codes);
        List<Annotation> regions = new ArrayList<>();
        for (LabelClass label : classes) {
            Runs runs = new Runs();
            for (int i = 0; i < mask.length; i++) {
                if ((mask[i] & 0xFF) == label.code()) {
                    runs.add(i / size, i % size, i % size + 1);
                }
            }
            if (runs.count() > 0) {
                regions.add(new Annotation(label.name(), new Shape.Region(RunLengths.of(runs, size, size))));
            }
        }
        return regions;
    }
}
