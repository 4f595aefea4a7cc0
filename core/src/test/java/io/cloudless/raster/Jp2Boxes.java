package io.cloudless.raster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Takes a small JPEG 2000 file apart into boxes and puts others between them. */
final class Jp2Boxes {
    private Jp2Boxes() {}

    /** A sound file of 3 bands that lies in UTM zone 33 north. */
    static byte[] gradient() {
        try (InputStream in = Jp2Boxes.class.getResourceAsStream("gradient.jp2")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same pixels without boxes around them. */
    static byte[] codeStream() {
        byte[] box = boxes("jp2c");
        return Arrays.copyOfRange(box, 8, box.length);
    }

    /** The same pixels with these boxes, and none else that is not needed, before the code stream. */
    static byte[] gradientWith(byte[]... boxes) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(boxes("jP  ", "ftyp", "jp2h"));
        for (byte[] box : boxes) {
            file.writeBytes(box);
        }
        file.writeBytes(box("jp2c", codeStream()));
        return file.toByteArray();
    }

    private static byte[] boxes(String... types) {
        ByteBuffer file = ByteBuffer.wrap(gradient());
        ByteArrayOutputStream chosen = new ByteArrayOutputStream();
        while (file.remaining() >= 8) {
            int start = file.position();
            int length = file.getInt(start) == 0 ? file.remaining() : file.getInt(start);
            String type = new String(file.array(), start + 4, 4, StandardCharsets.ISO_8859_1);
            if (List.of(types).contains(type)) {
                chosen.write(file.array(), start, length);
            }
            file.position(start + length);
        }
        return chosen.toByteArray();
    }

    static byte[] box(String type, byte[]... content) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : content) {
            joined.writeBytes(part);
        }
        return ByteBuffer.allocate(8 + joined.size())
                .putInt(8 + joined.size())
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(joined.toByteArray())
                .array();
    }

    static byte[] text(String type, String content) {
        return box(type, content.getBytes(StandardCharsets.UTF_8));
    }
}
