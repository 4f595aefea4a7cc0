package io.cloudless.train;

import io.cloudless.dataset.ChipFolder.ChipFile;
import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.Resampling;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/** Chips as a network sees them: values 0 to 1 of red, green and blue, interleaved, in batches. */
final class ChipPictures {
    private static final int BANDS = 3;
    private static final float FULL_SCALE = 255f;

    private final List<ChipFile> chips;
    private final int edge;

    /** @param edge of the pictures in pixels */
    ChipPictures(List<ChipFile> chips, int edge) {
        this.chips = chips;
        this.edge = edge;
    }

    /**
     * A part of each chip at a random place, mirrored or not.
     *
     * @param order which chips
     * @param seed of the first one's place
     */
    Batch crops(int[] order, long seed) {
        return batch(order, (pixels, chip, place, into) -> {
            int width = pixels.width();
            int height = pixels.height();
            if (width < edge || height < edge) {
                throw new InputException(
                        chip.file(),
                        "is of " + width + " x " + height + " pixels, crops of " + edge + " are to be cut from it",
                        "Prepare larger chips, or train with a smaller --crop");
            }
            SplittableRandom random = new SplittableRandom(seed + 1_000_003L * place);
            int left = random.nextInt(width - edge + 1);
            int top = random.nextInt(height - edge + 1);
            boolean mirrored = random.nextBoolean();
            for (int y = 0; y < edge; y++) {
                for (int x = 0; x < edge; x++) {
                    int at = (top + y) * width + left + (mirrored ? edge - 1 - x : x);
                    for (float[] band : pixels.bands()) {
                        into.put(band[at]);
                    }
                }
            }
        });
    }

    /** Each chip as a whole, resized: as the finished model is given pictures. */
    Batch whole(int[] order) {
        return batch(order, (pixels, chip, place, into) -> {
            Resampling resampling = new Resampling(pixels.width(), pixels.height(), edge, edge);
            float[][] planes = new float[BANDS][edge * edge];
            for (int band = 0; band < BANDS; band++) {
                resampling.apply(pixels.bands()[band], pixels.width(), 0, 0, FloatBuffer.wrap(planes[band]));
            }
            for (int at = 0; at < edge * edge; at++) {
                for (float[] plane : planes) {
                    into.put(plane[at]);
                }
            }
        });
    }

    private interface Drawing {
        void draw(Pixels pixels, ChipFile chip, int place, FloatBuffer into);
    }

    private Batch batch(int[] order, Drawing drawing) {
        FloatBuffer images = FloatBuffer.allocate(order.length * edge * edge * BANDS);
        long[] truth = new long[order.length];
        for (int place = 0; place < order.length; place++) {
            ChipFile chip = chips.get(order[place]);
            truth[place] = chip.code();
            drawing.draw(scaled(chip.read()), chip, place, images);
        }
        return new Batch(order.length, edge, BANDS, images.array(), truth);
    }

    /** 0 to 1 instead of 0 to 255. */
    private static Pixels scaled(Pixels pixels) {
        for (float[] band : pixels.bands()) {
            for (int i = 0; i < band.length; i++) {
                band[i] /= FULL_SCALE;
            }
        }
        return pixels;
    }
}
