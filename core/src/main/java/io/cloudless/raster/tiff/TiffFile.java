package io.cloudless.raster.tiff;

import io.cloudless.files.InputException;
import io.cloudless.files.InputFiles;
import io.cloudless.raster.MemoryLimit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An open TIFF or BigTIFF: its bytes, never beyond the end of the file, and its pages. */
public final class TiffFile implements AutoCloseable {
    /** Directories followed at most: picture, mask and overviews come first, later pages are of no interest. */
    private static final int MAX_DIRECTORIES = 64;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private TiffFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
    }

    public static TiffFile open(Path path) {
        try {
            return new TiffFile(path, FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException e) {
            throw InputFiles.unreadable(path, e);
        }
    }

    public Path path() {
        return path;
    }

    long size() {
        return size;
    }

    ByteOrder order() {
        return order;
    }

    /** Reads exactly this part of the file, in the file's byte order. */
    ByteBuffer read(long offset, long length) {
        if (offset < 0 || length < 0 || length > size || offset > size - length) {
            throw damaged(String.format(
                    Locale.ROOT,
                    "the file ends after %,d bytes, but should have %,d more at byte %,d",
                    size,
                    length,
                    offset));
        }
        if (length > MemoryLimit.bytes()) {
            throw new InputException(
                    path,
                    String.format(Locale.ROOT, "one part of it is said to hold %,d bytes", length),
                    MemoryLimit.remedy());
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length).order(order);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw damaged("the file became shorter while it was read");
                }
            }
        } catch (IOException e) {
            throw InputFiles.unreadable(path, e);
        }
        return buffer.flip();
    }

    /** The error of a header or block that cannot be right. */
    public InputException damaged(String found) {
        return new InputException(path, found, "The TIFF is truncated or damaged: copy or download it again");
    }

    /** Follows the chain of directories; at least one. */
    List<TiffPage> pages() {
        ByteBuffer header = read(0, Math.min(size, 16));
        order = header.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        header.order(order);
        if (header.limit() < 8 || (header.getShort(2) == 43 && header.limit() < 16)) {
            throw damaged(String.format(Locale.ROOT, "only %d bytes of a TIFF", header.limit()));
        }
        boolean big = header.getShort(2) == 43;
        long next = big ? header.getLong(8) : header.getInt(4) & 0xFFFFFFFFL;

        List<TiffPage> pages = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        while (next != 0 && pages.size() < MAX_DIRECTORIES && seen.add(next)) {
            next = readDirectory(next, big, pages);
        }
        if (pages.isEmpty()) {
            throw damaged("the TIFF holds no image");
        }
        return pages;
    }

    private long readDirectory(long offset, boolean big, List<TiffPage> into) {
        int countBytes = big ? 8 : 2;
        int entryBytes = big ? 20 : 12;
        ByteBuffer head = read(offset, countBytes);
        long count = big ? head.getLong() : head.getShort() & 0xFFFF;
        if (count < 0 || count > 65535) {
            throw damaged(String.format(Locale.ROOT, "a directory of %,d entries", count));
        }
        long end = offset + countBytes + count * entryBytes;
        ByteBuffer body = read(offset + countBytes, count * entryBytes);
        Map<Integer, TiffPage.Entry> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int at = i * entryBytes;
            int type = body.getShort(at + 2);
            long values = big ? body.getLong(at + 4) : body.getInt(at + 4) & 0xFFFFFFFFL;
            int inline = big ? 12 : 8;
            long position = offset + countBytes + at + inline;
            int typeBytes = TiffPage.bytesOf(type);
            if (typeBytes == 0 || values < 0 || values > size) {
                continue; // a type of the future, or nonsense: as if the tag were not there
            }
            if (values * typeBytes > entryBytes - inline) {
                position = big ? body.getLong(at + inline) : body.getInt(at + inline) & 0xFFFFFFFFL;
            }
            entries.putIfAbsent(body.getShort(at) & 0xFFFF, new TiffPage.Entry(type, values, position));
        }
        into.add(new TiffPage(this, entries));
        int nextBytes = big ? 8 : 4;
        if (end > size - nextBytes) {
            return 0; // some writers omit the final zero
        }
        ByteBuffer tail = read(end, nextBytes);
        return big ? tail.getLong() : tail.getInt() & 0xFFFFFFFFL;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw InputFiles.unreadable(path, e);
        }
    }
}
