package io.cloudless.dataset;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How scenes are parted into those to train on and those to validate with: as a column of the index says, else drawn, all
 * scenes of a place together.
 *
 * @param groupColumn column of the index that names the place, or null: every scene is a place of its own
 * @param splitColumn column of the index that says {@code train} or {@code validation}, or null: drawn by place
 * @param validationShare share of places drawn for validation, 0 to 1
 * @param seed of that draw
 */
public record SplitRule(
        @Nullable String groupColumn, @Nullable String splitColumn, double validationShare, long seed) {
    private static final int STEPS = 1_000_000;

    public SplitRule {
        if (!(validationShare >= 0 && validationShare <= 1)) {
            throw new IllegalArgumentException("A share of " + validationShare + " for validation; 0 to 1 is possible");
        }
    }

    /** The place a scene shows. */
    String groupOf(String scene, @Nullable SceneIndex index) {
        return groupColumn == null || index == null ? scene : index.require(scene, groupColumn);
    }

    Split splitOf(String scene, String group, @Nullable SceneIndex index) {
        if (splitColumn != null && index != null) {
            return index.require(scene, splitColumn).equals(Split.TRAIN.key()) ? Split.TRAIN : Split.VALIDATION;
        }
        // A draw that depends on the place's name alone: adding scenes later moves none of the others.
        long draw = new SplittableRandom(seed * 31 + group.hashCode()).nextLong(STEPS);
        return draw < validationShare * STEPS ? Split.VALIDATION : Split.TRAIN;
    }
}
