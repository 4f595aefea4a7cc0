package io.cloudless.train;

import io.cloudless.dataset.PreparedDataset;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;

/**
 * Asks a teacher about whole chips, in overlapping tiles of the size that its card states. Where a tile touches the next one,
 * both have a say: the more, the farther a pixel lies from the tile's edge.
 */
final class TeacherTiles {
    /** Bands of a prepared dataset, in order. */
    private static final BandRole[] BANDS = {BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR};

    private final Model teacher;
    private final PreparedDataset dataset;
    private final int[] order;

    /** @throws InputException if the model does not segment, or looks at bands that the dataset lacks */
    TeacherTiles(Model teacher, PreparedDataset dataset) {
        ModelCard card = teacher.card();
        if (card.task() != ModelCard.Task.SEGMENTATION) {
            throw new InputException(
                    teacher.file(), "classifies pictures as a whole", "Name a teacher that makes masks");
        }
        this.teacher = teacher;
        this.dataset = dataset;
        this.order = card.bands().stream().mapToInt(role -> band(role, teacher)).toArray();
    }

    /** Red stands for near infrared where there is none: vegetation is then darker than the teacher knows it, cloud is the same. */
    private int band(BandRole role, Model model) {
        for (int band = 0; band < Math.min(BANDS.length, dataset.bands()); band++) {
            if (BANDS[band] == role) {
                return band;
            }
        }
        if (role == BandRole.NIR) {
            return 0;
        }
        throw new InputException(
                model.file(),
                "looks at " + model.card().bands() + ", and " + dataset.folder() + " has " + dataset.bands() + " bands",
                "A dataset of three bands is red, green, blue; of four also near infrared. Name a teacher of these");
    }

    /** Of each class of the card, the probability of each pixel of a chip, row-major. */
    float[][] probabilities(int chip) {
        Pixels pixels = dataset.chip(chip).pixels();
        int step = teacher.sizeStep();
        int tile = teacher.card().input().tileSize();
        int width = tileEdge(pixels.width(), tile, step);
        int height = tileEdge(pixels.height(), tile, step);
        int overlap = teacher.card().input().tileOverlap();
        Pixels whole = pixels.mirroredTo(Math.max(width, pixels.width()), Math.max(height, pixels.height()));
        float[][] sums = new float[teacher.card().classes().size()][whole.width() * whole.height()];
        float[] weights = new float[whole.width() * whole.height()];
        for (int top : starts(whole.height(), height, overlap)) {
            for (int left : starts(whole.width(), width, overlap)) {
                add(whole, new Tile(left, top, width, height), sums, weights);
            }
        }
        float[][] result = new float[sums.length][pixels.width() * pixels.height()];
        for (int i = 0; i < result[0].length; i++) {
            int at = i / pixels.width() * whole.width() + i % pixels.width();
            for (int channel = 0; channel < sums.length; channel++) {
                result[channel][i] = sums[channel][at] / weights[at];
            }
        }
        return result;
    }

    private record Tile(int left, int top, int width, int height) {
        /** 1 at the tile's edge, more within. */
        float weight(int x, int y) {
            return (1f + Math.min(x, width - 1 - x)) * (1f + Math.min(y, height - 1 - y));
        }
    }

    private void add(Pixels whole, Tile tile, float[][] sums, float[] weights) {
        int area = tile.width * tile.height;
        float[] values = new float[order.length * area];
        for (int channel = 0; channel < order.length; channel++) {
            for (int y = 0; y < tile.height; y++) {
                System.arraycopy(
                        whole.bands()[order[channel]],
                        (tile.top + y) * whole.width() + tile.left,
                        values,
                        channel * area + y * tile.width,
                        tile.width);
            }
        }
        float[] answer = teacher.probabilities(values, 1, tile.height, tile.width);
        for (int y = 0; y < tile.height; y++) {
            for (int x = 0; x < tile.width; x++) {
                int at = (tile.top + y) * whole.width() + tile.left + x;
                float weight = tile.weight(x, y);
                weights[at] += weight;
                for (int channel = 0; channel < sums.length; channel++) {
                    sums[channel][at] += weight * answer[channel * area + y * tile.width + x];
                }
            }
        }
    }

    /** A smaller chip is one tile, made larger to the next size that the network takes. */
    private static int tileEdge(int chip, int tile, int step) {
        return chip >= tile ? tile : Math.min(tile, (chip + step - 1) / step * step);
    }

    private static int[] starts(int length, int tile, int overlap) {
        if (length == tile) {
            return new int[] {0};
        }
        int stride = tile - overlap;
        int count = 1 + (length - tile + stride - 1) / stride;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = Math.min(i * stride, length - tile);
        }
        return starts;
    }
}
