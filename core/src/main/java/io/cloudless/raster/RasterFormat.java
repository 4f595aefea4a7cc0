package io.cloudless.raster;

import io.cloudless.files.InputException;
import io.cloudless.files.InputFiles;
import io.cloudless.raster.gdal.Gdal;
import io.cloudless.raster.gdal.GdalReader;
import io.cloudless.raster.picture.PictureReader;
import io.cloudless.raster.tiff.TiffFile;
import io.cloudless.raster.tiff.TiffReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The formats that are read, told apart by the first bytes of a file. Each says which of GDAL's drivers may read what
 * the built-in reader does not know; none of those opens another file because a file names it.
 */
public enum RasterFormat {
    TIFF("GTiff"),
    PNG,
    JPEG("JPEG"),
    JPEG_2000("JP2OpenJPEG", "JP2KAK", "JP2ECW", "JP2MrSID", "JP2Lura", "JPEG2000");

    static final Set<String> ENDINGS = Set.of("tif", "tiff", "png", "jpg", "jpeg", "jp2", "j2k");

    /** Bytes that tell the format. */
    static final int SIGNATURE_BYTES = 12;

    private static final List<String> TIFFS = List.of("II*\0", "MM\0*", "II+\0", "MM\0+");

    private final List<String> drivers;

    RasterFormat(String... drivers) {
        this.drivers = List.of(drivers);
    }

    /** GDAL's short names of the drivers that may read it. */
    public List<String> drivers() {
        return drivers;
    }

    /** The format of a file that begins with these bytes; empty if it is none that is read. */
    static Optional<RasterFormat> of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (TIFFS.stream().anyMatch(text::startsWith)) {
            return Optional.of(TIFF);
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        boolean isJpeg2000 = text.startsWith(Jp2Header.SIGNATURE) || text.startsWith(Jp2Header.CODE_STREAM);
        return isJpeg2000 ? Optional.of(JPEG_2000) : Optional.empty();
    }

    private static RasterFormat of(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new InputException(
                    file, "a pipe or device, not a file", "Save what it gives into a file and name that");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(SIGNATURE_BYTES);
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
        if (start.length == 0) {
            throw new InputException(file, "an empty file", "Copy or download it again");
        }
        return of(start)
                .orElseThrow(() -> new InputException(
                        file,
                        "neither GeoTIFF, PNG, JPEG nor JPEG 2000",
                        "Convert it to GeoTIFF, for example with gdal_translate"));
    }

    /**
     * @param expandPalette whether an indexed picture is read as colours
     * @param throughGdal formats of which GDAL reads what the built-in readers do not know
     */
    static RasterReader open(Path file, boolean expandPalette, Set<RasterFormat> throughGdal) {
        return CheckedReader.open(file, () -> {
            RasterFormat format = of(file);
            try {
                return format.openBuiltIn(file, expandPalette);
            } catch (UnsupportedEncodingException e) {
                if (!throughGdal.contains(format)) {
                    throw new InputException(
                            file,
                            e.getMessage() + ", which is not read here",
                            "Convert it with gdal_translate -co COMPRESS=DEFLATE",
                            e);
                }
                return GdalReader.open(gdal(file, e), file, format, expandPalette);
            }
        });
    }

    private static Gdal gdal(Path file, UnsupportedEncodingException reason) {
        return Gdal.library()
                .orElseThrow(() -> new InputException(
                        file,
                        reason.getMessage() + ", which needs GDAL, and no GDAL was found",
                        "Install it (such as apt install gdal-bin), name its library with -Dcloudless.gdal=PATH,"
                                + " or convert the file to GeoTIFF",
                        reason));
    }

    /** @throws UnsupportedEncodingException if only GDAL may know how to read it */
    private RasterReader openBuiltIn(Path file, boolean expandPalette) {
        return switch (this) {
            case TIFF -> openTiff(file, expandPalette);
            case PNG -> PictureReader.png(file, expandPalette);
            case JPEG -> PictureReader.jpeg(file);
            case JPEG_2000 -> {
                Jp2Header.check(file);
                throw new UnsupportedEncodingException("JPEG 2000");
            }
        };
    }

    /** @param file that the picture lies in */
    static RasterReader openEmbedded(Path file, byte[] picture) {
        return CheckedReader.open(file, () -> {
            RasterFormat format = of(Arrays.copyOf(picture, SIGNATURE_BYTES)).orElse(null);
            try {
                if (format == PNG) {
                    return PictureReader.png(file, picture, true);
                }
                if (format == JPEG) {
                    return PictureReader.jpeg(file, picture);
                }
                throw new UnsupportedEncodingException("neither PNG nor JPEG");
            } catch (UnsupportedEncodingException e) {
                throw new InputException(
                        file, "holds a picture that is " + e.getMessage(), "Store it as PNG or as JPEG of 8 bits", e);
            }
        });
    }

    private static RasterReader openTiff(Path path, boolean expandPalette) {
        TiffFile file = TiffFile.open(path);
        try {
            return TiffReader.open(file, expandPalette);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Whether GDAL may use a driver of this name at all. */
    public static boolean isAllowed(String driver) {
        return Arrays.stream(values()).anyMatch(format -> format.drivers.contains(driver));
    }
}
