package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final Path EXAMPLES = Path.of("../examples");

    @TempDir
    Path folder;

    /** Samples are compared, not files: how well they deflate depends on the machine's zlib. */
    private static void assertSameRaster(Path made, Path kept) {
        try (RasterReader one = RasterReader.openClasses(made);
                RasterReader other = RasterReader.openClasses(kept)) {
            RasterInfo info = one.info();
            assertThat(info).usingRecursiveComparison().ignoringFields("file").isEqualTo(other.info());
            int[] bands = IntStream.range(0, info.bands().size()).toArray();
            float[][] samples = one.read(info.bounds(), bands).bands();
            float[][] expected = other.read(info.bounds(), bands).bands();
            assertThat(Arrays.deepEquals(samples, expected))
                    .as("%s shows the same as %s", made, kept)
                    .isTrue();
        }
    }

    @Test
    void theCommandsInTheReadmeStillMakeTheExamples() throws IOException {
        String readme = Files.readString(EXAMPLES.resolve("README.md"));
        List<String> commands = Pattern.compile("cloudless (simulate .*)")
                .matcher(readme)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        assertThat(commands).hasSize(3);

        for (String command : commands) {
            String name = command.split(" ")[1].replaceFirst("examples/", "");
            Path made = folder.resolve(name);
            Run run = Run.of((Object[])
                    command.replaceFirst("examples/\\S+", made.toString()).split(" "));

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertSameRaster(made, EXAMPLES.resolve(name));
            String truth = name.replace(".tif", "-truth.tif");
            assertSameRaster(folder.resolve(truth), EXAMPLES.resolve(truth));
        }
    }

    @Test
    void saysWhatItWrote() {
        Path out = folder.resolve("my scene.tif");

        Run run = Run.of("simulate", out, "--size", "60,40", "--bands", "rgbn", "--nodata-wedge", "--no-noise");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).containsExactly(out.toString(), folder.resolve("my scene-truth.tif") + "");
        try (RasterReader reader = RasterReader.open(out)) {
            assertThat(reader.info().bounds().width()).isEqualTo(60);
            assertThat(reader.info().bounds().height()).isEqualTo(40);
            assertThat(reader.info().bands()).hasSize(4);
        }
    }

    @Test
    void wrongValuesEndWithOneReasonAndExitCode2() {
        for (String[] wrong : new String[][] {
            {"--size", "12x", "--size is '12x'"},
            {"--crs", "UTM32", "--crs is 'UTM32'"},
            {"--crs", "EPSG:4326", "EPSG:4326 is no projected"},
            {"--origin", "5", "--origin is '5'"},
            {"--clouds", "2", "A share of 2.0 for clouds"},
            {"--surface", "moon", "moon"}
        }) {
            Run run = Run.of("simulate", folder.resolve("x.tif"), wrong[0], wrong[1]);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains(wrong[2]);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aMissingFolderEndsWithExitCode1() {
        Run run = Run.of("simulate", folder.resolve("none/x.tif"), "--size", "16");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("none").contains("folder must exist");
    }

    @Test
    void castsCloudsOnASceneOfItsOwnSizeAndPlace() {
        Path clear = folder.resolve("clear.tif");
        Path cloudy = folder.resolve("cloudy.tif");
        Run.of("simulate", clear, "--size", "90,70", "--pixel-size", "20", "--clouds", "0", "--thin", "0");

        Run run = Run.of("simulate", cloudy, "--onto", clear, "--clouds", "0.3");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("cloudy.tif", "cloudy-truth.tif");
        try (RasterReader before = RasterReader.open(clear);
                RasterReader after = RasterReader.open(cloudy)) {
            assertThat(after.info().bounds()).isEqualTo(before.info().bounds());
            assertThat(after.info().georeference()).isEqualTo(before.info().georeference());
        }
    }
}
