package io.cloudless.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The first bytes of a Cloud Optimized GeoTIFF: file header, GDAL's note on how the file is laid out
 * (https://gdal.org/drivers/raster/cog.html#header-ghost-area), then all directories. Tiles follow.
 */
final class TiffHeader {
    /** Bytes before each tile: its length, so that a reader need not wait for the directory's. */
    static final int TILE_LEADER = 4;
    /** Bytes behind each tile: its last ones again, which tells whether someone rewrote it in place. */
    static final int TILE_TRAILER = 4;

    private static final String STRUCTURE = """
            LAYOUT=IFDS_BEFORE_DATA
            BLOCK_ORDER=ROW_MAJOR
            BLOCK_LEADER=SIZE_AS_UINT4
            BLOCK_TRAILER=LAST_4_BYTES_REPEATED
            KNOWN_INCOMPATIBLE_EDITION=NO
            \s""";
    private static final byte[] NOTE = String.format(
                    Locale.ROOT, "GDAL_STRUCTURAL_METADATA_SIZE=%06d bytes\n%s", STRUCTURE.length(), STRUCTURE)
            .getBytes(StandardCharsets.US_ASCII);

    private TiffHeader() {}

    static int length(boolean big, List<TiffDirectory> directories) {
        return directoriesAt(big)
                + directories.stream().mapToInt(TiffDirectory::length).sum();
    }

    /** Even, as directories must start on a word. */
    private static int directoriesAt(boolean big) {
        int length = (big ? 16 : 8) + NOTE.length;
        return length + (length & 1);
    }

    /** @param directories full resolution first */
    static ByteBuffer of(boolean big, List<TiffDirectory> directories) {
        ByteBuffer file = ByteBuffer.allocate(length(big, directories)).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I');
        if (big) {
            file.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(directoriesAt(true));
        } else {
            file.putShort((short) 42).putInt(directoriesAt(false));
        }
        file.put(NOTE).position(directoriesAt(big));
        for (int i = 0; i < directories.size(); i++) {
            int end = file.position() + directories.get(i).length();
            directories.get(i).write(file, i + 1 < directories.size() ? end : 0);
        }
        return file.flip();
    }
}
