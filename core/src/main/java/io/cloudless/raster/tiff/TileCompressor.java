package io.cloudless.raster.tiff;

import io.cloudless.raster.tiff.GeoTiffWriter.Layout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Cuts tiles out of rows, stores differences where that helps, and deflates them. Safe to call from many threads. */
final class TileCompressor {
    private final int blockSize;
    private final int sampleBytes;
    private final int pixelBytes;
    private final boolean differences;

    TileCompressor(Layout layout) {
        this.blockSize = layout.blockSize();
        this.sampleBytes = layout.type().bytes();
        this.pixelBytes = sampleBytes * layout.bands();
        this.differences = usesDifferences(layout);
    }

    /** Whether tiles hold horizontal differences (TIFF predictor 2): classes in one byte deflate better without. */
    static boolean usesDifferences(Layout layout) {
        return !layout.type().isFloat() && (layout.type().bytes() > 1 || layout.bands() > 1);
    }

    /**
     * @param rows the first {@code count} hold the tile row; what lies outside the raster is filled with zeros
     * @param tile position from the left
     */
    byte[] compress(byte[][] rows, int count, int tile) {
        int tileRow = blockSize * pixelBytes;
        byte[] samples = new byte[blockSize * tileRow];
        int from = tile * tileRow;
        for (int y = 0; y < count; y++) {
            System.arraycopy(rows[y], from, samples, y * tileRow, Math.min(tileRow, rows[y].length - from));
        }
        if (differences) {
            for (int y = 0; y < blockSize; y++) {
                subtractLeft(samples, y * tileRow, (y + 1) * tileRow);
            }
        }
        return deflate(samples);
    }

    /** Little-endian subtraction of the same band of the pixel to the left, right to left so that it can be in place. */
    private void subtractLeft(byte[] samples, int start, int end) {
        for (int at = end - sampleBytes; at >= start + pixelBytes; at -= sampleBytes) {
            int borrow = 0;
            for (int i = at; i < at + sampleBytes; i++) {
                int difference = (samples[i] & 0xFF) - (samples[i - pixelBytes] & 0xFF) - borrow;
                samples[i] = (byte) difference;
                borrow = difference < 0 ? 1 : 0;
            }
        }
    }

    private static byte[] deflate(byte[] samples) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(samples);
            deflater.finish();
            ByteBuffer compressed = ByteBuffer.allocate(samples.length / 4 + 64);
            while (!deflater.finished()) {
                if (!compressed.hasRemaining()) {
                    compressed = ByteBuffer.allocate(2 * compressed.capacity()).put(compressed.flip());
                }
                deflater.deflate(compressed);
            }
            return Arrays.copyOf(compressed.array(), compressed.position());
        } finally {
            deflater.end();
        }
    }
}
