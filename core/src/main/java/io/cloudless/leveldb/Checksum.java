package io.cloudless.leveldb;

import java.io.IOException;
import java.util.zip.CRC32C;

/** LevelDB's checksum: CRC-32C, rotated and moved by a constant, as a checksum of bytes that hold one is of little use. */
final class Checksum {
    private static final int DELTA = 0xa282ead8;

    private Checksum() {}

    /** @throws IOException if the checksum is not that of the bytes */
    static void check(int stored, byte[] bytes, int from, int length) throws IOException {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        if (Integer.rotateRight((int) crc.getValue(), 15) + DELTA != stored) {
            throw new IOException("a checksum is wrong");
        }
    }
}
