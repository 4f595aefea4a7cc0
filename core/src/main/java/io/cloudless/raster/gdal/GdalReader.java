package io.cloudless.raster.gdal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.ptr.IntByReference;
import io.cloudless.files.InputException;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.BandRoles;
import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.MemoryLimit;
import io.cloudless.raster.Palette;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterFormat;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.Validity;
import io.cloudless.raster.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads windows of a raster file through the machine's GDAL. */
public final class GdalReader implements RasterReader {
    private final Gdal gdal;
    private @Nullable Pointer dataset;
    private final RasterInfo info;
    private final @Nullable Palette palette;
    private final @Nullable Pointer mask;
    private final Validity validity;

    private GdalReader(Gdal gdal, Path file, Pointer dataset, boolean expandPalette) {
        this.gdal = gdal;
        this.dataset = dataset;
        Pointer first = gdal.GDALGetRasterBand(dataset, 1);
        Pointer table = expandPalette ? gdal.GDALGetRasterColorTable(first) : null;
        palette = table == null || gdal.GDALGetRasterDataType(first) != Gdal.BYTE ? null : palette(table);
        Double nodata = optional(gdal::GDALGetRasterNoDataValue, first);
        int flags = gdal.GDALGetMaskFlags(first);
        // A palette's nodata value is an index, so GDAL's mask is asked; else our own rule holds for nodata values.
        boolean masked = (flags & Gdal.MASK_ALL_VALID) == 0 && (palette != null || (flags & Gdal.MASK_NODATA) == 0);
        mask = masked ? gdal.GDALGetMaskBand(first) : null;
        info = describe(file, dataset, palette == null ? nodata : null);
        validity = new Validity(info.nodata(), info.bands().get(0).type().isFloat());
    }

    /** @param format what the file was found to be: only drivers of this format are asked */
    public static GdalReader open(Gdal gdal, Path file, RasterFormat format, boolean expandPalette) {
        gdal.CPLErrorReset();
        Pointer drivers = new StringArray(format.drivers().toArray(String[]::new));
        Pointer dataset = gdal.GDALOpenEx(name(file), Gdal.OF_RASTER | Gdal.OF_VERBOSE_ERROR, drivers, null, null);
        if (dataset == null) {
            throw new InputException(
                    file, "no picture that can be read (" + oneLine(gdal) + ")", "Convert it to GeoTIFF, PNG or JPEG");
        }
        try {
            if (gdal.GDALGetRasterCount(dataset) < 1) {
                throw new InputException(
                        file, "a container without bands", "Extract the picture wanted with gdal_translate");
            }
            return new GdalReader(gdal, file, dataset, expandPalette);
        } catch (RuntimeException e) {
            gdal.GDALClose(dataset);
            throw e;
        }
    }

    /** As UTF-8. GDAL's own file systems begin with /vsi, so a folder of such a name is reached another way. */
    private static byte[] name(Path file) {
        String path = file.toAbsolutePath().toString();
        return ((path.startsWith("/vsi") ? "/." : "") + path + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static String oneLine(Gdal gdal) {
        return gdal.CPLGetLastErrorMsg().replaceAll("\\s+", " ").strip();
    }

    private Palette palette(Pointer table) {
        float[][] colours = new float[3][256];
        short[] entry = new short[4];
        for (int i = 0; i < Math.min(256, gdal.GDALGetColorEntryCount(table)); i++) {
            gdal.GDALGetColorEntryAsRGB(table, i, entry);
            for (int c = 0; c < 3; c++) {
                colours[c][i] = entry[c];
            }
        }
        return new Palette(colours);
    }

    private RasterInfo describe(Path file, Pointer source, @Nullable Double nodata) {
        int count = palette != null ? 3 : gdal.GDALGetRasterCount(source);
        List<String> names = new ArrayList<>();
        List<@Nullable BandRole> colours = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Pointer band = gdal.GDALGetRasterBand(source, palette != null ? 1 : i + 1);
            names.add(palette != null ? "" : gdal.GDALGetDescription(band));
            colours.add(colour(palette != null ? 3 + i : gdal.GDALGetRasterColorInterpretation(band)));
        }
        List<BandRole> roles = BandRoles.recognise(names, colours);
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Pointer band = gdal.GDALGetRasterBand(source, palette != null ? 1 : i + 1);
            Double scale = optional(gdal::GDALGetRasterScale, band);
            Double offset = optional(gdal::GDALGetRasterOffset, band);
            bands.add(new Band(
                    i,
                    names.get(i),
                    roles.get(i),
                    type(file, gdal.GDALGetRasterDataType(band)),
                    scale == null || scale == 0 ? 1 : scale,
                    offset == null ? 0 : offset));
        }
        IntByReference blockWidth = new IntByReference();
        IntByReference blockHeight = new IntByReference();
        gdal.GDALGetBlockSize(gdal.GDALGetRasterBand(source, 1), blockWidth, blockHeight);
        MemoryLimit.checkBlock(
                file,
                blockWidth.getValue(),
                blockHeight.getValue(),
                count * bands.get(0).type().bytes());
        return new RasterInfo(
                file,
                gdal.GDALGetDriverShortName(gdal.GDALGetDatasetDriver(source)),
                gdal.GDALGetRasterXSize(source),
                gdal.GDALGetRasterYSize(source),
                bands,
                nodata,
                georeference(source),
                blockWidth.getValue(),
                blockHeight.getValue(),
                metadata(source));
    }

    private static @Nullable BandRole colour(int interpretation) {
        return switch (interpretation) {
            case 3 -> BandRole.RED;
            case 4 -> BandRole.GREEN;
            case 5 -> BandRole.BLUE;
            case 6 -> BandRole.ALPHA;
            default -> null;
        };
    }

    private static SampleType type(Path file, int gdalType) {
        return switch (gdalType) {
            case 1 -> SampleType.UINT8;
            case 2 -> SampleType.UINT16;
            case 3 -> SampleType.INT16;
            case 4 -> SampleType.UINT32;
            case 5 -> SampleType.INT32;
            case 6 -> SampleType.FLOAT32;
            case 7 -> SampleType.FLOAT64;
            case 14 -> SampleType.INT8;
            default ->
                throw new InputException(
                        file,
                        String.format(
                                Locale.ROOT,
                                "samples of GDAL's type %d, which are no real numbers of up to 32 bits",
                                gdalType),
                        "Convert it with gdal_translate -ot Float32");
        };
    }

    /** One of GDAL's functions that return a number and whether it is stated. */
    private interface Stated {
        double get(Pointer band, IntByReference present);
    }

    private static @Nullable Double optional(Stated value, Pointer band) {
        IntByReference present = new IntByReference();
        double number = value.get(band, present);
        return present.getValue() == 0 ? null : number;
    }

    private @Nullable Georeference georeference(Pointer source) {
        double[] t = new double[6];
        if (gdal.GDALGetGeoTransform(source, t) != 0) {
            return null;
        }
        return new Georeference(t[0], t[1], t[2], t[3], t[4], t[5], keys(source));
    }

    private GeoKeys keys(Pointer source) {
        Pointer reference = gdal.GDALGetSpatialRef(source);
        if (reference == null) {
            return GeoKeys.NONE;
        }
        if (gdal.OSRGetAuthorityCode(reference, null) == null) {
            gdal.OSRAutoIdentifyEPSG(reference);
        }
        String code = gdal.OSRGetAuthorityCode(reference, null);
        boolean projected = gdal.OSRIsProjected(reference) != 0;
        boolean usable = projected || gdal.OSRIsGeographic(reference) != 0;
        return usable && code != null && code.matches("\\d{4,5}") && Integer.parseInt(code) < 32767
                ? GeoKeys.ofEpsg(Integer.parseInt(code), projected)
                : GeoKeys.NONE;
    }

    private Map<String, String> metadata(Pointer source) {
        Map<String, String> metadata = new TreeMap<>();
        Pointer list = gdal.GDALGetMetadata(source, null);
        if (list != null) {
            for (String item : list.getStringArray(0, "UTF-8")) {
                int equals = item.indexOf('=');
                if (equals > 0) {
                    metadata.put(item.substring(0, equals), item.substring(equals + 1));
                }
            }
        }
        return metadata;
    }

    @Override
    public RasterInfo info() {
        return info;
    }

    @Override
    public Pixels read(Window window, int... bands) {
        Pointer source = Objects.requireNonNull(dataset, "the reader is closed");
        float[][] read;
        if (palette != null) {
            read = palette.expand(band(gdal.GDALGetRasterBand(source, 1), window), bands);
        } else {
            read = new float[bands.length][];
            for (int i = 0; i < bands.length; i++) {
                read[i] = band(gdal.GDALGetRasterBand(source, bands[i] + 1), window);
            }
        }
        float[][] masks = mask == null ? new float[0][] : new float[][] {band(mask, window)};
        validity.apply(read, masks);
        return new Pixels(window.width(), window.height(), read);
    }

    private float[] band(Pointer band, Window window) {
        float[] samples = new float[(int) window.area()];
        try (Memory buffer = new Memory(4L * samples.length)) {
            gdal.CPLErrorReset();
            int error = gdal.GDALRasterIO(
                    band,
                    Gdal.READ,
                    window.x(),
                    window.y(),
                    window.width(),
                    window.height(),
                    buffer,
                    window.width(),
                    window.height(),
                    Gdal.FLOAT32,
                    0,
                    0);
            if (error != 0) {
                throw new InputException(
                        info.file(),
                        "its pixels cannot be decoded (" + oneLine(gdal) + ")",
                        "The file is truncated or damaged: copy or download it again");
            }
            buffer.read(0, samples, 0, samples.length);
        }
        return samples;
    }

    @Override
    public void close() {
        if (dataset != null) {
            gdal.GDALClose(dataset);
            dataset = null;
        }
    }
}
