package io.cloudless.evaluate;

import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import java.nio.file.Path;

/**
 * The only band of a file, a byte for each pixel, 255 where it has no data.
 *
 * @param file where it was read
 * @param width columns
 * @param height rows
 * @param values row-major, unsigned
 */
record CodeRaster(Path file, int width, int height, byte[] values) {
    private static final int ROWS_AT_ONCE = 512;

    /**
     * Reads codes of a mask, 0 to 3 or 255.
     *
     * @throws InputException if the file is no such mask
     */
    static CodeRaster readMask(Path file) {
        return read(
                file,
                ConfusionMatrix.MASK_CLASSES - 1,
                "A mask holds 0 clear, 1 cloud, 2 thin cloud, 3 shadow and 255 unknown");
    }

    /**
     * Reads percentages, 0 to 100 or 255.
     *
     * @throws InputException if the file holds anything else
     */
    static CodeRaster readPercent(Path file) {
        return read(file, 100, "Probabilities are whole percentages, 0 to 100, and 255 where there is no data");
    }

    private static CodeRaster read(Path file, int greatest, String expected) {
        try (RasterReader reader = RasterReader.openClasses(file)) {
            RasterInfo info = reader.info();
            if (info.bands().size() != 1) {
                throw new InputException(file, "has " + info.bands().size() + " bands", expected + ", in one band");
            }
            byte[] values = new byte[Math.multiplyExact(info.width(), info.height())];
            for (int y = 0; y < info.height(); y += ROWS_AT_ONCE) {
                Window rows = new Window(0, y, info.width(), ROWS_AT_ONCE).clip(info.bounds());
                Pixels pixels = reader.read(rows, 0);
                int start = y * info.width();
                for (int i = 0; i < pixels.bands()[0].length; i++) {
                    float sample = pixels.bands()[0][i];
                    if (Float.isNaN(sample) || sample == ConfusionMatrix.NO_DATA) {
                        values[start + i] = (byte) ConfusionMatrix.NO_DATA;
                    } else if (sample >= 0 && sample <= greatest && sample == (int) sample) {
                        values[start + i] = (byte) sample;
                    } else {
                        throw new InputException(file, "holds the value " + sample, expected);
                    }
                }
            }
            return new CodeRaster(file, info.width(), info.height(), values);
        }
    }
}
