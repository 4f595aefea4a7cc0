package io.cloudless.raster.picture;

import io.cloudless.raster.UnsupportedEncodingException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a JPEG stream says before its pixels (ITU T.81, annex B; Adobe Technical Note 5116).
 *
 * @param components 1 grey, 3 YCbCr or RGB, 4 CMYK or YCCK
 * @param adobeTransform 0 none, 1 YCbCr, 2 YCCK; -1 without an Adobe marker
 * @param rgbIds the components are called R, G and B
 */
record JpegHeader(int width, int height, int components, boolean jfif, int adobeTransform, boolean rgbIds) {

    /** Looks for the frame header; empty if there is none, which means a damaged stream. */
    static Optional<JpegHeader> of(byte[] stream) {
        boolean jfif = false;
        int adobe = -1;
        int at = 2;
        while (at + 4 <= stream.length) {
            if (stream[at] != (byte) 0xFF) {
                return Optional.empty();
            }
            int marker = stream[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int length = u16(stream, at + 2);
            boolean inside = length >= 2 && at + 2 + length <= stream.length;
            if (!inside || marker == 0xD9 || marker == 0xDA) {
                return Optional.empty();
            }
            if (isFrame(marker)) {
                return frame(stream, at + 4, length - 2, jfif, adobe);
            }
            jfif |= marker == 0xE0 && length >= 7 && isText(stream, at + 4, "JFIF");
            if (marker == 0xEE && length >= 14 && isText(stream, at + 4, "Adobe")) {
                adobe = stream[at + 4 + 11] & 0xFF;
            }
            at += 2 + length;
        }
        return Optional.empty();
    }

    private static Optional<JpegHeader> frame(byte[] stream, int at, int length, boolean jfif, int adobe) {
        if (length < 6) {
            return Optional.empty();
        }
        int components = stream[at + 5] & 0xFF;
        if (length < 6 + 3 * components) {
            return Optional.empty();
        }
        if (stream[at] != 8) {
            throw new UnsupportedEncodingException(String.format(Locale.ROOT, "JPEG of %d bits", stream[at]));
        }
        boolean rgbIds = components == 3 && stream[at + 6] == 'R' && stream[at + 9] == 'G' && stream[at + 12] == 'B';
        return Optional.of(new JpegHeader(u16(stream, at + 3), u16(stream, at + 1), components, jfif, adobe, rgbIds));
    }

    /** Whether three components are luminance and chrominance, by the rules of the IJG library. */
    boolean isYcbcr() {
        if (components != 3) {
            return false;
        }
        return jfif || (adobeTransform >= 0 ? adobeTransform != 0 : !rgbIds);
    }

    /** How often the markers say that a scan begins, those of a thumbnail included. */
    static int scans(byte[] stream) {
        int scans = 0;
        for (int i = 0; i + 1 < stream.length; i++) {
            if (stream[i] == (byte) 0xFF && stream[i + 1] == (byte) 0xDA) {
                scans++;
            }
        }
        return scans;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean isText(byte[] stream, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (stream[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int u16(byte[] stream, int at) {
        return (stream[at] & 0xFF) << 8 | (stream[at + 1] & 0xFF);
    }
}
