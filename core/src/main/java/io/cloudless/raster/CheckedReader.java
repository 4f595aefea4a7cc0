package io.cloudless.raster;

import io.cloudless.files.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A reader as callers get it: what is asked of it is checked before anything is allocated, and whatever a decoder throws
 * at damaged bytes becomes an error that names the file.
 */
final class CheckedReader implements RasterReader {
    private final RasterReader reader;

    private CheckedReader(RasterReader reader) {
        this.reader = reader;
    }

    static RasterReader open(Path file, Supplier<RasterReader> opening) {
        return new CheckedReader(decode(file, opening));
    }

    private static <T> T decode(Path file, Supplier<T> decoder) {
        try {
            return decoder.get();
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException e) { // a library's decoder throws any kind
            throw new InputException(
                    file,
                    "it cannot be decoded (" + e + ")",
                    "The file is truncated or damaged: copy or download it again",
                    e);
        }
    }

    @Override
    public RasterInfo info() {
        return reader.info();
    }

    @Override
    public Pixels read(Window window, int... bands) {
        check(window, bands);
        return decode(info().file(), () -> reader.read(window, bands));
    }

    @Override
    public List<Pixels> readAll(List<Window> windows, int... bands) {
        windows.forEach(window -> check(window, bands));
        return decode(info().file(), () -> reader.readAll(windows, bands));
    }

    private void check(Window window, int[] bands) {
        RasterInfo info = info();
        boolean inside = window.x() >= 0
                && window.y() >= 0
                && (long) window.x() + window.width() <= info.width()
                && (long) window.y() + window.height() <= info.height();
        if (window.isEmpty() || !inside) {
            throw new IllegalArgumentException(window + " of a raster of " + info.width() + " x " + info.height());
        }
        if (bands.length == 0) {
            throw new IllegalArgumentException("no bands asked for");
        }
        for (int band : bands) {
            Objects.checkIndex(band, info.bands().size());
        }
        MemoryLimit.checkSamples(info.file(), window, bands.length);
    }

    @Override
    public void close() {
        reader.close();
    }
}
