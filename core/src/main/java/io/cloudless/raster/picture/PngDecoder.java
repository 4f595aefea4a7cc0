package io.cloudless.raster.picture;

import io.cloudless.files.InputException;
import io.cloudless.raster.Samples;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes a PNG, whose header has been checked, to little-endian samples, pixel by pixel. */
final class PngDecoder {
    private PngDecoder() {}

    /** @param bands samples of one decoded pixel */
    static byte[] decode(Path path, byte[] file, PngHeader header, int bands, boolean expandPalette) {
        ImageReader reader = JdkImages.reader("png");
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            BufferedImage image = reader.read(0);
            if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
                throw new IOException("its size changed while it was read");
            }
            return image.getColorModel() instanceof IndexColorModel colours
                    ? indexed(image, header, colours, bands, expandPalette)
                    : direct(image.getRaster(), bands);
        } catch (IOException | RuntimeException e) { // the JDK's reader throws any kind for damaged files
            throw new InputException(
                    path,
                    "the PNG cannot be decoded (" + e.getMessage() + ")",
                    "The file is truncated or damaged: copy or download it again",
                    e);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] direct(Raster raster, int bands) throws IOException {
        if (raster.getNumBands() != bands) {
            throw new IOException(
                    String.format(Locale.ROOT, "%d samples a pixel instead of %d", raster.getNumBands(), bands));
        }
        int width = raster.getWidth();
        int rowSamples = width * bands;
        if (raster.getTransferType() == DataBuffer.TYPE_BYTE) {
            byte[] samples = new byte[rowSamples * raster.getHeight()];
            byte[] row = new byte[rowSamples];
            for (int y = 0; y < raster.getHeight(); y++) {
                raster.getDataElements(0, y, width, 1, row);
                System.arraycopy(row, 0, samples, y * rowSamples, rowSamples);
            }
            return samples;
        }
        byte[] samples = new byte[2 * rowSamples * raster.getHeight()];
        short[] row = new short[rowSamples];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getDataElements(0, y, width, 1, row);
            for (int i = 0; i < rowSamples; i++) {
                Samples.SHORT.set(samples, 2 * (y * rowSamples + i), row[i]);
            }
        }
        return samples;
    }

    /** Palettes, and grey of less than 8 bits, which the JDK also gives as indices. */
    private static byte[] indexed(
            BufferedImage image, PngHeader header, IndexColorModel colours, int bands, boolean expandPalette) {
        boolean asStored = header.colourType() == 3 && !expandPalette;
        byte[][] planes = new byte[4][colours.getMapSize()];
        colours.getReds(planes[0]);
        colours.getGreens(planes[1]);
        colours.getBlues(planes[2]);
        colours.getAlphas(planes[3]);
        boolean grey = bands <= 2;
        int width = image.getWidth();
        byte[] samples = new byte[width * image.getHeight() * bands];
        int[] row = new int[width];
        int to = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getSamples(0, y, width, 1, 0, row);
            for (int index : row) {
                for (int band = 0; band < bands; band++) {
                    boolean alpha = grey ? band == 1 : band == 3;
                    samples[to++] = asStored ? (byte) index : planes[alpha ? 3 : band][index];
                }
            }
        }
        return samples;
    }
}
