package io.cloudless.propose;

/**
 * A picture of 8 bits a colour.
 *
 * @param bgr row-major, blue, green and red of each pixel one after the other
 */
public record ColourImage(int width, int height, byte[] bgr) {
    static final int CHANNELS = 3;

    public ColourImage {
        if (width < 1 || height < 1 || bgr.length != width * height * CHANNELS) {
            throw new IllegalArgumentException(bgr.length + " bytes for " + width + " x " + height + " pixels");
        }
    }
}
