package io.cloudless.raster.tiff;

import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.BandRoles;
import io.cloudless.raster.Palette;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.Validity;
import io.cloudless.raster.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads windows of a TIFF, BigTIFF or Cloud Optimized GeoTIFF. */
public final class TiffReader implements RasterReader {
    private final TiffFile file;
    private final TiffLayout layout;
    private final TiffBlocks blocks;
    private final @Nullable TiffBlocks mask;
    private final @Nullable Palette palette;
    private final RasterInfo info;
    private final @Nullable Double indexNodata;
    private final Validity validity;

    private TiffReader(TiffFile file, boolean expandPalette) {
        this.file = file;
        List<TiffPage> pages = file.pages();
        TiffPage page = pages.get(0);
        layout = TiffLayout.of(page);
        blocks = new TiffBlocks(page, layout);
        mask = mask(pages);
        boolean indexed = layout.photometric() == TiffLayout.PALETTE && layout.type() == SampleType.UINT8;
        palette = indexed && expandPalette ? Palette.of(page, layout.bits()) : null;
        String nodataText = page.text(TiffPage.GDAL_NODATA);
        Double nodata = nodataText == null ? null : GdalMetadata.parseNumber(nodataText);
        indexNodata = palette == null ? null : nodata;
        info = describe(page, palette == null ? nodata : null);
        validity = new Validity(info.nodata(), layout.type().isFloat());
    }

    /** @param expandPalette whether a palette's colours are read, not their indices */
    public static TiffReader open(TiffFile file, boolean expandPalette) {
        return new TiffReader(file, expandPalette);
    }

    /** The page that says where the first one has data: 0 means none. */
    private @Nullable TiffBlocks mask(List<TiffPage> pages) {
        for (TiffPage page : pages.subList(1, pages.size())) {
            boolean ofFullSize = page.integer(TiffPage.NEW_SUBFILE_TYPE, 0) == 4
                    && page.integer(TiffPage.IMAGE_WIDTH, 0) == layout.width()
                    && page.integer(TiffPage.IMAGE_LENGTH, 0) == layout.height();
            if (ofFullSize) {
                return new TiffBlocks(page, TiffLayout.of(page));
            }
        }
        return null;
    }

    private RasterInfo describe(TiffPage page, @Nullable Double nodata) {
        GdalMetadata gdal = GdalMetadata.parse(page.text(TiffPage.GDAL_METADATA));
        List<@Nullable BandRole> colours = colours(gdal);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < colours.size(); i++) {
            names.add(gdal.text("description", i));
        }
        List<BandRole> roles = BandRoles.recognise(names, colours);
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            double scale = gdal.number("scale", i, 1);
            bands.add(new Band(
                    i, names.get(i), roles.get(i), layout.type(), scale == 0 ? 1 : scale, gdal.number("offset", i, 0)));
        }
        return new RasterInfo(
                file.path(),
                "GeoTIFF",
                layout.width(),
                layout.height(),
                bands,
                nodata,
                TiffGeoreference.of(page),
                layout.blockWidth(),
                layout.blockHeight(),
                metadata(page, gdal));
    }

    /** What PhotometricInterpretation, ExtraSamples and GDAL's colour interpretation say of each band. */
    private List<@Nullable BandRole> colours(GdalMetadata gdal) {
        boolean rgb = palette != null
                || isCmyk()
                || layout.photometric() == TiffLayout.RGB
                || layout.photometric() == TiffLayout.YCBCR;
        int count = palette != null || isCmyk() ? 3 : layout.samples();
        BandRole[] colours = new BandRole[count];
        if (rgb && count >= 3) {
            colours[0] = BandRole.RED;
            colours[1] = BandRole.GREEN;
            colours[2] = BandRole.BLUE;
        }
        long[] extra = layout.extraSamples();
        for (int i = 0; i < extra.length && palette == null && !isCmyk(); i++) {
            int band = count - extra.length + i;
            if (band >= 0 && (extra[i] == 1 || extra[i] == 2)) {
                colours[band] = BandRole.ALPHA;
            }
        }
        for (int i = 0; i < count; i++) {
            switch (gdal.text("colorinterp", i).toLowerCase(Locale.ROOT)) {
                case "red" -> colours[i] = BandRole.RED;
                case "green" -> colours[i] = BandRole.GREEN;
                case "blue" -> colours[i] = BandRole.BLUE;
                case "alpha" -> colours[i] = BandRole.ALPHA;
                case "undefined" -> colours[i] = null;
                default -> {}
            }
        }
        return Arrays.asList(colours);
    }

    private static Map<String, String> metadata(TiffPage page, GdalMetadata gdal) {
        Map<String, String> metadata = new HashMap<>(gdal.ofFile());
        Map<String, Integer> texts = Map.of(
                "TIFFTAG_IMAGEDESCRIPTION", TiffPage.IMAGE_DESCRIPTION,
                "TIFFTAG_SOFTWARE", TiffPage.SOFTWARE,
                "TIFFTAG_DATETIME", TiffPage.DATE_TIME);
        texts.forEach((name, tag) -> {
            String text = page.text(tag);
            if (text != null && !text.isBlank()) {
                metadata.putIfAbsent(name, text);
            }
        });
        return metadata;
    }

    private boolean isCmyk() {
        return layout.photometric() == TiffLayout.CMYK && layout.samples() == 4 && layout.type() == SampleType.UINT8;
    }

    @Override
    public RasterInfo info() {
        return info;
    }

    @Override
    public Pixels read(Window window, int... bands) {
        List<float[]> masks = new ArrayList<>();
        if (mask != null) {
            masks.add(sample(mask, window, 0));
        }
        float[][] read;
        if (palette != null) {
            float[] indices = sample(blocks, window, 0);
            if (indexNodata != null) {
                masks.add(differsFrom(indexNodata, indices));
            }
            read = palette.expand(indices, bands);
        } else if (isCmyk()) {
            read = rgbOfCmyk(window, bands);
        } else {
            read = new float[bands.length][];
            for (int i = 0; i < bands.length; i++) {
                read[i] = sample(blocks, window, bands[i]);
                invertIfWhiteIsZero(read[i]);
            }
            for (Band band : info.bands()) {
                if (band.role() == BandRole.ALPHA) {
                    masks.add(sample(blocks, window, band.index()));
                }
            }
        }
        validity.apply(read, masks.toArray(float[][]::new));
        return new Pixels(window.width(), window.height(), read);
    }

    @Override
    public List<Pixels> readAll(List<Window> windows, int... bands) {
        blocks.decodeAhead(windows, palette == null && !isCmyk() ? bands : new int[] {0});
        return RasterReader.super.readAll(windows, bands);
    }

    private static float[] sample(TiffBlocks from, Window window, int sample) {
        float[] target = new float[(int) window.area()];
        from.read(window, sample, target);
        return target;
    }

    private static float[] differsFrom(double nodata, float[] indices) {
        float[] differs = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            differs[i] = indices[i] == nodata ? 0 : 1;
        }
        return differs;
    }

    private float[][] rgbOfCmyk(Window window, int[] bands) {
        float[] black = sample(blocks, window, 3);
        float[][] read = new float[bands.length][];
        for (int i = 0; i < bands.length; i++) {
            read[i] = sample(blocks, window, bands[i]);
            for (int p = 0; p < black.length; p++) {
                read[i][p] = Math.round((255 - read[i][p]) * (255 - black[p]) / 255);
            }
        }
        return read;
    }

    private void invertIfWhiteIsZero(float[] samples) {
        if (layout.photometric() == TiffLayout.WHITE_IS_ZERO && layout.bits() <= 16 && layout.samples() == 1) {
            float white = (1 << layout.bits()) - 1;
            for (int i = 0; i < samples.length; i++) {
                samples[i] = white - samples[i];
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
