package io.cloudless.raster.tiff;

import io.cloudless.files.InputException;
import io.cloudless.raster.MemoryLimit;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.UnsupportedEncodingException;
import java.util.Arrays;
import java.util.Locale;

/**
 * How the samples of one image lie in a TIFF, checked against what the file can hold.
 *
 * @param samples samples of one pixel
 * @param bits stored bits of one sample; those below 8 are unpacked to bytes
 * @param type of the samples once unpacked
 * @param planar each block holds one sample of its pixels, else all
 * @param tiled blocks are tiles of the full block size; else strips, the last of which may be shorter
 * @param predictor 1 none, 2 horizontal differences, 3 floating point
 * @param photometric what the samples mean, see the constants
 * @param extraSamples meaning of those beyond the colours: 0 unstated, 1 and 2 alpha
 * @param offsets where each block begins, 0 for one left out
 * @param byteCounts stored bytes of each block
 */
public record TiffLayout(
        int width,
        int height,
        int samples,
        int bits,
        SampleType type,
        boolean planar,
        int blockWidth,
        int blockHeight,
        boolean tiled,
        TiffCompression compression,
        int predictor,
        int photometric,
        long[] extraSamples,
        long[] offsets,
        long[] byteCounts) {
    static final int WHITE_IS_ZERO = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int MASK = 4;
    static final int CMYK = 5;
    public static final int YCBCR = 6;

    /** More samples per pixel than any sensor has are taken for damage. */
    private static final int MAX_SAMPLES = 4096;

    private static final int LOW_STRIP_BYTES = 1 << 18;

    static TiffLayout of(TiffPage page) {
        TiffFile file = page.file();
        int width = size(page, TiffPage.IMAGE_WIDTH, "width");
        int height = size(page, TiffPage.IMAGE_LENGTH, "height");
        int samples = (int) within(file, "samples per pixel", page.integer(TiffPage.SAMPLES_PER_PIXEL, 1), MAX_SAMPLES);
        int bits = uniform(page, TiffPage.BITS_PER_SAMPLE, 1, samples, "bits per sample");
        int format = uniform(page, TiffPage.SAMPLE_FORMAT, 1, samples, "sample format");
        SampleType type = sampleType(bits, format);
        TiffCompression compression = TiffCompression.of((int) page.integer(TiffPage.COMPRESSION, 1));
        int photometric = (int) page.integer(TiffPage.PHOTOMETRIC, 1);
        if (photometric == YCBCR && compression != TiffCompression.JPEG) {
            throw new UnsupportedEncodingException("YCbCr colours without JPEG compression");
        }
        if (page.integer(TiffPage.FILL_ORDER, 1) != 1 && compression != TiffCompression.JPEG) {
            throw new UnsupportedEncodingException("reversed bit order");
        }
        boolean planar = samples > 1 && page.integer(TiffPage.PLANAR_CONFIGURATION, 1) == 2;

        boolean tiled = page.has(TiffPage.TILE_WIDTH);
        int blockWidth = tiled ? size(page, TiffPage.TILE_WIDTH, "tile width") : width;
        long rows = tiled
                ? size(page, TiffPage.TILE_LENGTH, "tile height")
                : Math.min(height, page.integer(TiffPage.ROWS_PER_STRIP, height));
        int blockHeight = (int) within(file, "rows per strip", rows, Integer.MAX_VALUE);
        long blocks = ((width - 1L) / blockWidth + 1) * ((height - 1L) / blockHeight + 1);
        blocks = within(file, "number of blocks", blocks, file.size()) * (planar ? samples : 1);
        checkBlockCount(file, blocks);
        TiffLayout layout = new TiffLayout(
                width,
                height,
                samples,
                bits,
                type,
                planar,
                blockWidth,
                blockHeight,
                tiled,
                compression,
                predictor(page, bits, type, compression),
                photometric,
                page.integers(TiffPage.EXTRA_SAMPLES, samples),
                perBlock(page, blocks, TiffPage.TILE_OFFSETS, TiffPage.STRIP_OFFSETS),
                perBlock(page, blocks, TiffPage.TILE_BYTE_COUNTS, TiffPage.STRIP_BYTE_COUNTS));
        return layout.withLowStrips(file).checked(file);
    }

    int blocksAcross() {
        return (width - 1) / blockWidth + 1;
    }

    int blocksDown() {
        return (height - 1) / blockHeight + 1;
    }

    /** Samples of one pixel within one block. */
    public int samplesPerBlock() {
        return planar ? 1 : samples;
    }

    /** Stored bytes of one row of a block, once decompressed. */
    long packedRowBytes() {
        return ((long) blockWidth * samplesPerBlock() * bits + 7) / 8;
    }

    /** Bytes of one row of a block, samples below 8 bits unpacked to bytes. */
    long rowBytes() {
        return (long) blockWidth * samplesPerBlock() * type.bytes();
    }

    /** Rows stored in a block of this block row. */
    int rowsOf(int blockRow) {
        return tiled ? blockHeight : Math.min(blockHeight, height - blockRow * blockHeight);
    }

    /** Cuts uncompressed strips into lower ones, so that a window of a picture in one strip reads only its rows. */
    private TiffLayout withLowStrips(TiffFile file) {
        boolean low = (double) blockHeight * packedRowBytes() <= LOW_STRIP_BYTES;
        if (tiled || compression != TiffCompression.NONE || low) {
            return this;
        }
        if ((double) height * packedRowBytes() > file.size()) {
            throw file.damaged(String.format(
                    Locale.ROOT,
                    "the file ends after %,d bytes, too few for %,d x %,d pixels",
                    file.size(),
                    width,
                    height));
        }
        int rows = (int) Math.max(1, LOW_STRIP_BYTES / packedRowBytes());
        while (blockHeight % rows != 0) {
            rows--;
        }
        int down = (height - 1) / rows + 1;
        checkBlockCount(file, (long) down * (planar ? samples : 1));
        long[] lowOffsets = new long[down * (planar ? samples : 1)];
        long[] lowCounts = new long[lowOffsets.length];
        for (int i = 0; i < lowOffsets.length; i++) {
            int top = i % down * rows;
            int strip = i / down * blocksDown() + top / blockHeight;
            lowOffsets[i] = offsets[strip] == 0 ? 0 : offsets[strip] + top % blockHeight * packedRowBytes();
            lowCounts[i] = Math.min(rows, height - top) * packedRowBytes();
        }
        return new TiffLayout(
                width,
                height,
                samples,
                bits,
                type,
                planar,
                blockWidth,
                rows,
                false,
                compression,
                predictor,
                photometric,
                extraSamples,
                lowOffsets,
                lowCounts);
    }

    private TiffLayout checked(TiffFile file) {
        MemoryLimit.checkBlock(file.path(), blockWidth, blockHeight, (long) samplesPerBlock() * type.bytes());
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] == 0 || byteCounts[i] == 0) {
                continue; // left out: no data there
            }
            if (offsets[i] < 0 || byteCounts[i] < 0 || byteCounts[i] > file.size() - offsets[i]) {
                throw file.damaged(String.format(
                        Locale.ROOT,
                        "the file ends after %,d bytes, but block %d of %d lies at %,d to %,d",
                        file.size(),
                        i + 1,
                        offsets.length,
                        offsets[i],
                        offsets[i] + byteCounts[i]));
            }
            long needed = packedRowBytes() * rowsOf(i % (blocksAcross() * blocksDown()) / blocksAcross());
            if (needed > (byteCounts[i] + 16.0) * compression.maxRatio()) {
                throw new InputException(
                        file.path(),
                        String.format(
                                Locale.ROOT,
                                "block %d of %d has %,d bytes for %,d x %,d pixels: more than %s can compress",
                                i + 1,
                                offsets.length,
                                byteCounts[i],
                                blockWidth,
                                blockHeight,
                                compression),
                        "The header is damaged or made to exhaust memory: do not trust this file");
            }
        }
        return this;
    }

    /** Each has a place and a length in memory. */
    private static void checkBlockCount(TiffFile file, long blocks) {
        if (blocks * 2 * Long.BYTES > MemoryLimit.bytes()) {
            throw new InputException(
                    file.path(), String.format(Locale.ROOT, "it has %,d blocks", blocks), MemoryLimit.remedy());
        }
    }

    private static int size(TiffPage page, int tag, String name) {
        return (int) within(page.file(), name, page.required(tag, name), Integer.MAX_VALUE - 8);
    }

    private static long within(TiffFile file, String name, long value, long limit) {
        if (value < 1 || value > limit) {
            throw file.damaged(String.format(Locale.ROOT, "its %s is %,d", name, value));
        }
        return value;
    }

    /** A tag with one value for each sample, which must all be the same. */
    private static int uniform(TiffPage page, int tag, int orElse, int samples, String name) {
        long[] values = page.integers(tag, samples);
        if (Arrays.stream(values).distinct().count() > 1) {
            throw new UnsupportedEncodingException(name + " differ between bands");
        }
        return values.length == 0 ? orElse : (int) values[0];
    }

    private static SampleType sampleType(int bits, int format) {
        return switch (format << 8 | bits) {
            case 0x101, 0x102, 0x104, 0x108, 0x401, 0x402, 0x404, 0x408 -> SampleType.UINT8;
            case 0x110, 0x410 -> SampleType.UINT16;
            case 0x120, 0x420 -> SampleType.UINT32;
            case 0x208 -> SampleType.INT8;
            case 0x210 -> SampleType.INT16;
            case 0x220 -> SampleType.INT32;
            case 0x320 -> SampleType.FLOAT32;
            case 0x340 -> SampleType.FLOAT64;
            default ->
                throw new UnsupportedEncodingException(
                        String.format(Locale.ROOT, "samples of %d bits (sample format %d)", bits, format));
        };
    }

    private static int predictor(TiffPage page, int bits, SampleType type, TiffCompression compression) {
        // TIFF 6.0 gives the tag a meaning for LZW; everybody else's use is deflate and ZSTD.
        if (!compression.isPredictable()) {
            return 1;
        }
        int predictor = (int) page.integer(TiffPage.PREDICTOR, 1);
        boolean known = predictor == 1 || (predictor == 2 && bits >= 8) || (predictor == 3 && type.isFloat());
        if (!known) {
            throw new UnsupportedEncodingException(
                    String.format(Locale.ROOT, "predictor %d for %d bits", predictor, bits));
        }
        return predictor;
    }

    private static long[] perBlock(TiffPage page, long blocks, int tileTag, int stripTag) {
        int tag = page.has(tileTag) ? tileTag : stripTag;
        if (page.count(tag) < blocks) {
            throw page.file()
                    .damaged(String.format(
                            Locale.ROOT,
                            "the picture has %,d blocks, but the header lists %,d",
                            blocks,
                            page.count(tag)));
        }
        return page.integers(tag, (int) blocks);
    }
}
