package io.cloudless.raster;

import io.cloudless.files.InputException;
import io.cloudless.files.InputFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * What a JPEG 2000 file is made of (ISO/IEC 15444-1, annexes A and I), checked before a decoder sees it: boxes, each
 * inside the file, among them the header and the code stream, or the code stream alone.
 */
final class Jp2Header {
    /** How the boxed file begins, as ISO 8859-1. */
    static final String SIGNATURE = "\0\0\0\fjP  \r\n\u0087\n";
    /** How the bare code stream begins: markers SOC and SIZ. */
    static final String CODE_STREAM = "\u00ffO\u00ffQ";

    /** Bytes of SIZ up to its list of components. */
    private static final int SIZE_BYTES = 42;
    /** Fewest bytes of a tile: markers SOT and SOD. */
    private static final int TILE_BYTES = 14;

    private static final int MOST_COMPONENTS = 16_384;

    private final Path file;
    private final FileChannel channel;
    private final long size;

    private Jp2Header(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    /** @throws InputException if it is damaged, or if its pixels lie in other files */
    static void check(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Jp2Header header = new Jp2Header(file, channel);
            boolean isBare = text(header.read(0, CODE_STREAM.length())).equals(CODE_STREAM);
            header.checkCodeStream(isBare ? 0 : header.findCodeStream());
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
    }

    /** Where the code stream begins; the boxes before it are sound. */
    private long findCodeStream() throws IOException {
        long at = SIGNATURE.length();
        boolean isHeaderSeen = false;
        for (int number = 0; ; number++) {
            ByteBuffer box = read(at, 8);
            long length = box.getInt() & 0xFFFFFFFFL;
            String type = text(box);
            long headerBytes = 8;
            if (length == 1) {
                length = read(at + headerBytes, 8).getLong();
                headerBytes = 16;
            } else if (length == 0) {
                length = size - at; // up to the end of the file
            }
            if (length < headerBytes || length > size - at) {
                throw damaged("box '%s' at byte %,d has %,d bytes, and the file has %,d", type, at, length, size);
            }
            if (number == 0 && !type.equals("ftyp")) {
                throw damaged("box '%s' where the file type was expected", type);
            }
            if (type.equals("dtbl") || type.equals("ftbl")) {
                throw new InputException(file, "its pixels lie in other files", "Convert it to GeoTIFF");
            }
            if (type.equals("jp2c")) {
                if (!isHeaderSeen) {
                    throw damaged("its code stream comes before its header");
                }
                return at + headerBytes;
            }
            isHeaderSeen |= type.equals("jp2h");
            at += length;
        }
    }

    private void checkCodeStream(long at) throws IOException {
        ByteBuffer siz = read(at, SIZE_BYTES);
        if (!text(siz).equals(CODE_STREAM)) {
            throw damaged("its code stream does not begin with its size");
        }
        siz.position(8);
        long right = unsigned(siz);
        long bottom = unsigned(siz);
        long left = unsigned(siz);
        long top = unsigned(siz);
        long tileWidth = unsigned(siz);
        long tileHeight = unsigned(siz);
        long tilesLeft = unsigned(siz);
        long tilesTop = unsigned(siz);
        int components = siz.getShort() & 0xFFFF;
        boolean sound = left < right
                && top < bottom
                && tilesLeft <= left
                && tilesTop <= top
                && tileWidth > 0
                && tileHeight > 0
                && components > 0
                && components <= MOST_COMPONENTS;
        if (!sound) {
            throw damaged(
                    "its code stream claims columns %,d to %,d and rows %,d to %,d, of %,d samples, in tiles of %,d x %,d",
                    left, right, top, bottom, components, tileWidth, tileHeight);
        }
        double tiles = Math.ceil((double) (right - tilesLeft) / tileWidth)
                * Math.ceil((double) (bottom - tilesTop) / tileHeight);
        if (tiles * TILE_BYTES > size - at) {
            throw damaged("it claims %,.0f tiles, which cannot be held in its %,d bytes", tiles, size);
        }
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw damaged("the file ends after %,d bytes, before its code stream", size);
            }
        }
        return bytes.flip();
    }

    /** The next four bytes. */
    private static String text(ByteBuffer bytes) {
        byte[] four = new byte[4];
        bytes.get(four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    private static long unsigned(ByteBuffer bytes) {
        return bytes.getInt() & 0xFFFFFFFFL;
    }

    private InputException damaged(String found, Object... values) {
        return new InputException(
                file,
                String.format(Locale.ROOT, found, values),
                "The JPEG 2000 is truncated or damaged: copy or download it again");
    }
}
