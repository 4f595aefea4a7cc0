package io.cloudless.evaluate;

import java.util.List;

/**
 * How far the cloud cover of scenes is off: what a catalogue of scenes would say wrongly.
 *
 * @param scenes how many have any pixel to compare
 * @param meanAbsolute mean over scenes of {@code |predicted - true|} cover, 0..1; NaN without scenes
 * @param bias mean of {@code predicted - true}, -1..1: above 0, scenes seem cloudier than they are
 */
public record CoverError(int scenes, double meanAbsolute, double bias) {
    /** Each scene counts once, whatever its size. */
    static CoverError of(List<SceneResult> results) {
        double absolute = 0;
        double signed = 0;
        int scenes = 0;
        for (SceneResult result : results) {
            if (result.matrix().total() > 0) {
                double error = result.predictedCover() - result.trueCover();
                absolute += Math.abs(error);
                signed += error;
                scenes++;
            }
        }
        return new CoverError(scenes, absolute / scenes, signed / scenes);
    }
}
