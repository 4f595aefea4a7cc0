package io.cloudless.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.detect.MaskLayout;
import io.cloudless.detect.MaskRows;
import io.cloudless.detect.region.RegionFinder;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.SampleType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private static final int GREY = 0x808080;

    @Test
    void aHugeSceneBecomesAPictureThatFitsAScreenByAveraging() {
        ScenePicture scene = scene(5000, 3, 0.5f);

        Picture picture = scene.picture();
        assertThat(picture.width()).isEqualTo(1667);
        assertThat(picture.height()).isEqualTo(1);
        assertThat(picture.rgb(0, 0)).isEqualTo(GREY);
        assertThat(picture.rgb(1666, 0)).isEqualTo(GREY);
    }

    @Test
    void pixelsWithoutDataAreNeitherBlackNorWhite() {
        assertThat(scene(4, 4, Float.NaN).picture().rgb(0, 0)).isNotIn(0, 0xFFFFFF);
    }

    @Test
    void aBoxHasAYellowFrameAndATranslucentFill() {
        byte[] codes = new byte[40 * 40];
        for (int y = 10; y < 30; y++) {
            Arrays.fill(codes, y * 40 + 5, y * 40 + 25, (byte) 1);
        }
        RegionFinder finder = new RegionFinder(1);
        finder.begin(layout());
        finder.accept(new MaskRows(0, 40, 40, codes, new byte[codes.length]));
        finder.end();

        Picture picture = Overlay.boxes(scene(40, 40, 0.5f), finder.regions(), BoxStyle.MASK);

        assertThat(red(picture.rgb(5, 10))).isGreaterThan(240);
        assertThat(picture.rgb(5, 10) & 0xFF).isLessThan(40);
        assertThat(red(picture.rgb(15, 20))).isBetween(140, 200);
        assertThat(picture.rgb(35, 35)).isEqualTo(GREY);
    }

    @Test
    void aMaskIsOutlinedAndFilled() {
        byte[] codes = new byte[40 * 40];
        for (int y = 10; y < 30; y++) {
            Arrays.fill(codes, y * 40 + 5, y * 40 + 25, (byte) 2);
        }
        MaskPicture mask = new MaskPicture();
        mask.begin(layout());
        mask.accept(new MaskRows(0, 40, 40, codes, new byte[codes.length]));
        mask.end();

        Picture picture = Overlay.mask(scene(40, 40, 0.5f), mask);

        assertThat(picture.rgb(5, 10) & 0xFF).isGreaterThan(230);
        assertThat(picture.rgb(15, 20)).isNotIn(GREY, picture.rgb(5, 10));
        assertThat(picture.rgb(35, 35)).isEqualTo(GREY);
    }

    private static int red(int rgb) {
        return rgb >> 16;
    }

    private static MaskLayout layout() {
        return new MaskLayout(40, 40, null, List.of(), 0.5, 0.5, List.of());
    }

    private static ScenePicture scene(int width, int height, float value) {
        List<Band> bands = List.of(new Band(0, "", BandRole.GREY, SampleType.UINT8, 1, 0));
        RasterInfo info =
                new RasterInfo(Path.of("even.tif"), "none", width, height, bands, null, null, width, 1, Map.of());
        ScenePicture scene = new ScenePicture(info, List.of(BandRole.GREY));
        float[] samples = new float[width * height];
        Arrays.fill(samples, value);
        scene.accept(0, new Pixels(width, height, new float[][] {samples}));
        return scene;
    }
}
