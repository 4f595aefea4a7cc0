package io.cloudless.detect;

import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A scene of any size that takes no memory: every sample is computed when it is asked for. */
final class InventedScene implements RasterReader {
    /** The stored sample of a pixel; NaN where there is no data. */
    interface Samples {
        float at(int x, int y, int band);
    }

    private final RasterInfo info;
    private final Samples samples;

    private InventedScene(RasterInfo info, Samples samples) {
        this.info = info;
        this.samples = samples;
    }

    /** Red, green and blue of 8 bits in blocks of 50 rows. */
    static InventedScene rgb(int width, int height, Samples samples) {
        return of(width, height, SampleType.UINT8, List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE), samples);
    }

    static InventedScene of(int width, int height, SampleType type, List<BandRole> roles, Samples samples) {
        List<Band> bands = new ArrayList<>();
        for (BandRole role : roles) {
            bands.add(new Band(bands.size(), "", role, type, 1, 0));
        }
        return new InventedScene(
                new RasterInfo(Path.of("invented.tif"), "none", width, height, bands, null, null, width, 50, Map.of()),
                samples);
    }

    @Override
    public RasterInfo info() {
        return info;
    }

    @Override
    public Pixels read(Window window, int... bands) {
        float[][] read = new float[bands.length][(int) window.area()];
        for (int band = 0; band < bands.length; band++) {
            int at = 0;
            for (int y = window.y(); y < window.bottom(); y++) {
                for (int x = window.x(); x < window.right(); x++) {
                    read[band][at++] = samples.at(x, y, bands[band]);
                }
            }
        }
        return new Pixels(window.width(), window.height(), read);
    }

    @Override
    public void close() {}

    /** Smooth blobs with some grain: about half of it is above 127. */
    static float blobs(int x, int y, int band) {
        double smooth = Math.sin(x / 11.0) + Math.cos(y / 7.0) + 0.3 * Math.sin((x + 2 * y) / 3.0 + band);
        int grain = (x * 73_856_093 ^ y * 19_349_663 ^ band * 83_492_791) >>> 8 & 31;
        return (float) Math.rint(Math.max(0, Math.min(255, 112 + 60 * smooth + grain)));
    }
}
