package io.cloudless.detect.region;

import io.cloudless.detect.MaskLayout;
import io.cloudless.detect.MaskRows;
import io.cloudless.detect.MaskSink;

/** The mean probability of cloud in any rectangle of a scene, on the grid of its {@link ReducedScene}. */
final class CloudShares implements MaskSink {
    private static final float PERCENT = 100;

    private final int factor;
    private final int width;
    private final float[] probability;
    private final float[] pixels;

    CloudShares(ReducedScene scene) {
        this.factor = scene.factor();
        this.width = scene.width();
        this.probability = new float[width * scene.height()];
        this.pixels = new float[probability.length];
    }

    @Override
    public void begin(MaskLayout layout) {}

    @Override
    public void accept(MaskRows rows) {
        for (int row = 0; row < rows.height(); row++) {
            int to = (rows.y() + row) / factor * width;
            for (int x = 0; x < rows.width(); x++) {
                byte percent = rows.cloudProbability()[row * rows.width() + x];
                if (percent >= 0) { // else 255, no data
                    probability[to + x / factor] += percent / PERCENT;
                    pixels[to + x / factor]++;
                }
            }
        }
    }

    @Override
    public void end() {}

    /** Answers for rectangles, once the whole mask is through. */
    RegionScorer scorer() {
        SummedArea cloud = new SummedArea(probability, width);
        SummedArea valid = new SummedArea(pixels, width);
        return boxes ->
                boxes.stream().map(box -> share(cloud.sum(box), valid.sum(box))).toArray(float[][]::new);
    }

    private static float[] share(double cloud, double valid) {
        float share = (float) Math.min(1, Math.max(0, valid == 0 ? 0 : cloud / valid));
        return new float[] {1 - share, share};
    }
}
