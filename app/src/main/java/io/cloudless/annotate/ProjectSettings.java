package io.cloudless.annotate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudless.annotate.chip.ChipGrid;
import io.cloudless.annotate.chip.Stretch;
import java.util.List;

/**
 * How a project is set up: what the first import said, and what later ones, also those in the browser, go by.
 *
 * @param grid how scenes are cut
 * @param minValid share of an image's pixels that must have data, 0 to 1
 * @param stretch how values are shown
 * @param agreement share of images that a second person marks too, 0 to 1
 * @param classes what is marked
 */
public record ProjectSettings(
        ChipGrid grid, double minValid, Stretch stretch, double agreement, List<LabelClass> classes) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CHIP = 512;

    public ProjectSettings {
        classes = List.copyOf(classes);
        checkShare("minValid", minValid);
        checkShare("agreement", agreement);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("A project needs at least one class");
        }
    }

    private static void checkShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " is a share from 0 to 1, not " + share);
        }
    }

    /** Images of 512 pixels that are full of data, the classes of a cloud mask. */
    public static ProjectSettings defaults() {
        return new ProjectSettings(new ChipGrid(CHIP, 0), 1, Stretch.PERCENTILE, 0, LabelClass.CLOUDS);
    }

    public ProjectSettings withGrid(int chip, int overlap) {
        return new ProjectSettings(new ChipGrid(chip, overlap), minValid, stretch, agreement, classes);
    }

    public ProjectSettings withMinValid(double share) {
        return new ProjectSettings(grid, share, stretch, agreement, classes);
    }

    public ProjectSettings withStretch(Stretch other) {
        return new ProjectSettings(grid, minValid, other, agreement, classes);
    }

    public ProjectSettings withAgreement(double share) {
        return new ProjectSettings(grid, minValid, stretch, share, classes);
    }

    /** Whether an image is one of those that a second person marks too. */
    boolean wantsSecondOpinion(long shuffle) {
        // The order of images goes by the upper bits.
        return (shuffle & 0xFFFF_FFFFL) / (double) (1L << 32) < agreement;
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of numbers and texts", e);
        }
    }

    static ProjectSettings parse(String json) {
        try {
            return JSON.readValue(json, ProjectSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No settings of a project: " + json, e);
        }
    }
}
