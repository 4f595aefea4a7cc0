package io.cloudless.raster;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The three GeoTIFF tags that state a reference system (OGC 19-008r4), as stored.
 *
 * @param directory GeoKeyDirectoryTag, 34735; empty where the file places its pixels but names no reference system
 * @param doubles GeoDoubleParamsTag, 34736; empty if absent
 * @param ascii GeoAsciiParamsTag, 34737; empty if absent
 */
public record GeoKeys(short[] directory, double[] doubles, String ascii) {
    /** No reference system. */
    public static final GeoKeys NONE = new GeoKeys(new short[0], new double[0], "");

    static final int MODEL_TYPE = 1024;
    public static final int RASTER_TYPE = 1025;
    static final int GEOGRAPHIC_TYPE = 2048;
    static final int ANGULAR_UNITS = 2054;
    static final int PROJECTED_TYPE = 3072;
    static final int LINEAR_UNITS = 3076;

    static final int PROJECTED = 1;
    static final int GEOGRAPHIC = 2;
    private static final int PIXEL_IS_AREA = 1;
    private static final int PIXEL_IS_POINT = 2;
    private static final int USER_DEFINED = 32767;

    /** The keys of a reference system of the EPSG registry. */
    public static GeoKeys ofEpsg(int code, boolean projected) {
        short[] directory = {
            1,
            1,
            0,
            3,
            MODEL_TYPE,
            0,
            1,
            (short) (projected ? PROJECTED : GEOGRAPHIC),
            RASTER_TYPE,
            0,
            1,
            PIXEL_IS_AREA,
            (short) (projected ? PROJECTED_TYPE : GEOGRAPHIC_TYPE),
            0,
            1,
            (short) code
        };
        return new GeoKeys(directory, new double[0], "");
    }

    /** Whether the file gives the position of pixel centres where it speaks of pixels. */
    public boolean isPixelPoint() {
        return key(RASTER_TYPE).orElse(PIXEL_IS_AREA) == PIXEL_IS_POINT;
    }

    /** EPSG code of the projected, else of the geographic reference system; empty if it has none. */
    public OptionalInt epsg() {
        OptionalInt model = key(MODEL_TYPE);
        OptionalInt code = OptionalInt.empty();
        if (model.isEmpty() || model.getAsInt() == PROJECTED) {
            code = key(PROJECTED_TYPE);
        }
        if (code.isEmpty() && (model.isEmpty() || model.getAsInt() == GEOGRAPHIC)) {
            code = key(GEOGRAPHIC_TYPE);
        }
        boolean registered = code.isPresent() && code.getAsInt() > 0 && code.getAsInt() != USER_DEFINED;
        return registered ? code : OptionalInt.empty();
    }

    /** The value of a key that is stored in the directory itself. */
    OptionalInt key(int id) {
        for (int i = 4; i + 3 < directory.length; i += 4) {
            if ((directory[i] & 0xFFFF) == id && directory[i + 1] == 0) {
                return OptionalInt.of(directory[i + 3] & 0xFFFF);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GeoKeys keys
                && Arrays.equals(directory, keys.directory)
                && Arrays.equals(doubles, keys.doubles)
                && ascii.equals(keys.ascii);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(directory) + Arrays.hashCode(doubles)) + ascii.hashCode();
    }

    @Override
    public String toString() {
        return "GeoKeys[epsg=" + epsg() + ", ascii=" + ascii + "]";
    }
}
