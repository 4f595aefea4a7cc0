package io.cloudless.detect;

import io.cloudless.raster.SampleType;
import io.cloudless.raster.tiff.GeoTiffWriter;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a mask, or its probabilities, as a cloud-optimised GeoTIFF on the scene's own grid while it comes in. The file
 * appears when the last row is through; closed before that, nothing is left behind.
 */
public final class MaskFile implements MaskSink, AutoCloseable {
    private static final int BLOCK_SIZE = 512;
    private static final double PROBABILITY_NO_DATA = 255;

    private final Path target;
    private final Function<MaskLayout, GeoTiffWriter.Layout> format;
    private final Function<MaskRows, byte[]> samples;

    private @Nullable GeoTiffWriter writer;

    private MaskFile(
            Path target, Function<MaskLayout, GeoTiffWriter.Layout> format, Function<MaskRows, byte[]> samples) {
        this.target = target;
        this.format = format;
        this.samples = samples;
    }

    /** The classes, as {@code NAME-mask.tif}: one byte a pixel with a colour table, overviews by majority. */
    public static MaskFile ofCodes(Path target, Coding coding) {
        return new MaskFile(
                target,
                layout -> format(layout, coding.noData(), GeoTiffWriter.Overviews.MODE, coding.colours()),
                rows -> coding.encode(rows.codes()));
    }

    /** The probability of cloud in percent, as {@code NAME-probability.tif}: 0 to 100, 255 no data. */
    public static MaskFile ofProbability(Path target) {
        return new MaskFile(
                target,
                layout -> format(layout, PROBABILITY_NO_DATA, GeoTiffWriter.Overviews.AVERAGE, null),
                MaskRows::cloudProbability);
    }

    private static GeoTiffWriter.Layout format(
            MaskLayout layout, @Nullable Double noData, GeoTiffWriter.Overviews overviews, int @Nullable [] colours) {
        return new GeoTiffWriter.Layout(
                layout.width(),
                layout.height(),
                1,
                SampleType.UINT8,
                noData,
                layout.georeference(),
                BLOCK_SIZE,
                overviews,
                colours);
    }

    @Override
    public void begin(MaskLayout layout) {
        writer = GeoTiffWriter.create(target, format.apply(layout));
    }

    @Override
    public void accept(MaskRows rows) {
        begun().append(samples.apply(rows));
    }

    @Override
    public void end() {
        begun().commit();
        close();
    }

    private GeoTiffWriter begun() {
        if (writer == null) {
            throw new IllegalStateException("No mask has begun for " + target);
        }
        return writer;
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
