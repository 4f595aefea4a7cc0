package io.cloudless.leveldb;

import io.airlift.compress.snappy.SnappyCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/**
 * A database of one table and one log, written part by part as LevelDB's documents say, with checksums that are right
 * whatever happened to a part before.
 */
final class HandmadeDatabase {
    /** The parts that have a checksum of their own, or none. */
    enum Part {
        BLOCK,
        COMPRESSED_BLOCK,
        INDEX,
        FOOTER,
        BATCH,
        MANIFEST,
        CURRENT
    }

    /** Changes a part before its checksum is taken. */
    interface Change {
        byte[] apply(Part part, byte[] content);
    }

    private final Change change;

    HandmadeDatabase(Change change) {
        this.change = change;
    }

    static HandmadeDatabase whole() {
        return new HandmadeDatabase((part, content) -> content);
    }

    static HandmadeDatabase with(Part damaged, UnaryOperator<byte[]> damage) {
        return new HandmadeDatabase((part, content) -> part == damaged ? damage.apply(content) : content);
    }

    /** Keys {@code a0} to {@code a19} in a table, {@code a5} deleted in a log and {@code b} written there. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("CURRENT"), change.apply(Part.CURRENT, ascii("MANIFEST-000004\n")));
        byte[] edit = joined(
                new byte[] {1},
                sized(ascii("leveldb.BytewiseComparator")),
                new byte[] {2, 6, 9, 0, 3, 9, 4, 40, 7, 0, 5, 100},
                sized(internal("a0", 1, 1)),
                sized(internal("a9", 10, 1)));
        Files.write(folder.resolve("MANIFEST-000004"), record(change.apply(Part.MANIFEST, edit)));
        byte[] batch = joined(
                ByteBuffer.allocate(12)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(30)
                        .putInt(2)
                        .array(),
                new byte[] {0},
                sized(ascii("a5")),
                new byte[] {1},
                sized(ascii("b")),
                sized(ascii("in the log")));
        Files.write(folder.resolve("000006.log"), record(change.apply(Part.BATCH, batch)));
        Files.write(folder.resolve("000005.ldb"), table());
        return folder;
    }

    private byte[] table() {
        byte[] first = change.apply(Part.BLOCK, block(0, 10));
        byte[] compressed = change.apply(Part.COMPRESSED_BLOCK, snappy(block(10, 20)));
        byte[] blocks = joined(checked(first, 0), checked(compressed, 1));
        byte[] index = joined(
                entry(0, internal("a9", 1, 1), handle(0, first.length)),
                entry(0, internal("b", 1, 1), handle(first.length + 5, compressed.length)),
                restarts());
        byte[] changedIndex = change.apply(Part.INDEX, index);
        byte[] footer = joined(handle(0, 0), handle(blocks.length, changedIndex.length));
        byte[] magic = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0xdb4775248b80fb57L)
                .array();
        byte[] whole = joined(Arrays.copyOf(footer, 40), magic);
        return joined(blocks, checked(changedIndex, 0), change.apply(Part.FOOTER, whole));
    }

    private static byte[] block(int from, int to) {
        byte[] entries = {};
        for (int i = from; i < to; i++) {
            byte[] key = internal("a" + i, 1 + i, 1);
            boolean isFirst = i == from;
            byte[] rest = isFirst ? key : Arrays.copyOfRange(key, 1, key.length);
            entries = joined(entries, entry(isFirst ? 0 : 1, rest, ascii("value " + i + " ".repeat(50))));
        }
        return joined(entries, restarts());
    }

    private static byte[] entry(int shared, byte[] rest, byte[] value) {
        return joined(varint(shared), varint(rest.length), varint(value.length), rest, value);
    }

    private static byte[] restarts() {
        return new byte[] {0, 0, 0, 0, 1, 0, 0, 0};
    }

    private static byte[] handle(int offset, int size) {
        return joined(varint(offset), varint(size));
    }

    private static byte[] internal(String key, long sequence, int kind) {
        return joined(
                ascii(key),
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(sequence << 8 | kind)
                        .array());
    }

    private static byte[] snappy(byte[] content) {
        SnappyCompressor compressor = new SnappyCompressor();
        byte[] out = new byte[compressor.maxCompressedLength(content.length)];
        return Arrays.copyOf(out, compressor.compress(content, 0, content.length, out, 0, out.length));
    }

    private static byte[] checked(byte[] block, int compression) {
        byte[] withKind = joined(block, new byte[] {(byte) compression});
        return joined(withKind, checksum(withKind));
    }

    /** A log of one record that fits into a block. */
    private static byte[] record(byte[] content) {
        byte[] withKind = joined(new byte[] {1}, content);
        byte[] length = {(byte) content.length, (byte) (content.length >> 8)};
        return joined(checksum(withKind), length, withKind);
    }

    private static byte[] checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int masked = ((int) crc.getValue() >>> 15 | (int) crc.getValue() << 17) + 0xa282ead8;
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked)
                .array();
    }

    static byte[] sized(byte[] bytes) {
        return joined(varint(bytes.length), bytes);
    }

    static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }
}
