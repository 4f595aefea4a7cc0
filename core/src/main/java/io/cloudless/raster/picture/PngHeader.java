package io.cloudless.raster.picture;

import io.cloudless.raster.BandRole;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a PNG says before its pixels (PNG, third edition, W3C 2025, section 11).
 *
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 * @param transparency whether a tRNS chunk adds opacity to a type without alpha
 */
public record PngHeader(int width, int height, int bits, int colourType, boolean transparency) {
    public static final List<BandRole> RGB = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);

    private static final List<BandRole> RGBA = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.ALPHA);
    private static final int SIGNATURE_BYTES = 8;

    /** Empty if the header is damaged. */
    static Optional<PngHeader> of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        if (file.length < SIGNATURE_BYTES + 25
                || !chunkType(file, SIGNATURE_BYTES).equals("IHDR")) {
            return Optional.empty();
        }
        int colourType = file[25];
        boolean sound = bytes.getInt(16) > 0
                && bytes.getInt(20) > 0
                && (file[24] == 1 || file[24] == 2 || file[24] == 4 || file[24] == 8 || file[24] == 16)
                && (colourType == 0 || colourType == 2 || colourType == 3 || colourType == 4 || colourType == 6);
        return sound
                ? Optional.of(new PngHeader(
                        bytes.getInt(16), bytes.getInt(20), file[24], colourType, hasTransparency(file, bytes)))
                : Optional.empty();
    }

    /** Stored samples of one pixel. */
    int channels() {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    /** Of the bands once a palette is expanded and transparency is made an alpha band. */
    List<BandRole> roles() {
        return switch (colourType) {
            case 0, 4 ->
                colourType == 4 || transparency ? List.of(BandRole.GREY, BandRole.ALPHA) : List.of(BandRole.GREY);
            default -> colourType == 6 || transparency ? RGBA : RGB;
        };
    }

    private static boolean hasTransparency(byte[] file, ByteBuffer bytes) {
        long at = SIGNATURE_BYTES;
        while (at + 12 <= file.length) {
            String type = chunkType(file, (int) at);
            if (type.equals("tRNS")) {
                return true;
            }
            if (type.equals("IDAT")) {
                return false;
            }
            at += 12 + (bytes.getInt((int) at) & 0xFFFFFFFFL);
        }
        return false;
    }

    private static String chunkType(byte[] file, int at) {
        return new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
    }
}
