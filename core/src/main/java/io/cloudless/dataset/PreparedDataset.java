package io.cloudless.dataset;

import io.cloudless.raster.InputException;
import io.cloudless.raster.Pixels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that {@link Preparation} wrote: {@code manifest.csv}, one line a chip, and {@code samples.bin}, the chips'
 * samples one after another (little-endian, 0-65535 for 0-1, band by band, then the mask). The sample file is mapped into
 * memory, so that a data set may be larger than the heap. Any thread may read.
 */
public final class PreparedDataset {
    static final String MANIFEST = "manifest.csv";
    static final String SAMPLES = "samples.bin";
    static final String ANSWERS_PREFIX = "answers-";
    static final String ANSWERS_SUFFIX = ".bin";
    static final float FULL_SCALE = 65535f;

    private static final String MAKE_IT_AGAIN = "Make it with 'cloudless prepare'";

    private final Path folder;
    private final List<ChipEntry> entries;
    private final List<ByteBuffer> samples = new ArrayList<>();
    private volatile @Nullable Set<Integer> told;

    private PreparedDataset(Path folder, List<ChipEntry> entries) {
        this.folder = folder;
        this.entries = entries;
    }

    /**
     * @throws InputException if the folder was not written by {@link Preparation} or is incomplete
     */
    public static PreparedDataset open(Path folder) {
        if (!Files.isRegularFile(folder.resolve(MANIFEST))) {
            throw new InputException(folder, "is no prepared dataset", MAKE_IT_AGAIN);
        }
        PreparedDataset dataset = new PreparedDataset(folder, entries(folder.resolve(MANIFEST)));
        Path file = folder.resolve(SAMPLES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (ChipEntry entry : dataset.entries) {
                if (entry.offset() + entry.bytes() > channel.size()) {
                    throw new InputException(file, "ends before chip " + entry.id(), MAKE_IT_AGAIN);
                }
                dataset.samples.add(channel.map(FileChannel.MapMode.READ_ONLY, entry.offset(), entry.bytes()));
            }
        } catch (IOException e) {
            throw new InputException(file, "cannot be read", MAKE_IT_AGAIN, e);
        }
        return dataset;
    }

    /** Where it lies. */
    public Path folder() {
        return folder;
    }

    /** Positions of a split's chips, to be given to {@link #chip}. */
    public int[] chips(Split split) {
        return IntStream.range(0, entries.size())
                .filter(i -> entries.get(i).split() == split)
                .toArray();
    }

    /** The image's stem. */
    public String id(int index) {
        return entries.get(index).id();
    }

    /** Pixels of a chip. */
    public long area(int index) {
        return (long) entries.get(index).width() * entries.get(index).height();
    }

    /**
     * Where what a model says of the chips to train on is kept, so that it is asked once; made anew, the dataset loses all such
     * files.
     *
     * @param key of the model, a few letters and digits
     */
    public Path answers(String key) {
        return folder.resolve(ANSWERS_PREFIX + key + ANSWERS_SUFFIX);
    }

    /** Number of bands, the same in every chip. */
    public int bands() {
        return entries.get(0).bands();
    }

    /**
     * The codes that the masks hold, 255 left out: what they never hold they do not tell. The first call reads all masks.
     */
    public Set<Integer> told() {
        Set<Integer> known = told;
        if (known == null) {
            known = findTold();
            told = known;
        }
        return known;
    }

    private Set<Integer> findTold() {
        boolean[] found = new boolean[Chip.UNKNOWN + 1];
        for (int i = 0; i < entries.size(); i++) {
            ChipEntry entry = entries.get(i);
            byte[] mask = new byte[entry.width() * entry.height()];
            samples.get(i).duplicate().position(2 * entry.bands() * mask.length).get(mask);
            for (byte code : mask) {
                found[Byte.toUnsignedInt(code)] = true;
            }
        }
        return IntStream.range(0, Chip.UNKNOWN)
                .filter(code -> found[code])
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Reads one chip. */
    public Chip chip(int index) {
        ChipEntry entry = entries.get(index);
        ByteBuffer buffer = samples.get(index).duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int area = entry.width() * entry.height();
        float[][] bands = new float[entry.bands()][area];
        short[] stored = new short[area];
        for (float[] band : bands) {
            buffer.asShortBuffer().get(stored);
            buffer.position(buffer.position() + 2 * area);
            for (int i = 0; i < area; i++) {
                band[i] = Short.toUnsignedInt(stored[i]) / FULL_SCALE;
            }
        }
        byte[] mask = new byte[area];
        buffer.get(mask);
        return new Chip(new Pixels(entry.width(), entry.height(), bands), mask);
    }

    private static List<ChipEntry> entries(Path manifest) {
        SceneIndex index = SceneIndex.read(manifest);
        if (!String.join(",", index.columns()).equals(ChipEntry.HEADER)) {
            throw new InputException(manifest, "is no manifest of a prepared dataset", MAKE_IT_AGAIN);
        }
        if (index.scenes().isEmpty()) {
            throw new InputException(manifest, "lists no chips", MAKE_IT_AGAIN);
        }
        try {
            return index.scenes().stream().map(id -> ChipEntry.of(index, id)).toList();
        } catch (IllegalArgumentException e) {
            throw new InputException(manifest, "is damaged (" + e.getMessage() + ")", MAKE_IT_AGAIN, e);
        }
    }
}
