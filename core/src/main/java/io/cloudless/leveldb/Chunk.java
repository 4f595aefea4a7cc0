package io.cloudless.leveldb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a file that has a checksum, and is read as a whole. */
sealed interface Chunk permits TableBlock, LogRecord {
    Path file();

    /** @throws IOException if this is no file: a pipe would be waited for without end */
    static FileChannel open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is no file");
        }
        return FileChannel.open(file);
    }

    /**
     * Its content, decompressed.
     *
     * @throws IOException if the checksum is not that of the bytes, or they end too early
     */
    byte[] read() throws IOException;
}
