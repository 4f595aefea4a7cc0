package io.cloudless.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.files.InputException;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.work.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneWriterTest {
    private static final SceneRecipe RECIPE = SceneRecipe.of(150, 140, 3)
            .withSurface(Surface.COAST)
            .withPixelSize(30)
            .withNearInfrared(true)
            .withNodataWedge(true);

    @TempDir
    Path folder;

    private final SimulatedScene scene = new SimulatedScene(RECIPE);

    @Test
    void writesReflectanceWithItsScaleOnTheGridAskedFor() {
        Path target = folder.resolve("coast.tif");

        SceneWriter.write(scene, new SceneFormat(SampleType.UINT16, 32_733, 500_010, 8_000_020), target, Progress.NONE);

        Pixels rendered = scene.render(scene.bounds());
        try (RasterReader reader = RasterReader.open(target)) {
            RasterInfo info = reader.info();
            assertThat(info.bands())
                    .extracting(band -> band.role())
                    .containsExactly(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR);
            assertThat(info.bands()).allMatch(band -> band.scale() == 0.0001);
            Georeference place = info.georeference();
            assertThat(place).isNotNull();
            assertThat(place.epsg()).hasValue(32_733);
            assertThat(new double[] {place.originX(), place.xPerColumn(), place.originY(), place.yPerRow()})
                    .containsExactly(500_010, 30, 8_000_020, -30);
            Pixels read = reader.read(info.bounds(), 0, 1, 2, 3);
            for (int band = 0; band < 4; band++) {
                for (int i = 0; i < 150 * 140; i++) {
                    if (rendered.isValid(i)) {
                        assertThat(read.bands()[band][i] * 0.0001)
                                .isCloseTo(rendered.bands()[band][i], within(0.000101));
                    } else {
                        assertThat(read.bands()[band][i]).isNaN();
                    }
                }
            }
        }
    }

    @Test
    void writesTheTruthBesideOnTheSameGrid() {
        Path target = folder.resolve("coast.tif");

        SceneWriter.write(scene, SceneFormat.picture(), target, Progress.NONE);

        byte[] truth = scene.truth(scene.bounds());
        try (RasterReader picture = RasterReader.open(target);
                RasterReader written = RasterReader.openClasses(folder.resolve("coast-truth.tif"))) {
            assertThat(written.info().nodata()).isEqualTo(255);
            assertThat(written.info().georeference())
                    .usingRecursiveComparison()
                    .isEqualTo(picture.info().georeference());
            float[] codes = written.read(written.info().bounds(), 0).bands()[0];
            for (int i = 0; i < truth.length; i++) {
                if (truth[i] == SimulatedScene.NO_DATA) {
                    assertThat(codes[i]).isNaN();
                } else {
                    assertThat(codes[i]).isEqualTo(truth[i]);
                }
            }
        }
    }

    @Test
    void leavesNothingWhereItCannotWrite() {
        Path target = folder.resolve("missing/coast.tif");

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SceneWriter.write(scene, SceneFormat.picture(), target, Progress.NONE))
                .withMessageContaining(target.toString());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesFormatsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SceneFormat(SampleType.FLOAT32, 32_632, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SceneFormat(SampleType.UINT8, 4326, 0, 0))
                .withMessageContaining("no projected reference system");
    }
}
