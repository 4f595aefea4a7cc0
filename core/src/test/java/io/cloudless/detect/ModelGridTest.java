package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.model.PixelSize;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.SampleType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelGridTest {
    private static final PixelSize MADE_FOR = new PixelSize(15, 30, 60);

    @ParameterizedTest
    @CsvSource({"3, 5", "5, 3", "7.2, 3", "7.49, 2", "10, 2", "14.6, 2", "14.9, 1", "15, 1", "30, 1", "80, 1", "0.5, 30"
    })
    void finerPixelsAreAveragedUntilTheyAreNoFinerThanTheModelIsMadeFor(double metres, int factor) {
        ModelGrid grid = ModelGrid.of(scene(1000, 650), OptionalDouble.of(metres), MADE_FOR);

        assertThat(grid.factor()).isEqualTo(factor);
        assertThat(grid.width()).isEqualTo((1000 + factor - 1) / factor);
        assertThat(grid.height()).isEqualTo((650 + factor - 1) / factor);
        assertThat(grid.notes().stream().anyMatch(note -> note.contains("averaged")))
                .isEqualTo(factor > 1);
    }

    private static RasterInfo scene(int width, int height) {
        return new RasterInfo(
                Path.of("scene.tif"),
                "GeoTIFF",
                width,
                height,
                List.of(new Band(0, "", BandRole.RED, SampleType.UINT8, 1, 0)),
                null,
                null,
                256,
                256,
                Map.of());
    }
}
