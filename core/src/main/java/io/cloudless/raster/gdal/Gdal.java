package io.cloudless.raster.gdal;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import io.cloudless.raster.RasterFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The C interface of a GDAL installed on the machine (https://gdal.org/api/raster_c_api.html), if there is one. The
 * system property {@code cloudless.gdal} names its library, or is {@code off}.
 *
 * <p>It opens the file it is asked to open and nothing that a file names: it keeps only the drivers that
 * {@link RasterFormat} names, and does not look into the network. Beside the file it looks for a mask alone, of the file's
 * own name and {@code .msk}, which the same drivers read.
 */
public interface Gdal extends Library {
    int OF_RASTER = 2;
    int OF_VERBOSE_ERROR = 0x40;
    int READ = 0;
    int FLOAT32 = 6;
    int BYTE = 1;
    int MASK_ALL_VALID = 1;
    int MASK_NODATA = 8;

    void GDALAllRegister();

    int GDALGetDriverCount();

    Pointer GDALGetDriver(int index);

    void GDALDeregisterDriver(Pointer driver);

    @Nullable
    Pointer GDALOpenEx(
            byte[] file, int flags, @Nullable Pointer drivers, @Nullable Pointer options, @Nullable Pointer siblings);

    void GDALClose(Pointer dataset);

    int GDALGetRasterXSize(Pointer dataset);

    int GDALGetRasterYSize(Pointer dataset);

    int GDALGetRasterCount(Pointer dataset);

    Pointer GDALGetRasterBand(Pointer dataset, int number);

    int GDALGetRasterDataType(Pointer band);

    int GDALGetRasterColorInterpretation(Pointer band);

    String GDALGetDescription(Pointer object);

    double GDALGetRasterNoDataValue(Pointer band, IntByReference present);

    double GDALGetRasterScale(Pointer band, IntByReference present);

    double GDALGetRasterOffset(Pointer band, IntByReference present);

    void GDALGetBlockSize(Pointer band, IntByReference width, IntByReference height);

    int GDALGetGeoTransform(Pointer dataset, double[] transform);

    @Nullable
    Pointer GDALGetSpatialRef(Pointer dataset);

    Pointer GDALGetDatasetDriver(Pointer dataset);

    String GDALGetDriverShortName(Pointer driver);

    @Nullable
    Pointer GDALGetMetadata(Pointer object, @Nullable String domain);

    int GDALGetMaskFlags(Pointer band);

    Pointer GDALGetMaskBand(Pointer band);

    @Nullable
    Pointer GDALGetRasterColorTable(Pointer band);

    int GDALGetColorEntryCount(Pointer table);

    int GDALGetColorEntryAsRGB(Pointer table, int index, short[] entry);

    int GDALRasterIO(
            Pointer band,
            int direction,
            int x,
            int y,
            int width,
            int height,
            Memory buffer,
            int bufferWidth,
            int bufferHeight,
            int type,
            int pixelStride,
            int lineStride);

    int OSRIsProjected(Pointer reference);

    int OSRIsGeographic(Pointer reference);

    int OSRAutoIdentifyEPSG(Pointer reference);

    @Nullable
    String OSRGetAuthorityCode(Pointer reference, @Nullable String node);

    void CPLSetConfigOption(String name, String value);

    String CPLGetLastErrorMsg();

    void CPLErrorReset();

    @Nullable
    Pointer CPLSetErrorHandler(Pointer handler);

    /** The library, loaded when first asked for; empty where there is none. */
    static Optional<Gdal> library() {
        return Holder.LIBRARY;
    }

    /** Finds and prepares the library once. */
    final class Holder {
        /** Set for good: they go before variables of the environment. */
        private static final Map<String, String> SETTINGS = Map.of(
                // Files beside the input are passed over: .ovr, .aux.xml, world files, files of coefficients …
                "GDAL_DISABLE_READDIR_ON_OPEN",
                "EMPTY_DIR",
                "GDAL_GEOREF_SOURCES",
                "INTERNAL",
                // … nor one written.
                "GDAL_PAM_ENABLED",
                "NO",
                // The only address that may be read is no address.
                "CPL_VSIL_CURL_ALLOWED_FILENAME",
                "none");

        static final Optional<Gdal> LIBRARY = load();

        private Holder() {}

        private static Optional<Gdal> load() {
            String stated = System.getProperty("cloudless.gdal", "");
            if (stated.equals("off")) {
                return Optional.empty();
            }
            Stream<String> names = stated.isEmpty() ? names() : Stream.of(stated);
            return names.flatMap(name -> load(name).stream()).findFirst();
        }

        private static Stream<String> names() {
            List<String> folders = List.of(
                    "/usr/lib/x86_64-linux-gnu",
                    "/usr/lib/aarch64-linux-gnu",
                    "/usr/lib64",
                    "/usr/local/lib",
                    "/opt/homebrew/lib");
            // Distributions install libgdal.so.N without the plain name, which comes with the headers.
            Stream<String> numbered = folders.stream()
                    .flatMap(folder ->
                            Stream.iterate(50, n -> n >= 28, n -> n - 1).map(n -> folder + "/libgdal.so." + n));
            return Stream.concat(Stream.of("gdal"), numbered.filter(file -> Files.exists(Path.of(file))));
        }

        private static Optional<Gdal> load(String name) {
            try {
                Gdal gdal = Native.load(name, Gdal.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
                // Its messages become part of ours instead of appearing on stderr.
                gdal.CPLSetErrorHandler(NativeLibrary.getInstance(name).getFunction("CPLQuietErrorHandler"));
                gdal.GDALAllRegister();
                // After it, as it reads the user's file of settings.
                SETTINGS.forEach(gdal::CPLSetConfigOption);
                keepAllowedDrivers(gdal);
                return Optional.of(gdal);
            } catch (UnsatisfiedLinkError e) {
                return Optional.empty();
            }
        }

        /** What GDAL opens from within an allowed driver is opened by an allowed driver, too. */
        private static void keepAllowedDrivers(Gdal gdal) {
            for (int i = gdal.GDALGetDriverCount() - 1; i >= 0; i--) {
                Pointer driver = gdal.GDALGetDriver(i);
                if (!RasterFormat.isAllowed(gdal.GDALGetDriverShortName(driver))) {
                    gdal.GDALDeregisterDriver(driver);
                }
            }
        }
    }
}
