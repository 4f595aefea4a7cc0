package io.cloudless.leveldb;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The keys and values of a block, one after the other. A key is written as how much it has in common with the one before and
 * what follows; behind the entries there are places to begin from for whoever searches.
 */
final class BlockCursor {
    /** LevelDB writes every so many keys as a whole. With more in common a few bytes would stand for any number. */
    private static final int KEYS_IN_COMMON = 16;

    private final byte[] block;
    private final CodedInputStream in;
    private byte[] key = {};
    private long keyBytes;
    private int valueFrom;
    private int valueLength;

    BlockCursor(byte[] block) throws IOException {
        this.block = block;
        int restarts = block.length < Integer.BYTES
                ? -1
                : ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).getInt(block.length - Integer.BYTES);
        long entries = block.length - Integer.BYTES * (1L + restarts);
        if (restarts < 0 || entries < 0) {
            throw new IOException("a block ends too early");
        }
        this.in = CodedInputStream.newInstance(block, 0, (int) entries);
    }

    /** Goes on to the next entry; false where there is none. */
    boolean next() throws IOException {
        if (in.isAtEnd()) {
            return false;
        }
        int shared = in.readRawVarint32();
        int own = in.readRawVarint32();
        valueLength = in.readRawVarint32();
        if (shared < 0 || shared > key.length) {
            throw new IOException("a key begins like one that is shorter");
        }
        byte[] rest = in.readRawBytes(own);
        keyBytes += shared + rest.length;
        if (keyBytes > (long) KEYS_IN_COMMON * block.length) {
            throw new IOException("the keys of a block have too much in common");
        }
        byte[] next = Arrays.copyOf(key, shared + own);
        System.arraycopy(rest, 0, next, shared, own);
        key = next;
        valueFrom = in.getTotalBytesRead();
        in.skipRawBytes(valueLength);
        return true;
    }

    byte[] key() {
        return key;
    }

    int valueFrom() {
        return valueFrom;
    }

    int valueLength() {
        return valueLength;
    }

    /** The value of an index, which is read at once. */
    CodedInputStream value() {
        return CodedInputStream.newInstance(block, valueFrom, valueLength);
    }
}
