package io.cloudless.raster.picture;

/** The colours a JPEG stores, turned to red, green and blue (JFIF 1.02; Adobe Technical Note 5116). */
final class JpegColours {
    private JpegColours() {}

    /** In place; pixels of {@code step} bytes that begin with Y, Cb, Cr. */
    static void ycbcrToRgb(byte[] samples, int step) {
        for (int i = 0; i + step <= samples.length; i += step) {
            int y = (samples[i] & 0xFF) << 16;
            int cb = (samples[i + 1] & 0xFF) - 128;
            int cr = (samples[i + 2] & 0xFF) - 128;
            // The factors of JFIF times 2^16.
            samples[i] = clamp(y + 91881 * cr);
            samples[i + 1] = clamp(y - 22554 * cb - 46802 * cr);
            samples[i + 2] = clamp(y + 116130 * cb);
        }
    }

    /**
     * @param ycck the first three are Y, Cb, Cr of red, green and blue, stored cyan being 255 - red
     * @param inverted 255 means no ink, as Adobe's programs write it
     */
    static byte[] cmykToRgb(byte[] samples, boolean ycck, boolean inverted) {
        if (ycck) {
            ycbcrToRgb(samples, 4);
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) (i % 4 == 3 ? samples[i] : ~samples[i]);
            }
        }
        byte[] rgb = new byte[samples.length / 4 * 3];
        for (int i = 0, to = 0; i + 4 <= samples.length; i += 4, to += 3) {
            int paper = light(samples[i + 3], inverted);
            for (int c = 0; c < 3; c++) {
                rgb[to + c] = (byte) ((light(samples[i + c], inverted) * paper + 127) / 255);
            }
        }
        return rgb;
    }

    private static int light(byte sample, boolean inverted) {
        return inverted ? sample & 0xFF : 255 - (sample & 0xFF);
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, (value + 32768) >> 16));
    }
}
