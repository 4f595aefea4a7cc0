package io.cloudless.dataset;

import io.cloudless.files.InputException;
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
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that {@link Preparation} wrote: {@code manifest.csv}, one line a chip, and the sample file that it names, the
 * chips' samples one after another without gaps (little-endian, 0-65535 for 0-1, band by band, then the mask). The sample
 * file is mapped into memory, so that a data set may be larger than the heap. Any thread may read.
 */
public final class PreparedDataset {
    static final String MANIFEST = "manifest.csv";
    static final float FULL_SCALE = 65535f;

    private static final String MAKE_IT_AGAIN = "Make it with 'cloudless prepare'";

    private final Path folder;
    private final Path sampleFile;
    private final List<ChipEntry> entries;
    private final List<ByteBuffer> samples = new ArrayList<>();
    private volatile @Nullable Set<Integer> told;

    private PreparedDataset(Path folder, String samples, List<ChipEntry> entries) {
        this.folder = folder;
        this.sampleFile = folder.resolve(samples);
        this.entries = entries;
    }

    /**
     * @throws InputException if the folder was not written by {@link Preparation}, is incomplete, or its files do not belong
     *     together
     */
    public static PreparedDataset open(Path folder) {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw new InputException(folder, "is no prepared dataset", MAKE_IT_AGAIN);
        }
        SceneIndex index = SceneIndex.read(manifest);
        List<ChipEntry> entries = entries(manifest, index);
        PreparedDataset dataset = new PreparedDataset(folder, samples(manifest, index), entries);
        Path file = dataset.sampleFile;
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    manifest, "belongs to the sample file " + file.getFileName() + ", which is missing", MAKE_IT_AGAIN);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            checkSize(file, channel.size(), dataset.entries);
            for (ChipEntry entry : dataset.entries) {
                dataset.samples.add(channel.map(FileChannel.MapMode.READ_ONLY, entry.offset(), entry.bytes()));
            }
        } catch (IOException e) {
            throw new InputException(file, "cannot be read", MAKE_IT_AGAIN, e);
        }
        return dataset;
    }

    private static void checkSize(Path file, long size, List<ChipEntry> entries) {
        long expected = entries.get(entries.size() - 1).end();
        if (size != expected) {
            throw new InputException(
                    file,
                    String.format(Locale.ROOT, "has %d bytes, and %s describes %d", size, MANIFEST, expected),
                    "The two do not belong together. " + MAKE_IT_AGAIN);
        }
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
     * The file that keeps a model's answers for the chips to train on, so that the model is asked once. It belongs to the
     * samples: the answers for a former dataset in this folder lie in other files.
     *
     * @param key of the model, a few letters and digits
     */
    public Path answers(String key) {
        return SampleFile.answers(sampleFile, key);
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

    private static List<ChipEntry> entries(Path manifest, SceneIndex index) {
        String header = String.join(",", index.columns());
        if (!header.equals(ChipEntry.HEADER) && !header.equals(ChipEntry.FORMER_HEADER)) {
            throw new InputException(manifest, "is no manifest of a prepared dataset", MAKE_IT_AGAIN);
        }
        if (index.scenes().isEmpty()) {
            throw new InputException(manifest, "lists no chips", MAKE_IT_AGAIN);
        }
        try {
            List<ChipEntry> entries =
                    index.scenes().stream().map(id -> ChipEntry.of(index, id)).toList();
            checkLayout(entries);
            return entries;
        } catch (IllegalArgumentException e) {
            throw new InputException(manifest, "is damaged (" + e.getMessage() + ")", MAKE_IT_AGAIN, e);
        }
    }

    /** Each chip begins where the one before it ends, and all have the same bands. */
    private static void checkLayout(List<ChipEntry> entries) {
        long end = 0;
        for (ChipEntry entry : entries) {
            if (entry.offset() != end) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "chip %s at %d instead of %d", entry.id(), entry.offset(), end));
            }
            if (entry.bands() != entries.get(0).bands()) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "chip %s has %d bands, the first one %d",
                        entry.id(),
                        entry.bands(),
                        entries.get(0).bands()));
            }
            end = entry.end(); // below 2^31 each, so that no manifest is long enough to overflow this
        }
    }

    /** The name of the sample file. */
    private static String samples(Path manifest, SceneIndex index) {
        if (!index.columns().contains(ChipEntry.SAMPLES)) {
            return SampleFile.FORMER;
        }
        List<String> names = index.scenes().stream()
                .map(id -> index.require(id, ChipEntry.SAMPLES))
                .distinct()
                .toList();
        if (names.size() > 1 || !SampleFile.isName(names.get(0))) {
            throw new InputException(
                    manifest,
                    names.size() > 1
                            ? "is damaged (it names " + names.size() + " sample files)"
                            : "is damaged (it names the sample file '" + names.get(0) + "')",
                    MAKE_IT_AGAIN);
        }
        return names.get(0);
    }
}
