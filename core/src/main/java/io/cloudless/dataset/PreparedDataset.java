package io.cloudless.dataset;

import io.cloudless.raster.InputException;
import io.cloudless.raster.Pixels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A folder that {@link Preparation} wrote: {@code manifest.csv}, one line a chip, and {@code samples.bin}, the chips'
 * samples one after another (little-endian, 0-65535 for 0-1, band by band, then the mask). The sample file is mapped into
 * memory, so that a data set may be larger than the heap. Any thread may read.
 */
public final class PreparedDataset {
    static final String MANIFEST = "manifest.csv";
    static final String SAMPLES = "samples.bin";
    static final float FULL_SCALE = 65535f;

    private final List<ChipEntry> entries;
    private final List<ByteBuffer> samples = new ArrayList<>();

    private PreparedDataset(List<ChipEntry> entries) {
        this.entries = entries;
    }

    /**
     * @throws InputException if the folder was not written by {@link Preparation} or is incomplete
     */
    public static PreparedDataset open(Path folder) {
        PreparedDataset dataset = new PreparedDataset(entries(folder.resolve(MANIFEST)));
        Path file = folder.resolve(SAMPLES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (ChipEntry entry : dataset.entries) {
                if (entry.offset() + entry.bytes() > channel.size()) {
                    throw new InputException(
                            file, "ends before chip " + entry.id(), "Make it again with 'cloudless prepare'.");
                }
                dataset.samples.add(channel.map(FileChannel.MapMode.READ_ONLY, entry.offset(), entry.bytes()));
            }
        } catch (IOException e) {
            throw new InputException(file, "cannot be read", "Make it with 'cloudless prepare'.", e);
        }
        return dataset;
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

    /** Number of bands, the same in every chip. */
    public int bands() {
        return entries.get(0).bands();
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
            throw new InputException(
                    manifest, "is no manifest of a prepared dataset", "Make it with 'cloudless prepare'.");
        }
        List<ChipEntry> entries = new ArrayList<>();
        for (String id : index.scenes()) {
            entries.add(new ChipEntry(
                    id,
                    index.require(id, "group"),
                    Split.valueOf(index.require(id, "split").toUpperCase(Locale.ROOT)),
                    Integer.parseInt(index.require(id, "width")),
                    Integer.parseInt(index.require(id, "height")),
                    Integer.parseInt(index.require(id, "bands")),
                    Long.parseLong(index.require(id, "offset"))));
        }
        if (entries.isEmpty()) {
            throw new InputException(manifest, "lists no chips", "Make it again with 'cloudless prepare'.");
        }
        return entries;
    }
}
