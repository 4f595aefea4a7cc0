package io.cloudless.leveldb;

import java.io.IOException;
import java.nio.file.Path;

/** A part of a file that has a checksum, and is read as a whole. */
sealed interface Chunk permits TableBlock, LogRecord {
    Path file();

    /**
     * Its content, decompressed.
     *
     * @throws IOException if the checksum is not that of the bytes, or they end too early
     */
    byte[] read() throws IOException;
}
