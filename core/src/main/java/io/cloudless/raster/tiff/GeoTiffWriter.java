package io.cloudless.raster.tiff;

import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.SampleType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tiled, deflated GeoTIFF from the top row to the bottom row in bounded memory: one row of tiles for each
 * resolution. It is a valid Cloud Optimized GeoTIFF: directories first, then tiles, the smallest overview's first; a
 * BigTIFF where 4 GiB do not suffice. The file appears under its name only with {@link #commit()}; closed before that,
 * nothing is left behind. Not for more than one thread at a time; the bytes written depend on the samples only.
 */
public final class GeoTiffWriter implements AutoCloseable {
    private static final long CLASSIC_LIMIT = 0xFFFF_FFFFL;

    /** How the smaller copies of the picture are made. */
    public enum Overviews {
        NONE,
        /**
         * The most frequent value of each 2 x 2, the smaller of equals; "no data" only where it is more than half: for
         * classes.
         */
        MODE,
        /** The mean of the valid ones of each 2 x 2: for quantities. */
        AVERAGE
    }

    /**
     * @param width columns, at least 1
     * @param height rows, at least 1
     * @param bands number of bands, pixel-interleaved, at least 1
     * @param type stored type of all bands
     * @param nodata written for NaN and stated in the header; null: no nodata value
     * @param georeference null for a plain picture
     * @param blockSize edge of a square tile, a multiple of 16, typically 512
     * @param overviews which smaller copies to add: each half of the last, until one fits into a tile
     * @param colours packed 0xRRGGBB for the values from 0 of a single-band UINT8 raster (at most 256), or null
     */
    public record Layout(
            int width,
            int height,
            int bands,
            SampleType type,
            @Nullable Double nodata,
            @Nullable Georeference georeference,
            int blockSize,
            Overviews overviews,
            int @Nullable [] colours) {
        /** Without a colour table. */
        public Layout(
                int width,
                int height,
                int bands,
                SampleType type,
                @Nullable Double nodata,
                @Nullable Georeference georeference,
                int blockSize,
                Overviews overviews) {
            this(width, height, bands, type, nodata, georeference, blockSize, overviews, null);
        }

        public Layout {
            if (width < 1 || height < 1 || bands < 1) {
                throw new IllegalArgumentException("A raster of " + width + " x " + height + " x " + bands);
            }
            if (blockSize < 16 || blockSize % 16 != 0) {
                throw new IllegalArgumentException("A block size of " + blockSize + " is no multiple of 16");
            }
            if (nodata != null && !new SampleCodec(type).holds(nodata)) {
                throw new IllegalArgumentException(type + " cannot hold the nodata value " + nodata);
            }
            if (colours != null && (type != SampleType.UINT8 || bands != 1 || colours.length > 256)) {
                throw new IllegalArgumentException("A colour table is for up to 256 values of one UINT8 band");
            }
        }
    }

    private final Path target;
    private final Layout layout;
    private final long classicLimit;
    private final SampleCodec codec;
    private final PyramidLevel fullResolution;
    private final SortedMap<String, String> metadata = new TreeMap<>();
    private List<Band> bands;
    private int rowsAdded;

    private GeoTiffWriter(Path target, Layout layout, long classicLimit) throws IOException {
        this.target = target;
        this.layout = layout;
        this.classicLimit = classicLimit;
        this.codec = new SampleCodec(layout.type());
        this.bands = undescribed(layout);
        this.fullResolution = PyramidLevel.open(target, layout);
    }

    /** Three or more bands of integers are taken for red, green, blue as everyone does. */
    private static List<Band> undescribed(Layout layout) {
        boolean rgb = layout.bands() >= 3 && !layout.type().isFloat();
        BandRole[] colours = {BandRole.RED, BandRole.GREEN, BandRole.BLUE};
        return IntStream.range(0, layout.bands())
                .mapToObj(i -> new Band(i, "", rgb && i < 3 ? colours[i] : BandRole.OTHER, layout.type(), 1, 0))
                .toList();
    }

    /** @throws InputException if there is no writing at the target */
    public static GeoTiffWriter create(Path target, Layout layout) {
        return create(target, layout, CLASSIC_LIMIT);
    }

    /** @param classicLimit a file of more bytes becomes a BigTIFF */
    static GeoTiffWriter create(Path target, Layout layout, long classicLimit) {
        if (Files.isDirectory(target)) {
            throw new InputException(target, "it is a folder", "Name a file to be written.");
        }
        try {
            return new GeoTiffWriter(target, layout, classicLimit);
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        }
    }

    /**
     * Names the bands and states what they show and how their samples scale; may be called until {@link #commit()}.
     *
     * @param described as many as the layout has, in order
     */
    public GeoTiffWriter describe(List<Band> described) {
        if (described.size() != layout.bands()) {
            throw new IllegalArgumentException(described.size() + " descriptions for " + layout.bands() + " bands");
        }
        bands = List.copyOf(described);
        return this;
    }

    /** Adds entries to the file's GDAL metadata; may be called until {@link #commit()}. */
    public GeoTiffWriter metadata(Map<String, String> entries) {
        metadata.putAll(entries);
        return this;
    }

    /**
     * Adds rows of the full width below those already added; samples are stored values, rounded and clamped.
     *
     * @throws IllegalArgumentException if there is a NaN and no nodata value for it (floats may hold it as it is)
     */
    public void append(Pixels rows) {
        if (rows.width() != layout.width() || rows.bands().length != layout.bands()) {
            throw new IllegalArgumentException("Rows of " + rows.width() + " x " + rows.bands().length
                    + " samples for a raster of " + layout.width() + " x " + layout.bands());
        }
        checkRoom(rows.height());
        for (int y = 0; y < rows.height(); y++) {
            byte[] row = new byte[layout.width() * layout.bands() * codec.type().bytes()];
            for (int band = 0; band < layout.bands(); band++) {
                float[] samples = rows.bands()[band];
                for (int x = 0; x < layout.width(); x++) {
                    codec.put(row, x * layout.bands() + band, stored(samples[y * layout.width() + x]));
                }
            }
            add(row);
        }
    }

    private double stored(float sample) {
        if (!Float.isNaN(sample)) {
            return sample;
        }
        if (layout.nodata() != null) {
            return layout.nodata();
        }
        if (!layout.type().isFloat()) {
            throw new IllegalArgumentException(target + ": a pixel without data, and no nodata value to write for it");
        }
        return Double.NaN;
    }

    /** Adds rows of a single-band UINT8 raster. */
    public void append(byte[] samples) {
        if (layout.bands() != 1 || layout.type() != SampleType.UINT8) {
            throw new IllegalArgumentException("Bytes for " + layout.bands() + " bands of " + layout.type());
        }
        if (samples.length % layout.width() != 0) {
            throw new IllegalArgumentException(samples.length + " samples are no rows of " + layout.width());
        }
        int rows = samples.length / layout.width();
        checkRoom(rows);
        for (int y = 0; y < rows; y++) {
            byte[] row = new byte[layout.width()];
            System.arraycopy(samples, y * layout.width(), row, 0, row.length);
            add(row);
        }
    }

    private void checkRoom(int rows) {
        if (rowsAdded + rows > layout.height()) {
            throw new IllegalArgumentException(
                    rowsAdded + " + " + rows + " rows for a raster of " + layout.height() + " rows");
        }
    }

    private void add(byte[] row) {
        try {
            fullResolution.add(row);
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        }
        rowsAdded++;
    }

    /**
     * Completes the file and puts it in place of the target. All rows must have been added. The writer can then only be
     * closed.
     */
    public void commit() {
        if (rowsAdded != layout.height()) {
            throw new IllegalStateException(rowsAdded + " of " + layout.height() + " rows were added");
        }
        try {
            fullResolution.finish();
            AtomicFile.write(target, this::assemble);
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        }
    }

    private void assemble(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            new CogAssembly(layout, bands, metadata, fullResolution.withOverviews()).write(channel, classicLimit);
        }
    }

    /** Discards what was written, unless it was committed. */
    @Override
    public void close() {
        try {
            fullResolution.close();
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        }
    }
}
