package io.cloudless.raster.picture;

import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The PNG and JPEG readers of the JDK, whatever plug-ins the class path adds. */
final class JdkImages {
    private JdkImages() {}

    /** @param format {@code "png"} or {@code "jpeg"} */
    static ImageReader reader(String format) {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java has no " + format + " reader: use one with module java.desktop");
    }
}
