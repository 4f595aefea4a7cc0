package io.cloudless.raster;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Changes PNGs so that their checksums are right again. */
final class PngChunks {
    private static final int SIGNATURE = 8;

    private PngChunks() {}

    /** With the checksum of each chunk, as far as chunks can be told. */
    static byte[] repaired(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png.clone());
        for (long at = SIGNATURE; at + 12 <= png.length; at += 12) {
            int length = file.getInt((int) at);
            if (length < 0 || at + 12 + length > png.length) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(png, (int) at + 4, length + 4);
            file.putInt((int) at + 8 + length, (int) crc.getValue());
            at += length;
        }
        return file.array();
    }

    /** With other rows, filter bytes included, compressed soundly. */
    static byte[] withRows(byte[] png, UnaryOperator<byte[]> change) {
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        ByteArrayOutputStream after = new ByteArrayOutputStream();
        before.write(png, 0, SIGNATURE);
        for (int at = SIGNATURE; at < png.length; ) {
            int length = ByteBuffer.wrap(png).getInt(at);
            if (new String(png, at + 4, 4, StandardCharsets.ISO_8859_1).equals("IDAT")) {
                compressed.write(png, at + 8, length);
            } else {
                (compressed.size() == 0 ? before : after).write(png, at, length + 12);
            }
            at += length + 12;
        }
        byte[] rows = TiffBuilder.deflate(change.apply(inflate(compressed.toByteArray())));
        before.writeBytes(ByteBuffer.allocate(rows.length + 12)
                .putInt(rows.length)
                .put("IDAT".getBytes(StandardCharsets.ISO_8859_1))
                .put(rows)
                .array());
        before.writeBytes(after.toByteArray());
        return repaired(before.toByteArray());
    }

    private static byte[] inflate(byte[] compressed) {
        Inflater inflater = new Inflater();
        inflater.setInput(compressed);
        byte[] rows = new byte[1 << 16];
        try {
            return Arrays.copyOf(rows, inflater.inflate(rows));
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }
}
