package io.cloudless.evaluate;

import io.cloudless.dataset.LabelledScene;
import io.cloudless.detect.Mask;
import io.cloudless.detect.MaskRows;
import io.cloudless.detect.Segmenter;
import io.cloudless.detect.SegmenterOptions;
import io.cloudless.raster.RasterReader;

/**
 * A model on the same path from file to mask as {@code detect}: scaling, tiles, blending and all.
 *
 * @param segmenter serves several threads
 * @param options for every scene
 */
public record SegmenterPredictor(Segmenter segmenter, SegmenterOptions options) implements Predictor {
    @Override
    public Prediction predict(LabelledScene scene) {
        try (RasterReader reader = RasterReader.open(scene.image())) {
            Mask mask = segmenter.segment(reader, options);
            MaskRows rows = mask.rows();
            return new Prediction(scene.image(), mask.width(), mask.height(), rows.codes(), rows.cloudProbability());
        }
    }
}
