package io.cloudless.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tags of one image in a TIFF (TIFF 6.0, section 2); values are read when asked for. */
public final class TiffPage {
    static final int NEW_SUBFILE_TYPE = 254;
    static final int IMAGE_WIDTH = 256;
    static final int IMAGE_LENGTH = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int IMAGE_DESCRIPTION = 270;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int PLANAR_CONFIGURATION = 284;
    static final int SOFTWARE = 305;
    static final int DATE_TIME = 306;
    static final int PREDICTOR = 317;
    public static final int COLOR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_LENGTH = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int JPEG_TABLES = 347;
    static final int MODEL_PIXEL_SCALE = 33550;
    static final int MODEL_TIEPOINT = 33922;
    static final int MODEL_TRANSFORMATION = 34264;
    static final int GEO_KEY_DIRECTORY = 34735;
    static final int GEO_DOUBLE_PARAMS = 34736;
    static final int GEO_ASCII_PARAMS = 34737;
    static final int GDAL_METADATA = 42112;
    static final int GDAL_NODATA = 42113;

    /**
     * @param type TIFF field type
     * @param count number of values
     * @param position where in the file the values lie
     */
    record Entry(int type, long count, long position) {}

    private final TiffFile file;
    private final Map<Integer, Entry> entries;

    TiffPage(TiffFile file, Map<Integer, Entry> entries) {
        this.file = file;
        this.entries = Map.copyOf(entries);
    }

    /** Bytes of one value of a field type, 0 for an unknown type. */
    public static int bytesOf(int type) {
        return switch (type) {
            case 1, 2, 6, 7 -> 1;
            case 3, 8 -> 2;
            case 4, 9, 11, 13 -> 4;
            case 5, 10, 12, 16, 17, 18 -> 8;
            default -> 0;
        };
    }

    public TiffFile file() {
        return file;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** How many values the tag has, 0 if it is absent. */
    long count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count();
    }

    /** The only or first value. */
    long integer(int tag, long orElse) {
        return count(tag) == 0 ? orElse : integers(tag, 1)[0];
    }

    /** A value that must be there. */
    long required(int tag, String name) {
        if (count(tag) == 0) {
            throw file.damaged("the header does not say its " + name);
        }
        return integer(tag, 0);
    }

    /** The first values of an integer tag, at most {@code limit}; empty if it is absent. */
    public long[] integers(int tag, int limit) {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return new long[0];
        }
        int count = (int) Math.min(entry.count(), limit);
        ByteBuffer values = file.read(entry.position(), (long) count * bytesOf(entry.type()));
        long[] result = new long[count];
        for (int i = 0; i < count; i++) {
            result[i] = switch (entry.type()) {
                case 1, 7 -> values.get() & 0xFF;
                case 6 -> values.get();
                case 3 -> values.getShort() & 0xFFFF;
                case 8 -> values.getShort();
                case 4, 13 -> values.getInt() & 0xFFFFFFFFL;
                case 9 -> values.getInt();
                case 16, 17, 18 -> values.getLong();
                default -> throw file.damaged(String.format(Locale.ROOT, "tag %d holds no whole numbers", tag));
            };
        }
        return result;
    }

    /** The values of a floating point tag; empty if it is absent or of another type. */
    double[] doubles(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || (entry.type() != 12 && entry.type() != 11)) {
            return new double[0];
        }
        ByteBuffer values = file.read(entry.position(), entry.count() * bytesOf(entry.type()));
        double[] result = new double[(int) entry.count()];
        for (int i = 0; i < result.length; i++) {
            result[i] = entry.type() == 12 ? values.getDouble() : values.getFloat();
        }
        return result;
    }

    /** A text tag without the closing NUL, or null if it is absent. */
    @Nullable
    String text(int tag) {
        byte[] bytes = bytes(tag);
        if (bytes == null) {
            return null;
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** The values of a byte or text tag, or null if it is absent. */
    byte @Nullable [] bytes(int tag) {
        Entry entry = entries.get(tag);
        return entry == null || bytesOf(entry.type()) != 1
                ? null
                : file.read(entry.position(), entry.count()).array();
    }
}
