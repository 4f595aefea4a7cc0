package io.cloudless.leveldb;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A record of a log.
 *
 * @param offset of its first part
 */
record LogRecord(Path file, long offset) implements Chunk {
    @Override
    public byte[] read() throws IOException {
        try (LogReader reader = LogReader.open(file, offset)) {
            byte[] content = reader.next();
            if (content == null) {
                throw new IOException("it has changed");
            }
            return content;
        }
    }
}
