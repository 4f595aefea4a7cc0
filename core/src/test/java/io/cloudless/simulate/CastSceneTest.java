package io.cloudless.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.tiff.GeoTiffWriter;
import io.cloudless.raster.tiff.GeoTiffWriter.Layout;
import io.cloudless.raster.tiff.GeoTiffWriter.Overviews;
import io.cloudless.work.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CastSceneTest {
    private static final SceneRecipe CLEAR = SceneRecipe.of(150, 140, 3)
            .withSurface(Surface.FARMLAND)
            .withClouds(0, 0)
            .withPixelSize(30)
            .withNearInfrared(true)
            .withNodataWedge(true);
    private static final SceneRecipe CLOUDY = CLEAR.withClouds(0.3, 0.1).withNodataWedge(false);

    @TempDir
    Path folder;

    @Test
    void castsCloudsOnAllThatHasDataAndLeavesTheRestAsItIs() {
        Path ground = folder.resolve("clear.tif");
        Path target = folder.resolve("cloudy.tif");
        SceneWriter.write(new SimulatedScene(CLEAR), SceneFormat.reflectance(), ground, Progress.NONE);

        CastScene.write(ground, scene -> CLOUDY, target, Progress.NONE);

        SimulatedScene clouds = new SimulatedScene(CLOUDY);
        CloudLayer layer = clouds.clouds(clouds.bounds());
        try (RasterReader before = RasterReader.open(ground);
                RasterReader after = RasterReader.open(target);
                RasterReader truth = RasterReader.openClasses(SceneWriter.truthBeside(target))) {
            assertThat(after.info())
                    .usingRecursiveComparison()
                    .ignoringFields("file")
                    .isEqualTo(before.info());
            Pixels clear = before.read(before.info().bounds(), 0, 1, 2, 3);
            Pixels cloudy = after.read(after.info().bounds(), 0, 1, 2, 3);
            float[] classes = truth.read(truth.info().bounds(), 0).bands()[0];
            for (int i = 0; i < classes.length; i++) {
                if (!clear.isValid(i)) {
                    assertThat(cloudy.isValid(i)).isFalse();
                    assertThat(classes[i]).isNaN();
                } else {
                    assertThat(classes[i]).isEqualTo(layer.truth(i));
                    if (layer.opacity()[i] == 0 && layer.shadow()[i] == 0) {
                        assertThat(cloudy.bands()[3][i]).isEqualTo(clear.bands()[3][i], within(1f));
                    } else if (classes[i] == SimulatedScene.THICK_CLOUD) {
                        assertThat(cloudy.bands()[0][i]).isGreaterThan(clear.bands()[0][i]);
                    } else if (classes[i] == SimulatedScene.SHADOW && layer.opacity()[i] == 0) {
                        assertThat(cloudy.bands()[0][i]).isLessThan(clear.bands()[0][i]);
                    }
                }
            }
        }
    }

    @Test
    void aSceneWithoutColoursIsNamedWithWhatItLacks() {
        Path ground = folder.resolve("grey.tif");
        Layout layout = new Layout(8, 8, 1, SampleType.UINT8, null, null, 16, Overviews.NONE);
        try (GeoTiffWriter writer = GeoTiffWriter.create(ground, layout)) {
            writer.append(new byte[64]);
            writer.commit();
        }

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> CastScene.write(ground, scene -> CLOUDY, folder.resolve("cloudy.tif"), Progress.NONE))
                .withMessageContaining("grey.tif")
                .withMessageContaining("red, green and blue");
        assertThat(folder.resolve("cloudy.tif")).doesNotExist();
    }
}
