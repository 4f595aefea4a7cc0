package io.cloudless.detect;

import io.cloudless.model.ModelCard;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.scaling.HazeCorrection;
import io.cloudless.raster.scaling.SceneSample;
import io.cloudless.raster.scaling.ValueScaling;
import java.util.ArrayList;
import java.util.List;

/**
 * How a scene's stored samples become the values that a network is given.
 *
 * @param scaling to values 0..1, as a picture of the scene shows them
 * @param haze what is taken off these before the network sees them
 */
record InputValues(ValueScaling scaling, HazeCorrection haze) {
    private static final List<BandRole> COLOURS = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);

    static InputValues of(RasterReader scene, BandSelection bands, ModelCard card) {
        SceneSample sample = new SceneSample(scene, bands.read());
        ValueScaling scaling = ValueScaling.of(sample);
        int[] colours = COLOURS.stream()
                .filter(card.bands()::contains)
                .mapToInt(colour -> bands.order()[card.bands().indexOf(colour)])
                .toArray();
        HazeCorrection haze = colours.length == COLOURS.size()
                ? HazeCorrection.of(sample, scaling, colours, card.hazeLimit())
                : HazeCorrection.NONE;
        return new InputValues(scaling, haze);
    }

    /** What was done, for the user. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(List.of("Values: " + scaling.explanation()));
        if (!haze.isNone()) {
            notes.add(haze.explanation());
        }
        return notes;
    }

    /** Scales in place. */
    void scale(Pixels pixels) {
        scaling.apply(pixels);
    }

    /** Takes the haze off scaled values, in place. */
    void clear(Pixels pixels) {
        haze.apply(pixels);
    }
}
