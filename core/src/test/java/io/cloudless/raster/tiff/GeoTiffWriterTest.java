package io.cloudless.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloudless.files.InputException;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.GeoKeys;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.ParsedTiff;
import io.cloudless.raster.ParsedTiff.Directory;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.tiff.GeoTiffWriter.Layout;
import io.cloudless.raster.tiff.GeoTiffWriter.Overviews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoTiffWriterTest {
    private static final Georeference NORTH_UP = new Georeference(
            600_000.1,
            10.3,
            0,
            5_000_000.7,
            0,
            -9.7,
            new GeoKeys(new short[] {1, 1, 0, 2, 1024, 0, 1, 1, 1025, 0, 1, 2}, new double[] {6378137.25}, "UTM|"));

    @TempDir
    Path folder;

    private static Layout mask(int width, int height, Overviews overviews) {
        return new Layout(width, height, 1, SampleType.UINT8, 255.0, null, 16, overviews, null);
    }

    private ParsedTiff write(Layout layout, byte[] samples) throws IOException {
        Path target = folder.resolve("mask.tif");
        try (GeoTiffWriter writer = GeoTiffWriter.create(target, layout)) {
            writer.append(samples);
            writer.commit();
        }
        return ParsedTiff.parse(target);
    }

    private List<String> filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void directoriesComeBeforeTilesAndOverviewsBeforeFullResolution() throws Exception {
        ParsedTiff tiff = write(mask(100, 70, Overviews.MODE), new byte[7000]);

        assertThat(tiff.directories()).extracting(d -> d.number(256)).containsExactly(100, 50, 25, 13);
        assertThat(tiff.directories()).extracting(d -> d.number(257)).containsExactly(70, 35, 18, 9);
        assertThat(tiff.directories()).extracting(d -> d.number(254)).containsExactly(0, 1, 1, 1);
        assertThat(tiff.directories())
                .extracting(Directory::position)
                .isSorted()
                .allMatch(at -> at % 2 == 0);
        double lastDirectory = tiff.directories().get(3).position();
        double end = tiff.file().length;
        for (Directory level : tiff.directories()) {
            double[] offsets = level.tags().get(324);
            assertThat(offsets).isSorted();
            assertThat(offsets[0]).isGreaterThan(lastDirectory);
            int last = offsets.length - 1;
            assertThat(offsets[last] + level.tags().get(325)[last] + 4).isEqualTo(end);
            end = offsets[0] - 4;
        }
    }

    @Test
    void modeTakesTheSmallerOfEqualsAndNoDataOnlyWithMajority() throws Exception {
        int none = 255;
        int[][] squares = {{3, 3, 1, 3}, {2, 2, 1, 1}, {none, none, 1, 3}, {none, none, none, 1}, {none, none, 3, 3}};
        byte[] samples = new byte[18 * 2];
        for (int i = 0; i < squares.length; i++) {
            samples[2 * i] = (byte) squares[i][0];
            samples[2 * i + 1] = (byte) squares[i][1];
            samples[18 + 2 * i] = (byte) squares[i][2];
            samples[18 + 2 * i + 1] = (byte) squares[i][3];
        }

        double[] half = write(mask(18, 2, Overviews.MODE), samples).band(1, 0);

        assertThat(half).startsWith(3, 1, 1, 255, 3).hasSize(9);
    }

    @Test
    void anOddLastRowAndColumnStandForThemselves() throws Exception {
        byte[] samples = new byte[17 * 3];
        Arrays.fill(samples, 2 * 17, 3 * 17, (byte) 7);
        samples[16] = 9;
        samples[17 + 16] = 9;

        double[] half = write(mask(17, 3, Overviews.MODE), samples).band(1, 0);

        assertThat(half).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 9, 7, 7, 7, 7, 7, 7, 7, 7, 7);
    }

    @Test
    void averageLeavesOutWhatIsMissing() throws Exception {
        Layout layout = new Layout(18, 2, 1, SampleType.UINT16, 0.0, null, 16, Overviews.AVERAGE, null);
        float[] samples = new float[36];
        Arrays.fill(samples, Float.NaN);
        samples[0] = 100;
        samples[18] = 201;
        samples[2] = 65_535;
        Path target = folder.resolve("scene.tif");
        try (GeoTiffWriter writer = GeoTiffWriter.create(target, layout)) {
            writer.append(new Pixels(18, 2, new float[][] {samples}));
            writer.commit();
        }

        assertThat(ParsedTiff.parse(target).band(1, 0)).containsExactly(151, 65_535, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void keepsTheGridToTheBitAndCountsFromCorners() throws Exception {
        Layout layout = new Layout(3, 2, 1, SampleType.UINT8, 255.0, NORTH_UP, 16, Overviews.NONE, null);

        Directory directory = write(layout, new byte[6]).directories().get(0);

        assertThat(directory.tags().get(33550)).containsExactly(10.3, 9.7, 0);
        assertThat(directory.tags().get(33922)).containsExactly(0, 0, 0, 600_000.1, 5_000_000.7, 0);
        assertThat(directory.tags().get(34735)).containsExactly(1, 1, 0, 2, 1024, 0, 1, 1, 1025, 0, 1, 1);
        assertThat(directory.tags().get(34736)).containsExactly(6378137.25);
        assertThat(directory.text(34737)).isEqualTo("UTM|");
    }

    @Test
    void writesATurnedGridAsATransformation() throws Exception {
        Georeference turned = new Georeference(1, 2, 3, 4, 5, 6, new GeoKeys(new short[0], new double[0], ""));
        Layout layout = new Layout(3, 2, 1, SampleType.UINT8, null, turned, 16, Overviews.NONE, null);

        Directory directory = write(layout, new byte[6]).directories().get(0);

        assertThat(directory.tags().get(34264)).containsExactly(2, 3, 0, 1, 5, 6, 0, 4, 0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(directory.tags()).doesNotContainKeys(33550, 33922, 34735, 34736, 34737, 42113);
    }

    @Test
    void statesColoursAndNoData() throws Exception {
        int[] colours = {0x000000, 0xFF8001};
        Layout layout = new Layout(3, 2, 1, SampleType.UINT8, 255.0, null, 16, Overviews.MODE, colours);

        Directory directory = write(layout, new byte[6]).directories().get(0);

        assertThat(directory.number(262)).isEqualTo(3);
        assertThat(directory.tags().get(320)).hasSize(768);
        assertThat(directory.tags().get(320)[1]).isEqualTo(65_535);
        assertThat(directory.tags().get(320)[257]).isEqualTo(0x8080);
        assertThat(directory.tags().get(320)[513]).isEqualTo(0x0101);
        assertThat(directory.text(42113)).isEqualTo("255");
    }

    @Test
    void statesWhatTheBandsShow() throws Exception {
        Layout layout = new Layout(2, 1, 2, SampleType.UINT16, null, null, 16, Overviews.NONE, null);
        Path target = folder.resolve("bands.tif");
        try (GeoTiffWriter writer = GeoTiffWriter.create(target, layout)) {
            writer.describe(List.of(
                            new Band(0, "Near <infrared>", BandRole.NIR, SampleType.UINT16, 0.0001, -0.1),
                            new Band(1, "", BandRole.ALPHA, SampleType.UINT16, 1, 0)))
                    .metadata(Map.of("SUN", "35 & up"));
            writer.append(new Pixels(2, 1, new float[][] {{1, 2}, {3, 70_000}}));
            writer.commit();
        }

        ParsedTiff tiff = ParsedTiff.parse(target);

        assertThat(tiff.directories().get(0).text(42112)).isEqualTo("""
                <GDALMetadata>
                  <Item name="SUN">35 &amp; up</Item>
                  <Item name="DESCRIPTION" sample="0" role="description">Near &lt;infrared&gt;</Item>
                  <Item name="OFFSET" sample="0" role="offset">-0.1</Item>
                  <Item name="SCALE" sample="0" role="scale">1.0E-4</Item>
                </GDALMetadata>
                """);
        assertThat(tiff.directories().get(0).tags().get(338)).containsExactly(2);
        assertThat(tiff.band(0, 1)).containsExactly(3, 65_535);
    }

    @Test
    void becomesABigTiffWhereClassicDoesNotSuffice() throws Exception {
        byte[] samples = new byte[40 * 40];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * i % 5);
        }
        Path target = folder.resolve("big.tif");
        try (GeoTiffWriter writer = GeoTiffWriter.create(target, mask(40, 40, Overviews.MODE), 900)) {
            writer.append(samples);
            writer.commit();
        }
        ParsedTiff classic = write(mask(40, 40, Overviews.MODE), samples);

        ParsedTiff big = ParsedTiff.parse(target);

        assertThat(big.big()).isTrue();
        assertThat(classic.big()).isFalse();
        for (int level = 0; level < 3; level++) {
            assertThat(big.band(level, 0)).isEqualTo(classic.band(level, 0));
        }
    }

    @Test
    void leavesNothingBehindWithoutCommit() throws IOException {
        Path target = Files.writeString(folder.resolve("mask.tif"), "as before");

        try (GeoTiffWriter writer = GeoTiffWriter.create(target, mask(40, 40, Overviews.MODE))) {
            writer.append(new byte[40 * 39]);
            assertThatIllegalStateException().isThrownBy(writer::commit).withMessageContaining("39 of 40 rows");
        }

        assertThat(filesLeft()).containsExactly("mask.tif");
        assertThat(target).hasContent("as before");
    }

    @Test
    void leavesNothingButTheFileAfterCommit() throws IOException {
        Files.writeString(folder.resolve("mask.tif"), "as before");

        write(mask(40, 40, Overviews.MODE), new byte[1600]);

        assertThat(filesLeft()).containsExactly("mask.tif");
    }

    @Test
    void namesATargetThatCannotBeWritten() {
        Path target = folder.resolve("no such folder/mask.tif");

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> GeoTiffWriter.create(target, mask(1, 1, Overviews.NONE)))
                .withMessageContaining(target.toString())
                .withMessageContaining("folder must exist");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> GeoTiffWriter.create(folder, mask(1, 1, Overviews.NONE)))
                .withMessageContaining("it is a folder");
    }

    @Test
    void refusesWhatDoesNotFitTheLayout() throws IOException {
        Layout layout = new Layout(2, 2, 1, SampleType.UINT8, null, null, 16, Overviews.NONE, null);
        try (GeoTiffWriter writer = GeoTiffWriter.create(folder.resolve("mask.tif"), layout)) {
            assertThatIllegalArgumentException().isThrownBy(() -> writer.append(new byte[3]));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.append(new byte[6]));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.append(new Pixels(1, 2, new float[][] {{1, 2}})));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.append(new Pixels(2, 1, new float[][] {{1, Float.NaN}})))
                    .withMessageContaining("no nodata value");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Layout(2, 2, 1, SampleType.UINT8, 256.0, null, 16, Overviews.NONE, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Layout(2, 2, 1, SampleType.UINT8, null, null, 100, Overviews.NONE, null));
    }
}
