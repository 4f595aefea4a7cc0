package io.cloudless.detect.region;

import java.nio.file.Path;
import java.util.List;

/** What came out of looking at a picture as a whole. */
public sealed interface Verdict {
    /** Of the picture. */
    Path file();

    /**
     * What the picture shows.
     *
     * @param ranking all classes, the likeliest first
     * @param notes what was assumed on the way
     */
    record Answer(Path file, List<ClassProbability> ranking, List<String> notes) implements Verdict {
        public Answer {
            ranking = List.copyOf(ranking);
            notes = List.copyOf(notes);
        }

        /** The probability of the class of this code, 0..1; 0 if there is none. */
        public double probability(int code) {
            return ranking.stream()
                    .filter(each -> each.known().code() == code)
                    .mapToDouble(ClassProbability::probability)
                    .findFirst()
                    .orElse(0);
        }
    }

    /**
     * The picture cannot be used.
     *
     * @param problem most often an {@link io.cloudless.files.InputException}
     */
    record Failure(Path file, RuntimeException problem) implements Verdict {}
}
