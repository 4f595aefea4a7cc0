package io.cloudless.detect.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.detect.Drawing;
import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.Window;
import io.cloudless.scene.Outline;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LonLatGeometryTest {
    /** A tenth of a degree a pixel. */
    private static Georeference degreesFrom(double west) {
        return new Georeference(west, 0.1, 0, 10, 0, -0.1, GeoKeys.ofEpsg(4326, false));
    }

    @Test
    void exteriorsAreAnticlockwiseAndHolesClockwise() {
        Outline outline = Drawing.regions("""
                111
                1.1
                111""").list().get(0).outline();

        List<LonLatRing> rings =
                LonLatGeometry.of(outline, degreesFrom(20)).polygons().get(0);

        assertThat(rings).hasSize(2);
        assertThat(doubleArea(rings.get(0))).isPositive();
        assertThat(doubleArea(rings.get(1))).isNegative();
    }

    @Test
    void whatCrossesTheAntimeridianIsCutThere() {
        LonLatGeometry geometry = LonLatGeometry.of(Outline.of(new Window(0, 0, 20, 10)), degreesFrom(179));

        assertThat(geometry.polygons()).hasSize(2);
        double area = geometry.polygons().stream()
                .mapToDouble(rings -> doubleArea(rings.get(0)) / 2)
                .sum();
        assertThat(area).isCloseTo(2.0, Offset.offset(1e-9));
        assertThat(geometry.box()).containsExactly(179, 9, -179, 10);
    }

    @Test
    void coordinatesHaveUpToSevenDecimals() {
        LonLatRing ring = new LonLatRing(new double[] {-0.00000004, 12, -71.5, 0.00000126, 179.99999996, -8.01});
        List<LonLatRing> rings = List.of(ring, new LonLatRing(new double[] {1, 2}));

        assertThat(new LonLatGeometry(List.of(rings)).toJson())
                .isEqualTo("{\"type\":\"Polygon\",\"coordinates\":"
                        + "[[[0.0,12.0],[-71.5,0.0000013],[180.0,-8.01]],[[1.0,2.0]]]}");
        assertThat(new LonLatGeometry(List.of(rings, List.of(ring))).toJson())
                .startsWith("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0.0,12.0],")
                .endsWith("[[1.0,2.0]]],[[[0.0,12.0],[-71.5,0.0000013],[180.0,-8.01]]]]}");
    }

    private static double doubleArea(LonLatRing ring) {
        double sum = 0;
        for (int i = 1; i < ring.size(); i++) {
            sum += ring.longitude(i - 1) * ring.latitude(i) - ring.longitude(i) * ring.latitude(i - 1);
        }
        return sum;
    }
}
