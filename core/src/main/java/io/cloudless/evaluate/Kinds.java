package io.cloudless.evaluate;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which kinds a truth tells apart, and which of them the masks held against it can tell. A figure of a kind that one side
 * does not know would be no figure of the masks: a detector of cloud is not wrong about shadow, it is silent.
 *
 * @param ofTruth empty where the truth knows cloud and not cloud only
 * @param ofMasks those among them of which the masks have a say
 */
public record Kinds(Set<Kind> ofTruth, Set<Kind> ofMasks) {
    private static final List<String> CODE_NAMES = List.of("clear", "thick cloud", "thin cloud", "cloud shadow");
    private static final int THICK = 1;
    private static final int THIN = 2;
    private static final int SHADOW = 3;

    public Kinds {
        ofTruth = immutable(ofTruth);
        ofMasks = immutable(ofMasks);
    }

    /**
     * The kinds of an evaluation.
     *
     * @param matrix all of its pixels
     * @param codes those that the masks can hold
     */
    static Kinds of(ConfusionMatrix matrix, Collection<Integer> codes) {
        boolean knowsThin = occurs(matrix, THIN);
        boolean knowsShadow = occurs(matrix, SHADOW);
        Set<Kind> ofTruth = EnumSet.noneOf(Kind.class);
        Set<Kind> ofMasks = EnumSet.noneOf(Kind.class);
        if (knowsThin || knowsShadow) {
            ofTruth.addAll(List.of(Kind.CLEAR, Kind.CLOUD));
            ofMasks.add(Kind.CLOUD);
        }
        if (knowsThin) {
            ofTruth.addAll(occurs(matrix, THICK) ? List.of(Kind.THICK, Kind.THIN) : List.of(Kind.THIN));
        }
        if (knowsShadow) {
            ofTruth.add(Kind.SHADOW);
        }
        if (codes.contains(THIN)) {
            ofMasks.addAll(List.of(Kind.THICK, Kind.THIN));
        }
        if (codes.contains(SHADOW)) {
            ofMasks.add(Kind.SHADOW);
        }
        // Where nobody marked shadow in the truth, clear is whatever is no cloud, and any mask tells it.
        if (codes.contains(SHADOW) || !knowsShadow) {
            ofMasks.add(Kind.CLEAR);
        }
        ofMasks.retainAll(ofTruth);
        return new Kinds(ofTruth, ofMasks);
    }

    /** Whether there is more to say than cloud and not cloud. */
    public boolean areTold() {
        return !ofTruth.isEmpty();
    }

    /** Says which kinds of the truth have no figures and why; empty where all have. */
    public Optional<String> gaps() {
        String untold = Stream.of(Kind.THIN, Kind.SHADOW)
                .filter(kind -> ofTruth.contains(kind) && !ofMasks.contains(kind))
                .map(Kind::label)
                .collect(Collectors.joining(" and "));
        return untold.isEmpty()
                ? Optional.empty()
                : Optional.of("The masks do not tell " + untold + ": no figures of that, nor of what it is told from.");
    }

    /** The name of a code in a mask, such as {@code "thin cloud"}. */
    public static String nameOf(int code) {
        return CODE_NAMES.get(code);
    }

    /** Whether truth and masks can both tell these codes of a mask apart. */
    public boolean differ(int truth, int predicted) {
        return ofMasks.stream().anyMatch(kind -> isOf(kind, truth) != isOf(kind, predicted));
    }

    /** Whether a code of a mask is of a kind, as far as the truth goes. */
    boolean isOf(Kind kind, int code) {
        return switch (kind) {
            case CLEAR -> code == 0 || (code == SHADOW && !ofTruth.contains(Kind.SHADOW));
            case CLOUD -> ConfusionMatrix.isCloud(code);
            case THICK -> code == THICK;
            case THIN -> code == THIN;
            case SHADOW -> code == SHADOW;
        };
    }

    private static boolean occurs(ConfusionMatrix matrix, int code) {
        return code < matrix.classes() && matrix.truths(code) + matrix.noData(code) > 0;
    }

    private static Set<Kind> immutable(Set<Kind> kinds) {
        return Collections.unmodifiableSet(kinds.isEmpty() ? EnumSet.noneOf(Kind.class) : EnumSet.copyOf(kinds));
    }
}
