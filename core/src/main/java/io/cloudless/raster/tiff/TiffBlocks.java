package io.cloudless.raster.tiff;

import io.cloudless.files.InputException;
import io.cloudless.raster.MemoryLimit;
import io.cloudless.raster.Samples;
import io.cloudless.raster.UnsupportedEncodingException;
import io.cloudless.raster.Window;
import io.cloudless.raster.picture.JpegDecoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The decoded blocks of one image of a TIFF. Those used last are kept, so that windows that share a strip or tile do
 * not decode it again: a row of blocks across a large scene fits.
 */
final class TiffBlocks {
    private static final long KEPT_BYTES = Math.min(96L << 20, MemoryLimit.bytes() / 2);

    private final TiffFile file;
    private final TiffLayout layout;
    private final byte @Nullable [] jpegTables;
    private final Map<Integer, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    TiffBlocks(TiffPage page, TiffLayout layout) {
        this.file = page.file();
        this.layout = layout;
        this.jpegTables = page.bytes(TiffPage.JPEG_TABLES);
    }

    /** Copies one stored sample of a window of pixels, row by row; 0 where the file leaves a block out. */
    void read(Window window, int sample, float[] target) {
        int sampleBytes = layout.type().bytes();
        int step = layout.samplesPerBlock() * sampleBytes;
        int plane = firstBlock(sample);
        int first = layout.planar() ? 0 : sample * sampleBytes;
        for (int down = window.y() / layout.blockHeight();
                down * (long) layout.blockHeight() < window.bottom();
                down++) {
            for (int across = window.x() / layout.blockWidth();
                    across * (long) layout.blockWidth() < window.right();
                    across++) {
                byte[] block = block(plane + down * layout.blocksAcross() + across, layout.rowsOf(down));
                if (block == null) {
                    continue;
                }
                int left = across * layout.blockWidth();
                int top = down * layout.blockHeight();
                Window part = new Window(left, top, layout.blockWidth(), layout.blockHeight()).clip(window);
                for (int y = part.y(); y < part.bottom(); y++) {
                    int from = ((y - top) * layout.blockWidth() + part.x() - left) * step + first;
                    int to = (y - window.y()) * window.width() + part.x() - window.x();
                    Samples.copy(layout.type(), block, from, step, target, to, part.width());
                }
            }
        }
    }

    /** Decodes side by side what windows need of blocks that are not kept yet, if all of them can be kept. */
    void decodeAhead(List<Window> windows, int... samples) {
        int[] missing = windows.stream()
                .flatMapToInt(this::blocksOf)
                .flatMap(block -> Arrays.stream(samples).map(sample -> firstBlock(sample) + block))
                .distinct()
                .filter(index -> !kept.containsKey(index) && isStored(index))
                .toArray();
        if (missing.length * layout.rowBytes() * layout.blockHeight() > KEPT_BYTES) {
            return;
        }
        byte[][] blocks = new byte[missing.length][];
        IntStream.range(0, missing.length).parallel().forEach(i -> blocks[i] = decodeIfSound(missing[i]));
        for (int i = 0; i < missing.length; i++) {
            if (blocks[i] != null) {
                keep(missing[i], blocks[i]);
            }
        }
    }

    /** Which blocks of a plane a window touches. */
    private IntStream blocksOf(Window window) {
        int left = window.x() / layout.blockWidth();
        int right = (window.right() - 1) / layout.blockWidth();
        return IntStream.rangeClosed(window.y() / layout.blockHeight(), (window.bottom() - 1) / layout.blockHeight())
                .flatMap(down ->
                        IntStream.rangeClosed(left, right).map(across -> down * layout.blocksAcross() + across));
    }

    /** The first block of the plane that holds this sample of each pixel. */
    private int firstBlock(int sample) {
        return layout.planar() ? sample * layout.blocksAcross() * layout.blocksDown() : 0;
    }

    /** A damaged block is told of when its turn comes: which one a message names does not depend on threads. */
    private byte @Nullable [] decodeIfSound(int index) {
        int inPlane = index % (layout.blocksAcross() * layout.blocksDown());
        try {
            return decode(index, layout.rowsOf(inPlane / layout.blocksAcross()));
        } catch (InputException | UnsupportedEncodingException e) {
            return null;
        }
    }

    private boolean isStored(int index) {
        return layout.offsets()[index] != 0 && layout.byteCounts()[index] != 0;
    }

    private byte @Nullable [] block(int index, int rows) {
        byte[] block = kept.get(index);
        if (block == null && isStored(index)) {
            try {
                block = decode(index, rows);
            } catch (UnsupportedEncodingException e) {
                throw new InputException(
                        file.path(),
                        String.format(
                                Locale.ROOT, "block %d uses %s, which is not supported", index + 1, e.getMessage()),
                        "Convert it with gdal_translate -co COMPRESS=DEFLATE",
                        e);
            }
            keep(index, block);
        }
        return block;
    }

    private void keep(int index, byte[] block) {
        kept.put(index, block);
        keptBytes += block.length;
        var oldest = kept.values().iterator();
        while (keptBytes > KEPT_BYTES && kept.size() > 1) {
            keptBytes -= oldest.next().length;
            oldest.remove();
        }
    }

    private byte[] decode(int index, int rows) {
        byte[] stored =
                file.read(layout.offsets()[index], layout.byteCounts()[index]).array();
        if (layout.compression() == TiffCompression.JPEG) {
            return JpegDecoder.tiffBlock(file, layout, rows, jpegTables, stored);
        }
        int rowBytes = (int) layout.packedRowBytes();
        byte[] block = new byte[rowBytes * rows];
        int done;
        try {
            done = layout.compression().decode(stored, block, block.length);
        } catch (DataFormatException e) {
            throw file.damaged(
                    String.format(Locale.ROOT, "block %d cannot be decompressed (%s)", index + 1, e.getMessage()));
        }
        if (done < block.length) {
            throw file.damaged(
                    String.format(Locale.ROOT, "block %d holds %,d of %,d bytes", index + 1, done, block.length));
        }
        toLittleEndian(block, rowBytes, rows);
        if (layout.bits() >= 8) {
            return block;
        }
        int rowSamples = (int) layout.rowBytes();
        byte[] unpacked = new byte[rowSamples * rows];
        Samples.unpack(block, rowBytes, layout.bits(), unpacked, rowSamples, rows);
        return unpacked;
    }

    private void toLittleEndian(byte[] block, int rowBytes, int rows) {
        int sampleBytes = layout.type().bytes();
        if (layout.predictor() == 3) {
            byte[] scratch = new byte[rowBytes];
            for (int row = 0; row < rows; row++) {
                TiffPredictor.undoFloatingPoint(
                        block, row * rowBytes, rowBytes, layout.samplesPerBlock(), sampleBytes, scratch);
            }
            return;
        }
        if (sampleBytes > 1 && file.order() == ByteOrder.BIG_ENDIAN) {
            Samples.swapBytes(block, block.length, sampleBytes);
        }
        if (layout.predictor() == 2) {
            for (int row = 0; row < rows; row++) {
                TiffPredictor.undoDifferences(block, row * rowBytes, rowBytes, layout.samplesPerBlock(), sampleBytes);
            }
        }
    }
}
