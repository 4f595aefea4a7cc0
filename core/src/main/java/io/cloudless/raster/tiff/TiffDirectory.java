package io.cloudless.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image file directory (IFD) of a TIFF: tags in ascending order, values that do not fit into their entry behind it.
 * Little-endian; classic (TIFF 6.0) or BigTIFF.
 */
final class TiffDirectory {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 12;
    private static final int LONG8 = 16;

    private record Field(int type, int count, byte[] value) {}

    private final boolean big;
    private final SortedMap<Integer, Field> fields = new TreeMap<>();

    TiffDirectory(boolean big) {
        this.big = big;
    }

    TiffDirectory shorts(int tag, int... values) {
        ByteBuffer bytes = allocate(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return put(tag, SHORT, values.length, bytes);
    }

    TiffDirectory longs(int tag, long... values) {
        ByteBuffer bytes = allocate(4 * values.length);
        for (long value : values) {
            bytes.putInt((int) value);
        }
        return put(tag, LONG, values.length, bytes);
    }

    /** Positions in the file: 4 bytes each, 8 in a BigTIFF. */
    TiffDirectory offsets(int tag, long... values) {
        if (!big) {
            return longs(tag, values);
        }
        ByteBuffer bytes = allocate(8 * values.length);
        for (long value : values) {
            bytes.putLong(value);
        }
        return put(tag, LONG8, values.length, bytes);
    }

    TiffDirectory doubles(int tag, double... values) {
        ByteBuffer bytes = allocate(8 * values.length);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return put(tag, DOUBLE, values.length, bytes);
    }

    TiffDirectory text(int tag, String value) {
        byte[] bytes = (value + "\0").getBytes(StandardCharsets.UTF_8);
        return put(tag, ASCII, bytes.length, allocate(bytes.length).put(bytes));
    }

    private TiffDirectory put(int tag, int type, int count, ByteBuffer written) {
        byte[] value = new byte[written.position()];
        written.flip().get(value);
        fields.put(tag, new Field(type, count, value));
        return this;
    }

    /** Bytes of the directory with all its values; even, so that the next one starts on a word as it must. */
    int length() {
        int length = entriesLength();
        for (Field field : fields.values()) {
            length += isInline(field) ? 0 : even(field.value.length);
        }
        return length;
    }

    private int entriesLength() {
        return big ? 8 + 20 * fields.size() + 8 : 2 + 12 * fields.size() + 4;
    }

    private boolean isInline(Field field) {
        return field.value.length <= (big ? 8 : 4);
    }

    /**
     * @param file positioned where the directory begins
     * @param next position of the next directory, 0 for none
     */
    void write(ByteBuffer file, int next) {
        int valuesAt = file.position() + entriesLength();
        ByteBuffer values = file.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(valuesAt);
        if (big) {
            file.putLong(fields.size());
        } else {
            file.putShort((short) fields.size());
        }
        fields.forEach((tag, field) -> {
            file.putShort(tag.shortValue()).putShort((short) field.type);
            putWord(file, field.count);
            if (isInline(field)) {
                file.put(field.value).position(file.position() + (big ? 8 : 4) - field.value.length);
            } else {
                putWord(file, values.position());
                values.put(field.value).position(even(values.position()));
            }
        });
        putWord(file, next);
        file.position(values.position());
    }

    private void putWord(ByteBuffer file, int value) {
        if (big) {
            file.putLong(value);
        } else {
            file.putInt(value);
        }
    }

    private static int even(int length) {
        return length + (length & 1);
    }

    private static ByteBuffer allocate(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
