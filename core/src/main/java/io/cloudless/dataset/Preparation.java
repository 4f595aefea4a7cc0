package io.cloudless.dataset;

import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.scaling.ValueScaling;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link PreparedDataset} from a folder of images and, where there are any, a folder of masks. Values are those that detection gives a
 * network ({@link ValueScaling}).
 */
public final class Preparation {
    private final PreparationOptions options;
    private final @Nullable SceneIndex index;

    public Preparation(PreparationOptions options) {
        this.options = options;
        this.index = options.index() == null ? null : SceneIndex.read(options.index());
    }

    /**
     * Writes the dataset.
     *
     * @param target folder, made if it is missing; what an earlier run wrote there is replaced when all is done
     * @throws InputException if an image has no mask, sizes differ, or nothing meets the conditions
     */
    public PreparationStatistics write(Path target, Progress progress) {
        SortedMap<String, Path> images = RasterFolder.of(options.images()).images();
        images.keySet().removeIf(stem -> !isWanted(stem));
        if (images.isEmpty()) {
            throw new InputException(
                    options.images(), "holds no image that meets the conditions", "Check --where and the index");
        }
        RasterFolder masks = options.masks() == null ? null : RasterFolder.of(options.masks());
        PreparationStatistics statistics = new PreparationStatistics();
        progress.begin("prepare", images.size(), "images");
        try (DatasetWriter writer = DatasetWriter.in(target)) {
            for (Map.Entry<String, Path> image : images.entrySet()) {
                Chip chip = masks == null
                        ? unlabelled(image.getValue())
                        : labelled(image.getValue(), masks.truthOf(image.getValue()));
                ChipEntry entry = entry(image.getKey(), chip, writer.offset());
                writer.add(entry, encode(chip, entry));
                statistics.add(entry.split(), chip);
                progress.advance(1);
            }
            writer.commit(statistics);
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        } finally {
            progress.end();
        }
        return statistics;
    }

    private boolean isWanted(String stem) {
        return index == null || Where.all(options.where(), index, stem);
    }

    private ChipEntry entry(String id, Chip chip, long offset) {
        String group = options.split().groupOf(id, index);
        return new ChipEntry(
                id,
                group,
                options.masks() == null ? Split.TRAIN : options.split().splitOf(id, group, index),
                chip.pixels().width(),
                chip.pixels().height(),
                chip.pixels().bands().length,
                offset);
    }

    private Chip unlabelled(Path image) {
        try (RasterReader reader = RasterReader.open(image)) {
            Pixels pixels = pixels(image, reader);
            byte[] mask = new byte[pixels.width() * pixels.height()];
            Arrays.fill(mask, (byte) Chip.UNKNOWN);
            fillGaps(pixels);
            return new Chip(pixels, mask);
        }
    }

    private Chip labelled(Path image, @Nullable Path mask) {
        if (mask == null) {
            throw new InputException(
                    image, "has no mask of the same name in " + options.masks(), "Add it, or leave the image out");
        }
        try (RasterReader imageReader = RasterReader.open(image);
                RasterReader maskReader = RasterReader.openClasses(mask)) {
            RasterInfo info = imageReader.info();
            if (!info.bounds().equals(maskReader.info().bounds())) {
                throw new InputException(
                        mask,
                        "is " + maskReader.info().width() + " x "
                                + maskReader.info().height() + " pixels",
                        "Its image " + image.getFileName() + " has " + info.width() + " x " + info.height() + ".");
            }
            Pixels pixels = pixels(image, imageReader);
            Pixels codes = maskReader.read(info.bounds(), 0);
            byte[] known = new byte[codes.bands()[0].length];
            for (int i = 0; i < known.length; i++) {
                boolean isKnown = pixels.isValid(i) && codes.isValid(i);
                known[i] = (byte) (isKnown ? (int) codes.bands()[0][i] : Chip.UNKNOWN);
            }
            fillGaps(pixels);
            return new Chip(pixels, known);
        }
    }

    private Pixels pixels(Path image, RasterReader reader) {
        RasterInfo info = reader.info();
        int[] bands = ColourBands.of(info, options.bands());
        if (info.bounds().area() * (2L * bands.length + 1) > Integer.MAX_VALUE) {
            throw new InputException(
                    image,
                    "has " + info.width() + " x " + info.height() + " pixels, too many for one chip",
                    "Cut it and its mask into smaller ones first");
        }
        Pixels pixels = reader.read(info.bounds(), bands);
        ValueScaling.of(reader, bands).apply(pixels);
        options.calibration().apply(pixels);
        return pixels;
    }

    private static void fillGaps(Pixels pixels) {
        for (float[] band : pixels.bands()) {
            for (int i = 0; i < band.length; i++) {
                band[i] = Float.isNaN(band[i]) ? 0 : band[i];
            }
        }
    }

    private static byte[] encode(Chip chip, ChipEntry entry) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(entry.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] band : chip.pixels().bands()) {
            for (float value : band) {
                buffer.putShort((short) Math.round(value * PreparedDataset.FULL_SCALE));
            }
        }
        return buffer.put(chip.mask()).array();
    }
}
