package io.cloudless.raster.picture;

import io.cloudless.files.InputException;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.tiff.TiffFile;
import io.cloudless.raster.tiff.TiffLayout;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes JPEG streams to bytes, pixel by pixel: one of grey, or three of red, green, blue. */
public final class JpegDecoder {
    /** As in GDAL. A progressive picture has about ten; each is a pass over all pixels that may take a few bytes. */
    private static final int MOST_SCANS = 100;

    private final Path path;

    private JpegDecoder(Path path) {
        this.path = path;
    }

    /** Decodes a whole picture whose header has been checked; CMYK becomes RGB. */
    static byte[] picture(Path path, byte[] stream, JpegHeader header) {
        byte[] samples = new JpegDecoder(path).decode(stream, header);
        if (header.components() == 4) {
            boolean inverted = header.adobeTransform() >= 0;
            return JpegColours.cmykToRgb(samples, header.adobeTransform() == 2, inverted);
        }
        if (header.isYcbcr()) {
            JpegColours.ycbcrToRgb(samples, 3);
        }
        return samples;
    }

    /** Decodes one block of a TIFF (TIFF Technical Note 2), whose tables may lie apart. */
    public static byte[] tiffBlock(TiffFile file, TiffLayout layout, int rows, byte @Nullable [] tables, byte[] block) {
        byte[] stream = tables == null ? block : join(tables, block);
        JpegHeader header = JpegHeader.of(stream).orElseThrow(() -> file.damaged("a JPEG block has no frame header"));
        boolean fits = header.width() == layout.blockWidth()
                && header.height() >= rows
                && header.height() <= layout.blockHeight()
                && header.components() == layout.samplesPerBlock();
        if (!fits || layout.type() != SampleType.UINT8) {
            throw file.damaged(String.format(
                    Locale.ROOT,
                    "a JPEG block has %d x %d pixels of %d bytes where %d x %d of %d were announced",
                    header.width(),
                    header.height(),
                    header.components(),
                    layout.blockWidth(),
                    rows,
                    layout.samplesPerBlock()));
        }
        byte[] samples = new JpegDecoder(file.path()).decode(stream, header);
        if (layout.photometric() == TiffLayout.YCBCR && header.components() == 3) {
            JpegColours.ycbcrToRgb(samples, 3);
        }
        return samples;
    }

    /** The tables without their end marker, the block without its start marker. */
    private static byte[] join(byte[] tables, byte[] block) {
        int tableBytes = Math.max(0, tables.length - 2);
        int blockBytes = Math.max(0, block.length - 2);
        byte[] stream = new byte[tableBytes + blockBytes];
        System.arraycopy(tables, 0, stream, 0, tableBytes);
        System.arraycopy(block, block.length - blockBytes, stream, tableBytes, blockBytes);
        return stream;
    }

    private byte[] decode(byte[] stream, JpegHeader header) {
        int scans = JpegHeader.scans(stream);
        if (scans > MOST_SCANS) {
            throw new InputException(
                    path,
                    String.format(Locale.ROOT, "the JPEG has %,d scans, more than any program writes", scans),
                    "It is damaged or made to keep a processor busy: do not trust this file");
        }
        ImageReader reader = JdkImages.reader("jpeg");
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
            reader.setInput(input, true, true);
            reader.addIIOReadWarningListener(new TruncationListener());
            Raster raster = reader.readRaster(0, null);
            int rowBytes = header.width() * header.components();
            boolean asAnnounced = raster.getWidth() == header.width()
                    && raster.getHeight() == header.height()
                    && raster.getNumBands() == header.components();
            if (!asAnnounced) {
                throw damaged("its pixels are not what its header says", null);
            }
            byte[] samples = new byte[rowBytes * header.height()];
            byte[] row = new byte[rowBytes];
            for (int y = 0; y < header.height(); y++) {
                raster.getDataElements(raster.getMinX(), raster.getMinY() + y, header.width(), 1, row);
                System.arraycopy(row, 0, samples, y * rowBytes, rowBytes);
            }
            return samples;
        } catch (InputException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the JDK's reader throws any kind for damaged streams
            throw damaged("the JPEG cannot be decoded (" + e.getMessage() + ")", e);
        } finally {
            reader.dispose();
        }
    }

    private InputException damaged(String found, @Nullable Throwable cause) {
        String remedy = "The file is truncated or damaged: copy or download it again";
        return cause == null ? new InputException(path, found, remedy) : new InputException(path, found, remedy, cause);
    }

    /** The JDK's reader fills what is missing with grey and only warns. */
    private final class TruncationListener implements IIOReadWarningListener {
        @Override
        public void warningOccurred(ImageReader source, String warning) {
            if (warning.contains("Premature end") || warning.contains("Truncated")) {
                throw damaged("the JPEG ends before its last row", null);
            }
        }
    }
}
