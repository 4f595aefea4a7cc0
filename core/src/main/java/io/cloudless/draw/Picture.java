package io.cloudless.draw;

import java.awt.image.BufferedImage;

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
