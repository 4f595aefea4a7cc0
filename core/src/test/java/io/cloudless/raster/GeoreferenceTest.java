package io.cloudless.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoreferenceTest {
    @TempDir
    Path folder;

    private RasterInfo info(TiffBuilder tiff) {
        try (RasterReader reader = RasterReader.open(tiff.write(folder.resolve("scene.tif")))) {
            return reader.info();
        }
    }

    private static TiffBuilder located(GeoKeys keys, double pixel, double x, double y) {
        return new TiffBuilder(20, 10, 1)
                .tag(33550, new double[] {pixel, pixel, 0})
                .tag(33922, new double[] {0, 0, 0, x, y, 0})
                .tag(34735, keys.directory());
    }

    @Test
    void scaleAndTiepointAndKeysAreKeptToTheBit() {
        GeoKeys keys = GeoKeys.ofEpsg(32736, true);
        RasterInfo info = info(located(keys, 10, 482215.1, 9721095.3));
        assertThat(info.georeference()).isEqualTo(new Georeference(482215.1, 10, 0, 9721095.3, 0, -10, keys));
        assertThat(info.georeference().epsg()).hasValue(32736);
        assertThat(info.pixelSizeMetres()).hasValue(10);
    }

    @Test
    void aRotatedTransformIsRead() {
        double[] matrix = {6, 8, 0, 500000, 8, -6, 0, 5000000, 0, 0, 0, 0, 0, 0, 0, 1};
        RasterInfo info = info(new TiffBuilder(20, 10, 1)
                .tag(34264, matrix)
                .tag(34735, GeoKeys.ofEpsg(32633, true).directory()));
        assertThat(info.georeference().mapX(1, 2)).isEqualTo(500022);
        assertThat(info.georeference().mapY(1, 2)).isEqualTo(4999996);
        assertThat(info.pixelSizeMetres().getAsDouble()).isCloseTo(10, Offset.offset(1e-9));
    }

    @Test
    void whereAFileSpeaksOfPixelCentresTheCornerLiesHalfAPixelOff() {
        short[] directory = GeoKeys.ofEpsg(32633, true).directory();
        directory[11] = 2; // RasterPixelIsPoint
        RasterInfo info = info(located(new GeoKeys(directory, new double[0], ""), 10, 500005, 4999995));
        assertThat(info.georeference().originX()).isEqualTo(500000);
        assertThat(info.georeference().originY()).isEqualTo(5000000);
    }

    @Test
    void aPlainPictureHasNoPlaceAndNoPixelSize() {
        RasterInfo info = info(new TiffBuilder(20, 10, 1));
        assertThat(info.georeference()).isNull();
        assertThat(info.pixelSizeMetres()).isEmpty();
    }

    @Test
    void aTransformWithoutReferenceSystemIsKept() {
        RasterInfo info = info(
                new TiffBuilder(20, 10, 1).tag(33550, new double[] {2, 2, 0}).tag(33922, new double[] {0, 0, 0, 7, 8, 0
                }));
        assertThat(info.georeference()).isEqualTo(new Georeference(7, 2, 0, 8, 0, -2, GeoKeys.NONE));
        assertThat(info.pixelSizeMetres()).isEmpty();
    }

    @Test
    void degreesAndStretchedMetresBecomeMetresOnTheGround() {
        RasterInfo degrees = info(located(GeoKeys.ofEpsg(4326, false), 0.001, 10, 60.005));
        // At 60 degrees north a degree is 111,412 m by 55,800 m.
        assertThat(degrees.pixelSizeMetres().getAsDouble()).isCloseTo(78.85, Offset.offset(0.05));
        RasterInfo mercator = info(located(GeoKeys.ofEpsg(3857, true), 10, 0, 8399737.89 + 50));
        assertThat(mercator.pixelSizeMetres().getAsDouble()).isCloseTo(5, Offset.offset(0.001));
    }

    @Test
    void unitsThatTheKeysLeaveToTheRegistryAreLookedUp() {
        // NAD83 / California zone 3 in US survey feet.
        RasterInfo info = info(located(GeoKeys.ofEpsg(2227, true), 10, 6000000, 2000000));
        assertThat(info.pixelSizeMetres().getAsDouble()).isCloseTo(3.048006, Offset.offset(1e-5));
    }

    @Test
    void pixelsAreBroughtToLongitudeAndLatitude() {
        Georeference utm33 = new Georeference(500000, 10, 0, 5000000, 0, -10, GeoKeys.ofEpsg(32633, true));
        double[] lonLat = utm33.lonLat(0, 0);
        assertThat(lonLat[0]).isCloseTo(15, Offset.offset(1e-9));
        assertThat(lonLat[1]).isCloseTo(45.153485, Offset.offset(1e-5));
        Georeference degrees = new Georeference(10, 1, 0, 60, 0, -1, GeoKeys.ofEpsg(4326, false));
        assertThat(degrees.lonLat(2, 3)).containsExactly(12, 57);
    }

    /** What the EPSG registry says of UTM (WGS 84), in the north and in the south. */
    @ParameterizedTest
    @ValueSource(ints = {32601, 32633, 32660, 32701, 32736, 32760})
    void utmIsAsTheRegistryHasIt(int code) throws Exception {
        MathTransform expected = CRS.findMathTransform(CRS.decode("EPSG:" + code, true), DefaultGeographicCRS.WGS84);
        int[] columns = {0, 10980, 0, 5490, 33333};
        int[] rows = {0, 0, 10980, 5490, 77777};

        double[] found =
                new Georeference(300_000, 10, 0, 8_900_040, 0, -10, GeoKeys.ofEpsg(code, true)).lonLat(columns, rows);

        for (int i = 0; i < columns.length; i++) {
            double[] point = {300_000 + 10 * columns[i], 8_900_040 - 10 * rows[i]};
            expected.transform(point, 0, point, 0, 1);
            assertThat(found[2 * i]).isCloseTo(point[0], Offset.offset(1e-10));
            assertThat(found[2 * i + 1]).isCloseTo(point[1], Offset.offset(1e-10));
        }
    }
}
