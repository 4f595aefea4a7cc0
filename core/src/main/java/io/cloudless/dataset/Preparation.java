package io.cloudless.dataset;

import io.cloudless.progress.Progress;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.ValueScaling;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link PreparedDataset} from a folder of images and a folder of masks. Values are those that detection gives a
 * network ({@link ValueScaling}).
 */
public final class Preparation {
    private static final BandRole[] COLOURS = {BandRole.RED, BandRole.GREEN, BandRole.BLUE};

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
        Map<String, Path> images = byStem(options.images());
        images.keySet().removeIf(stem -> !isWanted(stem));
        Map<String, Path> masks = byStem(options.masks());
        if (images.isEmpty()) {
            throw new InputException(
                    options.images(), "holds no image that meets the conditions", "Check --where and the index.");
        }
        PreparationStatistics statistics = new PreparationStatistics();
        Path samples = target.resolve(PreparedDataset.SAMPLES + ".part");
        progress.begin("prepare", images.size(), "images");
        try {
            Files.createDirectories(target);
            List<String> manifest = new ArrayList<>(List.of(ChipEntry.HEADER));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(samples), 1 << 20)) {
                long offset = 0;
                for (Map.Entry<String, Path> image : images.entrySet()) {
                    String id = image.getKey();
                    Chip chip = chip(image.getValue(), masks.get(id));
                    ChipEntry entry = entry(id, chip, offset);
                    out.write(encode(chip, entry));
                    manifest.add(entry.toCsv());
                    statistics.add(entry.split(), chip);
                    offset += entry.bytes();
                    progress.advance(1);
                }
            }
            replace(samples, target.resolve(PreparedDataset.SAMPLES));
            writeText(target.resolve(PreparedDataset.MANIFEST), String.join("\n", manifest) + "\n");
            writeText(target.resolve("preparation-statistics.txt"), statistics.toText());
            writeText(target.resolve("preparation-statistics.json"), statistics.toJson());
        } catch (IOException e) {
            throw new InputException(
                    target, "cannot be written (" + e.getMessage() + ")", "Check its permissions and free space.", e);
        } finally {
            progress.end();
            deleteQuietly(samples);
        }
        return statistics;
    }

    private boolean isWanted(String stem) {
        if (index == null) {
            return true;
        }
        SceneIndex known = index;
        return known.contains(stem) && options.where().stream().allMatch(where -> where.test(known, stem));
    }

    private ChipEntry entry(String id, Chip chip, long offset) {
        String group = options.groupColumn() == null || index == null ? id : index.require(id, options.groupColumn());
        return new ChipEntry(
                id,
                group,
                split(id, group),
                chip.pixels().width(),
                chip.pixels().height(),
                chip.pixels().bands().length,
                offset);
    }

    private Split split(String id, String group) {
        if (options.splitColumn() != null && index != null) {
            return index.require(id, options.splitColumn()).equals(Split.TRAIN.key()) ? Split.TRAIN : Split.VALIDATION;
        }
        // A draw that depends on the group's name alone: adding scenes later moves none of the others.
        long draw = new SplittableRandom(options.seed() * 31 + group.hashCode()).nextLong(1_000_000);
        return draw < options.validationShare() * 1_000_000 ? Split.VALIDATION : Split.TRAIN;
    }

    private Chip chip(Path image, @Nullable Path mask) {
        if (mask == null) {
            throw new InputException(
                    image, "has no mask of the same name in " + options.masks(), "Add it, or leave the image out.");
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
            int[] bands = bands(info);
            Pixels pixels = imageReader.read(info.bounds(), bands);
            ValueScaling.of(imageReader, bands).apply(pixels);
            options.calibration().apply(pixels);
            return chip(pixels, maskReader.read(info.bounds(), 0));
        }
    }

    private static Chip chip(Pixels pixels, Pixels codes) {
        byte[] mask = new byte[codes.bands()[0].length];
        for (int i = 0; i < mask.length; i++) {
            boolean known = pixels.isValid(i) && codes.isValid(i);
            mask[i] = (byte) (known ? (int) codes.bands()[0][i] : Chip.UNKNOWN);
            for (float[] band : pixels.bands()) {
                band[i] = Float.isNaN(band[i]) ? 0 : band[i];
            }
        }
        return new Chip(pixels, mask);
    }

    private int[] bands(RasterInfo info) {
        if (!options.bands().isEmpty()) {
            return options.bands().stream().mapToInt(Integer::intValue).toArray();
        }
        int[] bands = new int[COLOURS.length];
        for (int i = 0; i < bands.length; i++) {
            BandRole role = COLOURS[i];
            bands[i] = info.bands().stream()
                    .filter(band -> band.role() == role)
                    .mapToInt(band -> band.index())
                    .findFirst()
                    .orElseThrow(() -> new InputException(
                            info.file(),
                            "has no " + role.name().toLowerCase(Locale.ROOT) + " band",
                            "Say which bands to take with --bands."));
        }
        return bands;
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

    private static Map<String, Path> byStem(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, Path> byStem = new TreeMap<>();
            files.filter(Files::isRegularFile).forEach(file -> byStem.put(stem(file), file));
            return byStem;
        } catch (IOException e) {
            throw new InputException(folder, "cannot be listed", "Give a folder of images.", e);
        }
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static void writeText(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        replace(part, file);
    }

    private static void replace(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
