package io.cloudless.dataset;

import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.scaling.ValueScaling;
import java.nio.file.Path;
import java.util.List;

/** Cuts chips from an image of any bit depth; alpha is dropped and grey becomes a colour. */
final class SceneCutter implements ChipSource.Opened {
    private final RasterReader reader;
    private final int[] bands;
    private final ValueScaling scaling;

    SceneCutter(Path image, List<Integer> chosenBands) {
        reader = RasterReader.open(image);
        try {
            bands = ColourBands.of(reader.info(), chosenBands);
            scaling = ValueScaling.of(reader, bands);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public Pixels cut(ChipPlan chip) {
        Pixels pixels = reader.read(chip.window(), bands);
        scaling.apply(pixels);
        ChipPicture.fillMissing(pixels);
        return pixels;
    }

    @Override
    public void close() {
        reader.close();
    }
}
