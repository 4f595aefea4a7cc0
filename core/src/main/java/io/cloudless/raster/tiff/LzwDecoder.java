package io.cloudless.raster.tiff;

import io.cloudless.raster.UnsupportedEncodingException;
import java.util.zip.DataFormatException;

/**
 * The LZW of TIFF 6.0, section 13: codes of 9 to 12 bits, most significant bit first, widened one code early.
 *
 * <p>A code stands for bytes already written: entry {@code n} is kept as where in the output its string lies, so
 * nothing is copied into a table.
 */
final class LzwDecoder {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int TABLE = 4096;

    private final byte[] in;
    private final byte[] out;
    private final int length;
    private final int[] start = new int[TABLE];
    private final int[] size = new int[TABLE];

    LzwDecoder(byte[] in, byte[] out, int length) {
        this.in = in;
        this.out = out;
        this.length = length;
    }

    /** Returns the number of bytes written, less than asked for where the input ends early. */
    int decode() throws DataFormatException {
        if (in.length >= 2 && in[0] == 0 && (in[1] & 1) == 1) {
            throw new UnsupportedEncodingException("LZW of the old bit order");
        }
        int to = 0;
        int next = FIRST;
        int width = 9;
        int previousStart = -1;
        int previousSize = 0;
        long bits = 0;
        int available = 0;
        int from = 0;
        while (to < length) {
            while (available < width) {
                if (from == in.length) {
                    return to;
                }
                bits = bits << 8 | (in[from++] & 0xFF);
                available += 8;
            }
            available -= width;
            int code = (int) (bits >>> available) & (1 << width) - 1;
            if (code == END) {
                return to;
            }
            if (code == CLEAR) {
                next = FIRST;
                width = 9;
                previousStart = -1;
                continue;
            }
            int count;
            if (code < CLEAR) {
                out[to] = (byte) code;
                count = 1;
            } else if (code < next) {
                count = copy(start[code], to, size[code]);
            } else if (code == next && previousStart >= 0) {
                count = copy(previousStart, to, previousSize + 1);
            } else {
                throw new DataFormatException("LZW code " + code + " is not defined yet");
            }
            if (previousStart >= 0 && next < TABLE) {
                start[next] = previousStart;
                size[next] = previousSize + 1;
                next++;
            }
            if (next >= (1 << width) - 1 && width < 12) {
                width++;
            }
            previousStart = to;
            previousSize = count;
            to += count;
        }
        return to;
    }

    /** Forward and byte by byte where the string overlaps what it becomes. */
    private int copy(int from, int to, int count) {
        int fits = Math.min(count, length - to);
        if (from + fits <= to) {
            System.arraycopy(out, from, out, to, fits);
        } else {
            for (int i = 0; i < fits; i++) {
                out[to + i] = out[from + i];
            }
        }
        return fits;
    }
}
