package io.cloudless.leveldb;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The records of a log, one after the other. A log is made of blocks of 32 KiB; a record that does not fit into what is left
 * of one is continued in the next.
 *
 * @see <a href="https://github.com/google/leveldb/blob/main/doc/log_format.md">LevelDB: the format of logs</a>
 */
final class LogReader implements AutoCloseable {
    private static final int BLOCK = 32 << 10;
    /** Checksum (4 bytes), length (2), kind (1). */
    private static final int HEADER = 7;

    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;

    private final InputStream stream;
    private long at;
    private long recordOffset;

    private LogReader(InputStream stream, long at) {
        this.stream = stream;
        this.at = at;
    }

    static LogReader open(Path file, long offset) throws IOException {
        FileChannel channel = Chunk.open(file);
        try {
            channel.position(offset);
            return new LogReader(new BufferedInputStream(Channels.newInputStream(channel), BLOCK), offset);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where the record that was read last begins. */
    long recordOffset() {
        return recordOffset;
    }

    /** The next record; null after the last one that was written whole, as a killed program leaves a part of one. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        boolean isBegun = false;
        while (true) {
            skipTrailer();
            long offset = at;
            byte[] header = read(HEADER);
            ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            if (header.length < HEADER) {
                return null;
            }
            int kind = header[HEADER - 1];
            int length = Short.toUnsignedInt(fields.getShort(4));
            int left = leftOfBlock();
            if (kind == 0 && length == 0) { // room that was taken in advance
                read(left);
                continue;
            }
            if (length > left) {
                throw new IOException("a record is longer than its block");
            }
            byte[] part = new byte[1 + length];
            part[0] = (byte) kind;
            int found = stream.readNBytes(part, 1, length);
            at += found;
            if (found < length) {
                return null;
            }
            Checksum.check(fields.getInt(0), part, 0, part.length);
            if (isBegun != (kind == MIDDLE || kind == LAST) || kind < FULL || kind > LAST) {
                throw new IOException("the parts of a record do not follow each other");
            }
            recordOffset = isBegun ? recordOffset : offset;
            isBegun = true;
            record.write(part, 1, length);
            if (kind == FULL || kind == LAST) {
                return record.toByteArray();
            }
        }
    }

    /** Less than a header at the end of a block is not used. */
    private void skipTrailer() throws IOException {
        if (leftOfBlock() < HEADER) {
            read(leftOfBlock());
        }
    }

    private int leftOfBlock() {
        return (int) ((BLOCK - at % BLOCK) % BLOCK);
    }

    private byte[] read(int count) throws IOException {
        byte[] bytes = stream.readNBytes(count);
        at += bytes.length;
        return bytes;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
