package io.cloudless.raster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** Formats told apart by the first bytes of a file. */
enum RasterFormat {
    TIFF,
    PNG,
    JPEG,
    JP2,
    /** None of the others: GDAL may know it. */
    OTHER;

    static final Set<String> ENDINGS = Set.of("tif", "tiff", "png", "jpg", "jpeg", "jp2", "j2k");

    private static final int HEAD_BYTES = 16;

    static RasterFormat of(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new InputException(
                    file, "a pipe or device, not a file", "Save what it gives into a file and name that");
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
        if (head.length == 0) {
            throw new InputException(file, "an empty file", "Copy or download it again");
        }
        return of(head);
    }

    private static RasterFormat of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("II*\0")
                || text.startsWith("MM\0*")
                || text.startsWith("II+\0")
                || text.startsWith("MM\0+")) {
            return TIFF;
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        // The boxed file and the bare code stream.
        return text.startsWith("\0\0\0\fjP  \r\n") || text.startsWith("\u00ffO\u00ffQ") ? JP2 : OTHER;
    }

    /** @param expandPalette whether an indexed picture is read as colours */
    static RasterReader open(Path file, boolean expandPalette) {
        try {
            return openBuiltIn(file, expandPalette);
        } catch (UnsupportedEncodingException e) {
            Gdal gdal = Gdal.library()
                    .orElseThrow(() -> new InputException(
                            file,
                            e.getMessage() + ", which needs GDAL, and no GDAL was found",
                            "Install it (such as apt install gdal-bin), name its library with -Dcloudless.gdal=PATH,"
                                    + " or convert the file to GeoTIFF",
                            e));
            return GdalReader.open(gdal, file, expandPalette);
        }
    }

    /** @throws UnsupportedEncodingException if only GDAL may know how to read it */
    static RasterReader openBuiltIn(Path file, boolean expandPalette) {
        return switch (of(file)) {
            case TIFF -> openTiff(file, expandPalette);
            case PNG -> PictureReader.png(file, expandPalette);
            case JPEG -> PictureReader.jpeg(file);
            case JP2 -> throw new UnsupportedEncodingException("JPEG 2000");
            case OTHER -> throw new UnsupportedEncodingException("neither GeoTIFF, PNG nor JPEG");
        };
    }

    /** @param file that the picture lies in */
    static RasterReader openEmbedded(Path file, byte[] picture) {
        try {
            return switch (of(Arrays.copyOf(picture, HEAD_BYTES))) {
                case PNG -> PictureReader.png(file, picture, true);
                case JPEG -> PictureReader.jpeg(file, picture);
                default -> throw new UnsupportedEncodingException("neither PNG nor JPEG");
            };
        } catch (UnsupportedEncodingException e) {
            throw new InputException(
                    file, "holds a picture that is " + e.getMessage(), "Store it as PNG or as JPEG of 8 bits", e);
        }
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
}
