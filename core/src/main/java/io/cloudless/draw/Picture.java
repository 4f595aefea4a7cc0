package io.cloudless.draw;

import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.List;

/** A picture in memory. */
public final class Picture {
    private final int width;
    private final int height;
    private final int[] rgb;

    /** @param rgb row-major packed 0xRRGGBB, not copied */
    Picture(int width, int height, int[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /**
     * The picture of values, as they are.
     *
     * @param values 0..1, without NaN
     * @param bands what the bands show; where a colour is missing the first stands in
     */
    public static Picture of(Pixels values, List<BandRole> bands) {
        int[] channels = ScenePicture.channels(bands);
        int[] rgb = new int[values.width() * values.height()];
        for (int i = 0; i < rgb.length; i++) {
            for (int channel : channels) {
                rgb[i] = rgb[i] << 8 | Math.round(255 * values.bands()[channel][i]);
            }
        }
        return new Picture(values.width(), values.height(), rgb);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Packed 0xRRGGBB. */
    public int rgb(int x, int y) {
        return rgb[y * width + x];
    }

    Picture copy() {
        return new Picture(width, height, rgb.clone());
    }

    /**
     * Lays a colour over a pixel; outside the picture nothing happens.
     *
     * @param colour packed 0xRRGGBB
     * @param opacity 0..1
     */
    void lay(int x, int y, int colour, double opacity) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return;
        }
        int below = rgb[y * width + x];
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = below >> shift & 0xFF;
            mixed |= (int) Math.round(channel + opacity * ((colour >> shift & 0xFF) - channel)) << shift;
        }
        rgb[y * width + x] = mixed;
    }

    /** Draws on the picture itself. */
    Graphics2D graphics() {
        DataBufferInt pixels = new DataBufferInt(rgb, rgb.length);
        DirectColorModel colours = new DirectColorModel(24, 0xFF0000, 0xFF00, 0xFF);
        WritableRaster raster =
                Raster.createPackedRaster(pixels, width, height, width, new int[] {0xFF0000, 0xFF00, 0xFF}, null);
        return new BufferedImage(colours, raster, false, null).createGraphics();
    }

    /** The picture as the bytes of a PNG file. */
    public byte[] toPng() {
        return Png.encode(toImage());
    }

    BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.getRaster().setDataElements(0, 0, width, height, rgb);
        return image;
    }
}
