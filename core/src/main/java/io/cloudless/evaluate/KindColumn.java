package io.cloudless.evaluate;

import java.util.List;

/**
 * A figure of a kind that is worth a column in a table of groups: the balanced accuracy of clear, cloud and shadow, and the
 * IoU of thick cloud, thin cloud and shadow.
 *
 * @param kind which, told by truth and masks
 * @param isIou whether it is the IoU, else the balanced accuracy
 */
public record KindColumn(Kind kind, boolean isIou) {
    private static final List<KindColumn> ALL = List.of(
            new KindColumn(Kind.CLEAR, false),
            new KindColumn(Kind.CLOUD, false),
            new KindColumn(Kind.SHADOW, false),
            new KindColumn(Kind.THICK, true),
            new KindColumn(Kind.THIN, true),
            new KindColumn(Kind.SHADOW, true));

    /** The columns of the kinds that truth and masks tell. */
    public static List<KindColumn> of(Kinds kinds) {
        return ALL.stream()
                .filter(column -> kinds.ofMasks().contains(column.kind))
                .toList();
    }

    /** Such as {@code "IoU thin cloud"}. */
    public String heading() {
        return (isIou ? "IoU " : "BOA ") + kind.label();
    }

    /** Its value, NaN where a group does not have the kind. */
    public double figure(ConfusionMatrix matrix, Kinds kinds) {
        ClassScores scores = ClassScores.of(matrix, kinds, kind);
        return isIou ? scores.iou() : scores.boa();
    }
}
