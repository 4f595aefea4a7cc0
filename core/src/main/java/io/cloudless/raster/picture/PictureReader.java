package io.cloudless.raster.picture;

import io.cloudless.files.InputException;
import io.cloudless.files.InputFiles;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.MemoryLimit;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.Samples;
import io.cloudless.raster.Validity;
import io.cloudless.raster.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads windows of a PNG or JPEG, which can only be decoded as a whole: once, when first read. */
public final class PictureReader implements RasterReader {
    /** What one stored byte can become at most: deflate 1032 bytes; JPEG 64 samples from 2 bits. */
    private static final int PNG_RATIO = 1040;

    private static final int JPEG_RATIO = 512;

    private final RasterInfo info;
    private final Supplier<byte[]> decoder;
    private byte @Nullable [] samples;

    private PictureReader(RasterInfo info, Supplier<byte[]> decoder) {
        this.info = info;
        this.decoder = decoder;
    }

    public static PictureReader png(Path file, boolean expandPalette) {
        return png(file, bytes(file), expandPalette);
    }

    public static PictureReader png(Path file, byte[] bytes, boolean expandPalette) {
        PngHeader header = PngHeader.of(bytes).orElseThrow(() -> damaged(file, "its PNG header is damaged"));
        SampleType type = header.bits() == 16 ? SampleType.UINT16 : SampleType.UINT8;
        List<BandRole> roles = expandPalette || header.colourType() != 3 ? header.roles() : List.of(BandRole.GREY);
        long packedRow = (header.bits() * (long) header.channels() * header.width() + 7) / 8;
        double packed = (double) header.height() * packedRow;
        checkSize(file, header.width(), header.height(), roles.size() * type.bytes(), packed, bytes.length, PNG_RATIO);
        return new PictureReader(
                info(file, "PNG", header.width(), header.height(), roles, type),
                () -> PngDecoder.decode(file, bytes, header, roles.size(), expandPalette));
    }

    public static PictureReader jpeg(Path file) {
        return jpeg(file, bytes(file));
    }

    public static PictureReader jpeg(Path file, byte[] bytes) {
        JpegHeader header = JpegHeader.of(bytes).orElseThrow(() -> damaged(file, "its JPEG header is damaged"));
        int components = header.components();
        if (header.width() == 0 || header.height() == 0 || (components != 1 && components != 3 && components != 4)) {
            throw damaged(
                    file,
                    String.format(
                            Locale.ROOT, "%d x %d pixels of %d colours", header.width(), header.height(), components));
        }
        double size = (double) header.width() * header.height() * components;
        checkSize(file, header.width(), header.height(), components, size, bytes.length, JPEG_RATIO);
        List<BandRole> roles = components == 1 ? List.of(BandRole.GREY) : PngHeader.RGB;
        return new PictureReader(
                info(file, "JPEG", header.width(), header.height(), roles, SampleType.UINT8),
                () -> JpegDecoder.picture(file, bytes, header));
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MemoryLimit.bytes()) {
                throw new InputException(
                        file,
                        String.format(Locale.ROOT, "a file of %,d bytes", Files.size(file)),
                        MemoryLimit.remedy());
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
    }

    private static void checkSize(
            Path file, int width, int height, int pixelBytes, double packed, int fileBytes, int ratio) {
        if (packed > (double) fileBytes * ratio) {
            throw new InputException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "it claims %,d x %,d pixels, which cannot be held in its %,d bytes",
                            width,
                            height,
                            fileBytes),
                    "The file is truncated, damaged or made to exhaust memory: copy or download it again");
        }
        if ((double) width * height * pixelBytes > MemoryLimit.bytes()) {
            throw new InputException(
                    file,
                    String.format(Locale.ROOT, "%,d x %,d pixels of %d bytes", width, height, pixelBytes),
                    MemoryLimit.remedy());
        }
    }

    private static RasterInfo info(
            Path file, String format, int width, int height, List<BandRole> roles, SampleType type) {
        List<Band> bands = new ArrayList<>();
        for (BandRole role : roles) {
            bands.add(new Band(bands.size(), "", role, type, 1, 0));
        }
        return new RasterInfo(file, format, width, height, bands, null, null, width, height, Map.of());
    }

    private static InputException damaged(Path file, String found) {
        return new InputException(file, found, "Copy or download it again");
    }

    @Override
    public RasterInfo info() {
        return info;
    }

    @Override
    public Pixels read(Window window, int... bands) {
        if (samples == null) {
            samples = decoder.get();
        }
        float[][] read = new float[bands.length][];
        for (int i = 0; i < bands.length; i++) {
            read[i] = sample(samples, window, bands[i]);
        }
        byte[] decoded = samples;
        float[][] masks = info.band(BandRole.ALPHA).stream()
                .map(alpha -> sample(decoded, window, alpha.index()))
                .toArray(float[][]::new);
        new Validity(null, false).apply(read, masks);
        return new Pixels(window.width(), window.height(), read);
    }

    private float[] sample(byte[] decoded, Window window, int band) {
        SampleType type = info.bands().get(0).type();
        int step = info.bands().size() * type.bytes();
        float[] target = new float[(int) window.area()];
        for (int y = 0; y < window.height(); y++) {
            int from = ((window.y() + y) * info.width() + window.x()) * step + band * type.bytes();
            Samples.copy(type, decoded, from, step, target, y * window.width(), window.width());
        }
        return target;
    }

    @Override
    public void close() {
        samples = null;
    }
}
