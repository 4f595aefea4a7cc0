package io.cloudless.raster.tiff;

import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.tiff.GeoTiffWriter.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the directories of a GeoTIFF say of the picture, by TIFF 6.0, GeoTIFF 1.1 (OGC 19-008r4) and GDAL's own tags. */
final class GeoTiffTags {
    private static final short PIXEL_IS_AREA = 1;

    private GeoTiffTags() {}

    /** Every level's tags about samples and tiles, but for where the tiles lie. */
    static void putStructure(TiffDirectory directory, Layout layout, List<Band> bands) {
        int count = layout.bands();
        boolean rgb = isRgb(layout, bands);
        int[] colours = layout.colours();
        directory
                .shorts(TiffPage.BITS_PER_SAMPLE, repeat(8 * layout.type().bytes(), count))
                .shorts(TiffPage.COMPRESSION, 8) // deflate
                .shorts(TiffPage.PHOTOMETRIC, colours != null ? 3 : rgb ? 2 : 1)
                .shorts(TiffPage.SAMPLES_PER_PIXEL, count)
                .shorts(TiffPage.PLANAR_CONFIGURATION, 1) // pixel-interleaved
                .shorts(TiffPage.PREDICTOR, TileCompressor.usesDifferences(layout) ? 2 : 1)
                .longs(TiffPage.TILE_WIDTH, layout.blockSize())
                .longs(TiffPage.TILE_LENGTH, layout.blockSize())
                .shorts(TiffPage.SAMPLE_FORMAT, repeat(sampleFormat(layout.type()), count));
        if (colours != null) {
            directory.shorts(TiffPage.COLOR_MAP, colourMap(colours));
        }
        int colourBands = rgb ? 3 : 1;
        if (count > colourBands) {
            int[] extra = new int[count - colourBands];
            for (int i = 0; i < extra.length; i++) {
                extra[i] = bands.get(colourBands + i).role() == BandRole.ALPHA ? 2 : 0;
            }
            directory.shorts(TiffPage.EXTRA_SAMPLES, extra);
        }
        if (layout.nodata() != null) {
            directory.text(TiffPage.GDAL_NODATA, text(layout.nodata()));
        }
    }

    private static boolean isRgb(Layout layout, List<Band> bands) {
        return layout.bands() >= 3
                && bands.get(0).role() == BandRole.RED
                && bands.get(1).role() == BandRole.GREEN
                && bands.get(2).role() == BandRole.BLUE;
    }

    private static int[] repeat(int value, int count) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }

    private static int sampleFormat(SampleType type) {
        return switch (type) {
            case UINT8, UINT16, UINT32 -> 1;
            case INT8, INT16, INT32 -> 2;
            case FLOAT32, FLOAT64 -> 3;
        };
    }

    /** All reds, all greens, all blues, each of 16 bits. */
    private static int[] colourMap(int[] colours) {
        int[] map = new int[3 * 256];
        for (int i = 0; i < colours.length; i++) {
            map[i] = (colours[i] >> 16 & 0xFF) * 257;
            map[256 + i] = (colours[i] >> 8 & 0xFF) * 257;
            map[512 + i] = (colours[i] & 0xFF) * 257;
        }
        return map;
    }

    static void putGeoreference(TiffDirectory directory, Georeference place) {
        if (place.xPerRow() == 0 && place.yPerColumn() == 0 && place.xPerColumn() > 0 && place.yPerRow() < 0) {
            directory.doubles(TiffPage.MODEL_PIXEL_SCALE, place.xPerColumn(), -place.yPerRow(), 0);
            directory.doubles(TiffPage.MODEL_TIEPOINT, 0, 0, 0, place.originX(), place.originY(), 0);
        } else {
            double[] transform = new double[16];
            transform[0] = place.xPerColumn();
            transform[1] = place.xPerRow();
            transform[3] = place.originX();
            transform[4] = place.yPerColumn();
            transform[5] = place.yPerRow();
            transform[7] = place.originY();
            transform[15] = 1;
            directory.doubles(TiffPage.MODEL_TRANSFORMATION, transform);
        }
        GeoKeys keys = place.keys();
        if (keys.directory().length > 0) {
            directory.shorts(TiffPage.GEO_KEY_DIRECTORY, cornerBased(keys.directory()));
        }
        if (keys.doubles().length > 0) {
            directory.doubles(TiffPage.GEO_DOUBLE_PARAMS, keys.doubles());
        }
        if (!keys.ascii().isEmpty()) {
            directory.text(TiffPage.GEO_ASCII_PARAMS, keys.ascii());
        }
    }

    /** A {@link Georeference} counts from pixel corners, so a scene's "pixel is point" must not be handed on. */
    private static int[] cornerBased(short[] keys) {
        int[] values = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            boolean rasterType = i % 4 == 3 && keys[i - 3] == GeoKeys.RASTER_TYPE && keys[i - 2] == 0;
            values[i] = rasterType ? PIXEL_IS_AREA : keys[i];
        }
        return values;
    }

    /** Names and scaling of the bands and free metadata, in GDAL's XML; nothing where there is nothing to say. */
    static void putMetadata(TiffDirectory directory, List<Band> bands, Map<String, String> metadata) {
        StringBuilder items = new StringBuilder();
        metadata.forEach((name, value) ->
                items.append(String.format(Locale.ROOT, "  <Item name=\"%s\">%s</Item>\n", xml(name), xml(value))));
        for (Band band : bands) {
            appendItem(items, "DESCRIPTION", band, "description", band.name());
            if (band.scale() != 1 || band.offset() != 0) {
                appendItem(items, "OFFSET", band, "offset", text(band.offset()));
                appendItem(items, "SCALE", band, "scale", text(band.scale()));
            }
        }
        if (!items.isEmpty()) {
            directory.text(TiffPage.GDAL_METADATA, "<GDALMetadata>\n" + items + "</GDALMetadata>\n");
        }
    }

    private static void appendItem(StringBuilder items, String name, Band band, String role, String value) {
        if (!value.isEmpty()) {
            items.append(String.format(
                    Locale.ROOT,
                    "  <Item name=\"%s\" sample=\"%d\" role=\"%s\">%s</Item>\n",
                    name,
                    band.index(),
                    role,
                    xml(value)));
        }
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
