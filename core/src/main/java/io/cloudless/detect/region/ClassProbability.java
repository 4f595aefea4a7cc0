package io.cloudless.detect.region;

import io.cloudless.model.MaskClass;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How likely it is that something is of a class.
 *
 * @param known the class
 * @param probability 0..1
 */
public record ClassProbability(MaskClass known, double probability) {
    /** All classes, the likeliest first; of equals the one of the lower code. */
    static List<ClassProbability> ranked(List<MaskClass> classes, float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .mapToObj(i -> new ClassProbability(classes.get(i), probabilities[i]))
                .sorted(Comparator.comparingDouble(ClassProbability::probability)
                        .reversed()
                        .thenComparingInt(each -> each.known().code()))
                .toList();
    }
}
