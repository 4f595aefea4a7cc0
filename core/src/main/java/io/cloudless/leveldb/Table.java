package io.cloudless.leveldb;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A table: blocks of keys and values, a block that says where they are, and a footer that says where that one is.
 *
 * @see <a href="https://github.com/google/leveldb/blob/main/doc/table_format.md">LevelDB: the format of tables</a>
 */
final class Table {
    private static final int FOOTER = 48;
    private static final int MAGIC_BYTES = 8;
    private static final long MAGIC = 0xdb4775248b80fb57L;

    /** Behind a key: the number of the write, and in the lowest byte its kind. */
    private static final int KEY_TRAILER = 8;

    private static final int DELETED = 0;
    private static final int WRITTEN = 1;

    private Table() {}

    static void read(Path file, Entries entries) throws IOException {
        try (FileChannel channel = Chunk.open(file)) {
            CodedInputStream footer = CodedInputStream.newInstance(footer(channel));
            TableBlock.at(file, footer); // of filters, with which keys are found faster
            BlockCursor index = new BlockCursor(TableBlock.at(file, footer).read(channel));
            long end = 0;
            while (index.next()) {
                TableBlock block = TableBlock.at(file, index.value());
                // In files as LevelDB writes them. A block that may be named twice may be named a million times.
                if (block.offset() < end) {
                    throw new IOException("its blocks do not follow each other");
                }
                end = block.end();
                read(block, block.read(channel), entries);
            }
        }
    }

    private static byte[] footer(FileChannel channel) throws IOException {
        long start = channel.size() - FOOTER;
        if (start < 0) {
            throw new IOException("it ends too early");
        }
        ByteBuffer footer = ByteBuffer.allocate(FOOTER).order(ByteOrder.LITTLE_ENDIAN);
        TableBlock.fill(footer, channel, start);
        if (footer.getLong(FOOTER - MAGIC_BYTES) != MAGIC) {
            throw new IOException("it is no table, or its end is missing");
        }
        return footer.array();
    }

    private static void read(TableBlock block, byte[] content, Entries entries) throws IOException {
        BlockCursor cursor = new BlockCursor(content);
        while (cursor.next()) {
            byte[] key = cursor.key();
            int length = key.length - KEY_TRAILER;
            if (length < 0) {
                throw new IOException("a key ends too early");
            }
            long trailer = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).getLong(length);
            Place place = switch ((int) (trailer & 0xFF)) {
                case WRITTEN -> new Place(block, cursor.valueFrom(), cursor.valueLength());
                case DELETED -> null;
                default -> throw new IOException("a write is of the unknown kind " + (trailer & 0xFF));
            };
            entries.add(Arrays.copyOf(key, length), trailer >>> 8, place);
        }
    }
}
