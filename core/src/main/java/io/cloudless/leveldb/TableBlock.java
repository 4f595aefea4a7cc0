package io.cloudless.leveldb;

import com.google.protobuf.CodedInputStream;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A block of a table: its content, mostly compressed, then the kind of compression and a checksum of both.
 *
 * @param offset of its first byte
 * @param size in bytes as stored
 */
record TableBlock(Path file, long offset, long size) implements Chunk {
    /** Kind of compression (1 byte) and checksum (4). */
    private static final int TRAILER = 5;

    private static final int PLAIN = 0;
    private static final int SNAPPY = 1;

    /** Three bytes of Snappy stand for 64 at most. */
    private static final int SNAPPY_RATIO = 22;

    /** What an index or a footer says. */
    static TableBlock at(Path file, CodedInputStream handle) throws IOException {
        return new TableBlock(file, handle.readRawVarint64(), handle.readRawVarint64());
    }

    long end() {
        return offset + size + TRAILER;
    }

    @Override
    public byte[] read() throws IOException {
        try (FileChannel channel = Chunk.open(file)) {
            return read(channel);
        }
    }

    byte[] read(FileChannel channel) throws IOException {
        if (offset < 0
                || size < 0
                || size > Integer.MAX_VALUE - TRAILER - 8
                || offset > channel.size() - size - TRAILER) {
            throw new IOException("a block lies outside it");
        }
        ByteBuffer stored = ByteBuffer.allocate((int) size + TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        fill(stored, channel, offset);
        byte[] bytes = stored.array();
        Checksum.check(stored.getInt((int) size + 1), bytes, 0, (int) size + 1);
        return switch (bytes[(int) size]) {
            case PLAIN -> Arrays.copyOf(bytes, (int) size);
            case SNAPPY -> decompressed(bytes, (int) size);
            default -> throw new IOException("a block is compressed by the unknown method " + bytes[(int) size]);
        };
    }

    private static byte[] decompressed(byte[] bytes, int length) throws IOException {
        try {
            int size = SnappyDecompressor.getUncompressedLength(bytes, 0);
            if (size < 0 || size > (long) SNAPPY_RATIO * length) {
                throw new IOException("a block claims to hold " + size + " bytes in " + length);
            }
            byte[] content = new byte[size];
            int found = new SnappyDecompressor().decompress(bytes, 0, length, content, 0, size);
            if (found != size) {
                throw new IOException("a block holds " + found + " bytes and not " + size);
            }
            return content;
        } catch (MalformedInputException e) {
            throw new IOException("a block cannot be decompressed", e);
        }
    }

    static void fill(ByteBuffer buffer, FileChannel channel, long from) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("it ends too early");
            }
        }
    }
}
