package io.cloudless.annotate.chip;

import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** An image as people see it: red, green and blue, stretched like its whole scene, clear where there is no data. */
public final class DisplayPicture {
    private static final int WHITE = 0xFF;
    private static final int OPAQUE = 0xFF000000;

    private DisplayPicture() {}

    /** The picture of a file as the bytes of a PNG. */
    public static byte[] png(Path file, SceneProfile profile) {
        try (RasterReader reader = RasterReader.open(file)) {
            return encode(draw(reader, profile));
        }
    }

    private static BufferedImage draw(RasterReader reader, SceneProfile profile) {
        int[] bands = {profile.red(), profile.green(), profile.blue()};
        Pixels pixels = reader.read(reader.info().bounds(), bands);
        int[] argb = new int[pixels.width() * pixels.height()];
        boolean whole = true;
        for (int i = 0; i < argb.length; i++) {
            boolean valid = pixels.isValid(i);
            whole &= valid;
            argb[i] = valid ? OPAQUE | colour(pixels, i, bands, profile) : 0;
        }
        BufferedImage image = new BufferedImage(
                pixels.width(), pixels.height(), whole ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, pixels.width(), pixels.height(), argb, 0, pixels.width());
        return image;
    }

    private static int colour(Pixels pixels, int index, int[] bands, SceneProfile profile) {
        int colour = 0;
        for (int channel = 0; channel < bands.length; channel++) {
            double brightness = profile.stretch()
                    .brightness(pixels.bands()[channel][index], profile.bands().get(bands[channel]));
            colour = colour << 8 | (int) Math.round(WHITE * Math.max(0, Math.min(1, brightness)));
        }
        return colour;
    }

    private static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }
}
