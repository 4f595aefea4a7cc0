package io.cloudless.dataset;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which images show the same place, so that they stay in one split: as an index says, else told by their names.
 *
 * @param by how it is told where no index says so
 * @param index what is known of the images, or null
 * @param where conditions on the index that an image must meet
 * @param groupColumn column of the index that names the place, or null
 * @param splitColumn column of the index that says {@code train} or {@code validation}, or null
 */
public record ScenePlaces(
        By by,
        @Nullable SceneIndex index,
        List<Where> where,
        @Nullable String groupColumn,
        @Nullable String splitColumn) {
    /** What is kept together. */
    public enum By {
        /**
         * All images cut from one scene. Their names are the scene's with one or two numbers at the end, such as
         * {@code SCENE_512_1024}, {@code SCENE-0007}, {@code SCENE_x3_y4}; a name without is a scene of its own.
         */
        SCENE,
        /** Nothing: every image stands for itself, even if another shows the ground beside it. */
        IMAGE
    }

    private static final Pattern CUT = Pattern.compile("(.+?)(?:[_-][xyrc]?\\d+){1,2}", Pattern.CASE_INSENSITIVE);

    public ScenePlaces {
        where = List.copyOf(where);
    }

    /** Whether an image is wanted. */
    boolean isWanted(String stem) {
        return index == null || Where.all(where, index, stem);
    }

    /** The place that an image shows. */
    String sceneOf(String stem) {
        if (index != null && groupColumn != null) {
            return index.require(stem, groupColumn);
        }
        Matcher cut = CUT.matcher(stem);
        return by == By.SCENE && cut.matches() ? cut.group(1) : stem;
    }

    /** What the index says of an image's use, or null. */
    @Nullable
    Split splitOf(String stem) {
        if (index == null || splitColumn == null) {
            return null;
        }
        return index.require(stem, splitColumn).equals(Split.TRAIN.key()) ? Split.TRAIN : Split.VALIDATION;
    }
}
