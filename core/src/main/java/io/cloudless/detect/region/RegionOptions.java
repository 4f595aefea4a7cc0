package io.cloudless.detect.region;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How to find regions box by box.
 *
 * @param proposals which boxes are looked at
 * @param pad pixels of the scene around a box that the classifier is shown with it
 * @param selection which of them are regions
 */
public record RegionOptions(Proposals proposals, int pad, Selection selection) {
    public RegionOptions {
        if (pad < 0) {
            throw new IllegalArgumentException("A box can be padded by 0 pixels or more, not by " + pad);
        }
    }

    /**
     * Which boxes are looked at.
     *
     * @param method how they are found
     * @param ks sizes of the parts that Selective Search begins with
     * @param most of more boxes than these the largest are looked at: parts before the details that they are made of
     */
    public record Proposals(ProposalMethod method, List<Integer> ks, int most) {
        public Proposals {
            ks = List.copyOf(ks);
            if (ks.isEmpty() || ks.stream().anyMatch(k -> k < 1)) {
                throw new IllegalArgumentException("Sizes of parts must be 1 or more: " + ks);
            }
            if (most < 1) {
                throw new IllegalArgumentException("At least 1 box must be looked at, not " + most);
            }
        }
    }

    /**
     * Which boxes are regions: those of a class other than the background.
     *
     * @param threshold 0..1: how likely a box must be of its likeliest class
     * @param onlyClass code of the class to keep; empty: all
     * @param overlap above 0 and at most 1: of two boxes of a class the less likely one goes where their intersection is
     *     more than this share of their union; empty: both stay
     */
    public record Selection(double threshold, OptionalInt onlyClass, OptionalDouble overlap) {
        public Selection {
            if (!(threshold >= 0 && threshold <= 1)) {
                throw new IllegalArgumentException("A threshold must be 0 to 1, not " + threshold);
            }
            if (overlap.isPresent() && !(overlap.getAsDouble() > 0 && overlap.getAsDouble() <= 1)) {
                throw new IllegalArgumentException(
                        "An overlap must be above 0 and at most 1, not " + overlap.getAsDouble());
            }
        }
    }
}
