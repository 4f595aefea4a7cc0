package io.cloudless.raster.tiff;

import io.airlift.compress.zstd.ZstdDecompressor;
import io.cloudless.raster.UnsupportedEncodingException;
import io.cloudless.raster.picture.JpegDecoder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Ways in which the blocks of a TIFF are compressed, apart from JPEG, whose blocks are pictures of their own. */
enum TiffCompression {
    NONE(1, false),
    LZW(1400, true),
    /** Only {@link JpegDecoder} can decode it. */
    JPEG(2048, false),
    DEFLATE(1040, true),
    PACKBITS(64, false),
    ZSTD(1 << 17, true);

    private final int maxRatio;
    private final boolean predictable;

    TiffCompression(int maxRatio, boolean predictable) {
        this.maxRatio = maxRatio;
        this.predictable = predictable;
    }

    /** By the value of the Compression tag. */
    static TiffCompression of(int tag) {
        return switch (tag) {
            case 1 -> NONE;
            case 5 -> LZW;
            case 7 -> JPEG;
            case 8, 32946 -> DEFLATE;
            case 32773 -> PACKBITS;
            case 50000 -> ZSTD;
            case 2, 3, 4 -> throw new UnsupportedEncodingException("fax compression");
            case 6 -> throw new UnsupportedEncodingException("old-style JPEG compression");
            case 34712 -> throw new UnsupportedEncodingException("JPEG 2000 compression");
            case 34887 -> throw new UnsupportedEncodingException("LERC compression");
            case 34925 -> throw new UnsupportedEncodingException("LZMA compression");
            case 50001 -> throw new UnsupportedEncodingException("WebP compression");
            case 50002 -> throw new UnsupportedEncodingException("JPEG XL compression");
            default -> throw new UnsupportedEncodingException("compression " + tag);
        };
    }

    /** The most bytes that one stored byte can become. */
    int maxRatio() {
        return maxRatio;
    }

    /** Whether the Predictor tag applies. */
    boolean isPredictable() {
        return predictable;
    }

    /**
     * Decompresses one block.
     *
     * @param out filled from its start with at most {@code length} bytes; more in the block is ignored
     * @return the number of bytes written
     * @throws DataFormatException if the block is damaged
     */
    int decode(byte[] in, byte[] out, int length) throws DataFormatException {
        try {
            return switch (this) {
                case NONE -> copy(in, out, length);
                case LZW -> new LzwDecoder(in, out, length).decode();
                case DEFLATE -> inflate(in, out, length);
                case PACKBITS -> unpackBits(in, out, length);
                case ZSTD -> new ZstdDecompressor().decompress(in, 0, in.length, out, 0, length);
                case JPEG -> throw new IllegalStateException("JPEG blocks are pictures");
            };
        } catch (UnsupportedEncodingException e) {
            throw e;
        } catch (RuntimeException e) { // a library's decoder throws any kind at damaged blocks
            throw new DataFormatException(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private static int copy(byte[] in, byte[] out, int length) {
        int count = Math.min(length, in.length);
        System.arraycopy(in, 0, out, 0, count);
        return count;
    }

    private static int inflate(byte[] in, byte[] out, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(in);
            int done = 0;
            while (done < length) {
                int count = inflater.inflate(out, done, length - done);
                if (count == 0) {
                    break; // finished early, or more input or a dictionary needed: the caller sees what is missing
                }
                done += count;
            }
            return done;
        } finally {
            inflater.end();
        }
    }

    /** TIFF 6.0, section 9. */
    private static int unpackBits(byte[] in, byte[] out, int length) {
        int from = 0;
        int to = 0;
        while (from < in.length && to < length) {
            int head = in[from++];
            if (head >= 0) {
                int count = Math.min(Math.min(head + 1, length - to), in.length - from);
                System.arraycopy(in, from, out, to, count);
                from += count;
                to += count;
            } else if (head != -128 && from < in.length) {
                int count = Math.min(1 - head, length - to);
                Arrays.fill(out, to, to + count, in[from++]);
                to += count;
            }
        }
        return to;
    }
}
