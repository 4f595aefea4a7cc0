package io.cloudless.raster.tiff;

import io.cloudless.files.TemporaryName;
import io.cloudless.raster.tiff.GeoTiffWriter.Layout;
import io.cloudless.raster.tiff.GeoTiffWriter.Overviews;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One resolution of the picture while it is written: keeps at most one row of tiles, puts finished tiles into a file of
 * its own that vanishes when closed, and hands rows at half the size to the next level.
 */
final class PyramidLevel implements AutoCloseable {
    private final Layout layout;
    private final int width;
    private final int height;
    private final TileCompressor compressor;
    private final FileChannel tiles;
    private final List<Integer> tileLengths = new ArrayList<>();
    private final byte[][] strip;
    private int stripRows;

    private final @Nullable PyramidLevel next;
    private final RowHalver halver;
    private byte @Nullable [] evenRow;

    /** The full resolution and, as far as the layout wants any, its overviews. */
    static PyramidLevel open(Path target, Layout layout) throws IOException {
        return new PyramidLevel(target, layout, layout.width(), layout.height());
    }

    private PyramidLevel(Path target, Layout layout, int width, int height) throws IOException {
        this.layout = layout;
        this.width = width;
        this.height = height;
        this.compressor = new TileCompressor(layout);
        this.halver = new RowHalver(layout, width);
        this.strip = new byte[Math.min(layout.blockSize(), height)][];
        this.tiles = FileChannel.open(
                TemporaryName.beside(target), // on the target's disk, which must have the room anyway
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        this.next = hasNext() ? nextLevel(target) : null;
    }

    private boolean hasNext() {
        return layout.overviews() != Overviews.NONE && Math.max(width, height) > layout.blockSize();
    }

    private PyramidLevel nextLevel(Path target) throws IOException {
        try {
            return new PyramidLevel(target, layout, (width + 1) / 2, (height + 1) / 2);
        } catch (IOException e) {
            tiles.close();
            throw e;
        }
    }

    /** Adds the next row of encoded samples; the level keeps the array. */
    void add(byte[] row) throws IOException {
        strip[stripRows++] = row;
        if (stripRows == strip.length) {
            writeStrip();
        }
        if (next == null) {
            return;
        }
        if (evenRow == null) {
            evenRow = row;
        } else {
            next.add(halver.halve(evenRow, row));
            evenRow = null;
        }
    }

    /** Writes what is left after the last row. */
    void finish() throws IOException {
        if (stripRows > 0) {
            writeStrip();
        }
        if (next != null) {
            if (evenRow != null) {
                next.add(halver.halve(evenRow, null));
            }
            next.finish();
        }
    }

    private void writeStrip() throws IOException {
        int across = (width + layout.blockSize() - 1) / layout.blockSize();
        // Ordered whatever the threads do: the file must not depend on them.
        List<byte[]> compressed = IntStream.range(0, across)
                .parallel()
                .mapToObj(tile -> compressor.compress(strip, stripRows, tile))
                .toList();
        for (byte[] tile : compressed) {
            ByteBuffer framed = frame(tile);
            while (framed.hasRemaining()) {
                tiles.write(framed);
            }
            tileLengths.add(tile.length);
        }
        stripRows = 0;
    }

    /** Its length before and its last bytes again behind, as the header promises. */
    private static ByteBuffer frame(byte[] tile) {
        return ByteBuffer.allocate(TiffHeader.TILE_LEADER + tile.length + TiffHeader.TILE_TRAILER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(tile.length)
                .put(tile)
                .put(tile, tile.length - TiffHeader.TILE_TRAILER, TiffHeader.TILE_TRAILER)
                .flip();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** This level and all smaller ones, largest first. */
    List<PyramidLevel> withOverviews() {
        List<PyramidLevel> levels = new ArrayList<>();
        for (PyramidLevel level = this; level != null; level = level.next) {
            levels.add(level);
        }
        return levels;
    }

    long[] tileLengths() {
        return tileLengths.stream().mapToLong(Integer::longValue).toArray();
    }

    /** Bytes of all tiles with their frames. */
    long length() throws IOException {
        return tiles.size();
    }

    void copyTo(FileChannel target) throws IOException {
        long done = 0;
        while (done < tiles.size()) {
            done += tiles.transferTo(done, tiles.size() - done, target);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            tiles.close();
        } finally {
            if (next != null) {
                next.close();
            }
        }
    }
}
