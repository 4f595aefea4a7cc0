package io.cloudless.dataset;

import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import io.cloudless.work.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Scenes tiled into chips, each classified by its mask: positive where most of it is of the class, negative where hardly
 * anything is; what lies between would only teach doubt and is left out. The last tile of a row or column is moved to the
 * edge.
 */
public final class MaskChips implements ChipSource {
    /** A chip of which less is known says nothing. */
    private static final double KNOWN_AT_LEAST = 0.5;

    private final Options options;
    private final RasterFolder masks;
    private final SortedMap<String, Path> images;
    private final Map<String, Path> imagesByName = new TreeMap<>();

    /**
     * How to tile.
     *
     * @param images folder of scenes
     * @param masks folder of their masks, found as {@link RasterFolder#truthOf} says
     * @param bands which to take, counted from 0; empty: red, green and blue
     * @param places which scenes are wanted, and which show the same place
     * @param rule when a chip is what
     */
    public record Options(Path images, Path masks, List<Integer> bands, ScenePlaces places, Rule rule) {}

    /**
     * When a chip is what.
     *
     * @param size edge of a chip in pixels
     * @param codes codes of the mask that are sought
     * @param atLeast a chip is positive if at least this share of its known pixels has one of the codes
     * @param atMost a chip is negative if at most this share has
     * @param positive the class that is sought
     * @param negative the other
     */
    public record Rule(int size, Set<Integer> codes, double atLeast, double atMost, String positive, String negative) {
        public Rule {
            codes = Set.copyOf(codes);
            if (!(atMost >= 0 && atMost < atLeast && atLeast <= 1)) {
                throw new IllegalArgumentException(
                        "Shares of " + atMost + " and " + atLeast + "; 0 <= at most < at least <= 1 is possible");
            }
        }
    }

    /**
     * @throws InputException if a folder cannot be read or no scene is wanted
     */
    public MaskChips(Options options) {
        this.options = options;
        masks = RasterFolder.of(options.masks());
        images = RasterFolder.of(options.images()).images();
        images.keySet().removeIf(stem -> !options.places().isWanted(stem));
        if (images.isEmpty()) {
            throw new InputException(
                    options.images(), "holds no image that meets the conditions", "Check --where and the index");
        }
        images.values().forEach(image -> imagesByName.put(image.getFileName().toString(), image));
    }

    @Override
    public Path file() {
        return options.masks();
    }

    @Override
    public List<String> classes() {
        return List.of(options.rule().positive());
    }

    @Override
    public int inputs() {
        return images.size();
    }

    @Override
    public List<ChipPlan> plan(Progress progress, List<String> dropped) {
        List<ChipPlan> chips = new ArrayList<>();
        progress.begin("read masks", images.size(), "masks");
        try {
            for (Path image : images.values()) {
                plan(image, chips);
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
        return chips;
    }

    private void plan(Path image, List<ChipPlan> chips) {
        Path mask = masks.truthOf(image);
        if (mask == null) {
            throw new InputException(
                    image, "has no mask of the same name in " + options.masks(), "Add it, or leave the image out");
        }
        String stem = FileStem.of(image);
        try (RasterReader reader = RasterReader.openClasses(mask)) {
            checkSize(image, reader.info());
            for (Window tile : tiles(reader.info().bounds())) {
                String className = classOf(reader.read(tile, 0));
                if (className != null) {
                    chips.add(new ChipPlan(
                            stem + "-" + tile.x() + "-" + tile.y(),
                            className,
                            image.getFileName().toString(),
                            options.places().sceneOf(stem),
                            tile,
                            options.places().splitOf(stem)));
                }
            }
        }
    }

    private static void checkSize(Path image, RasterInfo mask) {
        try (RasterReader reader = RasterReader.open(image)) {
            RasterInfo info = reader.info();
            if (!info.bounds().equals(mask.bounds())) {
                throw new InputException(
                        mask.file(),
                        "is " + mask.width() + " x " + mask.height() + " pixels",
                        "Its image " + image.getFileName() + " has " + info.width() + " x " + info.height() + ".");
            }
        }
    }

    private List<Window> tiles(Window scene) {
        int size = options.rule().size();
        List<Window> tiles = new ArrayList<>();
        for (int y = 0; y < scene.height(); y += size) {
            for (int x = 0; x < scene.width(); x += size) {
                tiles.add(new Window(
                                Math.max(0, Math.min(x, scene.width() - size)),
                                Math.max(0, Math.min(y, scene.height() - size)),
                                size,
                                size)
                        .clip(scene));
            }
        }
        return tiles;
    }

    private @Nullable String classOf(Pixels codes) {
        int known = 0;
        int found = 0;
        for (int i = 0; i < codes.bands()[0].length; i++) {
            int code = codes.isValid(i) ? (int) codes.bands()[0][i] : Chip.UNKNOWN;
            known += code == Chip.UNKNOWN ? 0 : 1;
            found += options.rule().codes().contains(code) ? 1 : 0;
        }
        if (known == 0 || known < KNOWN_AT_LEAST * codes.bands()[0].length) {
            return null;
        }
        double share = (double) found / known;
        if (share >= options.rule().atLeast()) {
            return options.rule().positive();
        }
        return share <= options.rule().atMost() ? options.rule().negative() : null;
    }

    @Override
    public Opened open(String source) {
        Path image = imagesByName.get(source);
        if (image == null) {
            throw new IllegalArgumentException(source + " is none of the scenes");
        }
        return new SceneCutter(image, options.bands());
    }
}
