package io.cloudless.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.annotate.chip.DisplayPicture;
import io.cloudless.annotate.chip.SceneProfile;
import io.cloudless.annotate.chip.Stretch;
import io.cloudless.annotate.store.Image;
import io.cloudless.files.InputException;
import io.cloudless.raster.Georeference;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.tiff.GeoTiffWriter;
import io.cloudless.work.Progress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class SceneImportTest {
    private static final ProjectSettings SMALL = ProjectSettings.defaults().withGrid(32, 0);

    @TempDir
    Path folder;

    private final Databases database;
    private Project project;

    SceneImportTest(Databases database) {
        this.database = database;
    }

    private ImportSummary add(Path scene, ProjectSettings settings) {
        if (project == null) {
            project = database.open(folder.resolve("project"));
        }
        return new SceneImport(project, settings).add(scene, Progress.NONE);
    }

    @AfterEach
    void close() {
        if (project != null) {
            project.close();
        }
    }

    private List<Image> images() {
        List<Image> images = new ArrayList<>();
        project.database().tasks().near(project.database().images().find(1).orElseThrow(), 1_000_000).stream()
                .map(task -> task.image())
                .forEach(images::add);
        return images;
    }

    @Test
    void imagesHoldTheSamplesOfTheirPlaceAndLieWhereTheyLay() {
        Path scene = SampleScenes.uint16(folder.resolve("coast.tif"), 80, 40);

        assertThat(add(scene, SMALL)).isEqualTo(new ImportSummary(6, 0, 0, 6 * 32 * 32 / 1e6));

        List<Image> images = images();
        assertThat(images).extracting(Image::name).contains("coast_x00000_y00000", "coast_x00048_y00008");
        for (Image image : images) {
            try (RasterReader reader = RasterReader.open(project.fileOf(image))) {
                Pixels pixels = reader.read(reader.info().bounds(), 0, 1, 2);
                for (int i = 0; i < 32 * 32; i++) {
                    int x = image.window().x() + i % 32;
                    int y = image.window().y() + i / 32;
                    for (int band = 0; band < 3; band++) {
                        assertThat(pixels.bands()[band][i]).isEqualTo(SampleScenes.sample(band, x, y));
                    }
                }
                Georeference place = reader.info().georeference();
                assertThat(place).isNotNull();
                assertThat(place.originX())
                        .isEqualTo(500_000 + 10.0 * image.window().x());
                assertThat(place.originY())
                        .isEqualTo(5_400_000 - 10.0 * image.window().y());
                assertThat(place.epsg()).hasValue(32632);
            }
        }
    }

    @Test
    void anImageOfANameThatAnotherSceneTookIsNotLost() {
        add(SampleScenes.uint16(folder.resolve("coast_x00000_y00000.tif"), 32, 32), SMALL);

        assertThat(add(SampleScenes.uint16(folder.resolve("coast.tif"), 64, 32), SMALL)
                        .added())
                .isEqualTo(2);

        assertThat(project.database().images().names())
                .containsExactlyInAnyOrder("coast_x00000_y00000", "coast_x00000_y00000-2", "coast_x00032_y00000");
        assertThat(project.database().tasks().progress().images()).isEqualTo(3);
    }

    @Test
    void importingTwiceAddsNothingWhateverTheFileIsCalled() throws IOException {
        Path scene = SampleScenes.uint16(folder.resolve("coast.tif"), 80, 40);
        add(scene, SMALL);
        Path copy = Files.copy(scene, folder.resolve("other.tif"));

        assertThat(add(copy, SMALL)).isEqualTo(new ImportSummary(0, 6, 0, 0));
    }

    @Test
    void anImportThatWasInterruptedGoesOn() throws IOException {
        Path scene = SampleScenes.uint16(folder.resolve("coast.tif"), 64, 96);
        Progress killsInTheSecondRow = new Progress() {
            private int steps;

            @Override
            public void begin(String task, long total, String unit) {}

            @Override
            public void advance(long step) {
                if (++steps == 2) {
                    throw new IllegalStateException("killed");
                }
            }

            @Override
            public void note(String extra) {}

            @Override
            public void end() {}
        };
        project = database.open(folder.resolve("project"));
        assertThatThrownBy(() -> new SceneImport(project, SMALL).add(scene, killsInTheSecondRow))
                .hasMessage("killed");

        assertThat(add(scene, SMALL)).isEqualTo(new ImportSummary(2, 4, 0, 2 * 32 * 32 / 1e6));
        try (Stream<Path> files = Files.walk(folder.resolve("project/images"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(6);
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemovedOnceNobodyCanBeWritingToIt() throws IOException {
        add(SampleScenes.uint16(folder.resolve("coast.tif"), 32, 32), SMALL);
        Path images = project.folder().resolve("images");
        Path uploads = Files.createDirectories(project.folder().resolve("uploads"));
        List<Path> old = List.of(images.resolve("incoming-1.tif.part"), uploads.resolve("2"));
        List<Path> fresh = List.of(images.resolve("incoming-3.tif.part"), uploads.resolve("4"));
        for (Path file : old) {
            Files.writeString(file, "half");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));
        }
        for (Path file : fresh) {
            Files.writeString(file, "half");
        }
        Path whole = project.fileOf(images().get(0));
        Files.setLastModifiedTime(whole, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));

        Project.open(project.folder()).close();

        assertThat(old).noneMatch(Files::exists);
        assertThat(fresh).allMatch(Files::exists);
        assertThat(whole).exists();
    }

    @Test
    void imagesWithGapsAreLeftOutUnlessWanted() {
        Path scene = SampleScenes.uint16(folder.resolve("coast.tif"), 96, 32, 40);

        assertThat(add(scene, SMALL)).isEqualTo(new ImportSummary(1, 0, 2, 3 * 32 * 32 / 1e6));
        // The second has data in 24 of its 32 columns.
        assertThat(add(scene, SMALL.withMinValid(0.5))).isEqualTo(new ImportSummary(1, 1, 1, 3 * 32 * 32 / 1e6));
        assertThat(add(scene, SMALL.withMinValid(0.5)).added()).isZero();
        assertThat(images())
                .extracting(Image::name)
                .containsExactlyInAnyOrder("coast_x00032_y00000", "coast_x00064_y00000");
    }

    @Test
    void aSceneSmallerThanAnImageIsOneImageOfItsName() {
        Path scene = SampleScenes.uint16(folder.resolve("small.tif"), 20, 10);

        assertThat(add(scene, SMALL).added()).isEqualTo(1);
        assertThat(images().get(0).name()).isEqualTo("small");
        assertThat(images().get(0).window().width()).isEqualTo(20);
    }

    @Test
    void aDamagedFileIsRefusedAndLeavesNothing() throws IOException {
        Path scene = Files.write(folder.resolve("broken.tif"), new byte[] {'I', 'I', '*', 0, 1});

        assertThatThrownBy(() -> add(scene, SMALL))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("broken.tif");
        assertThat(project.database().tasks().progress().images()).isZero();
    }

    @Test
    void picturesAreStretchedByPercentilesOrAsIn2016() throws IOException {
        Path scene = SampleScenes.uint16(folder.resolve("coast.tif"), 32, 32);
        add(scene, SMALL);
        Image image = images().get(0);
        SceneProfile profile = SceneProfile.parse(image.scene().profile());
        SceneProfile.BandProfile red = profile.bands().get(0);

        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(DisplayPicture.png(project.fileOf(image), profile)));
        double sample = SampleScenes.sample(0, 5, 7);
        double expected = 255 * Math.max(0, Math.min(1, (sample - red.low()) / (red.high() - red.low())));
        assertThat(picture.getRGB(5, 7) >> 16 & 0xFF).isEqualTo((int) Math.round(expected));

        project.close();
        project = database.open(folder.resolve("old way"));
        add(scene, SMALL.withStretch(Stretch.SIGMOIDAL));
        image = images().get(0);
        picture = ImageIO.read(new ByteArrayInputStream(DisplayPicture.png(
                project.fileOf(image), SceneProfile.parse(image.scene().profile()))));
        double u = sample / 65535;
        double zero = 1 / (1 + Math.exp(8));
        double one = 1 / (1 + Math.exp(-42));
        double sigmoidal = (1 / (1 + Math.exp(50 * (0.16 - u))) - zero) / (one - zero);
        assertThat(picture.getRGB(5, 7) >> 16 & 0xFF).isEqualTo((int) Math.round(255 * sigmoidal));
    }

    @Test
    void aSceneThatClaimsBillionsOfImagesIsRefused() throws IOException {
        Path scene = SampleScenes.empty(folder.resolve("claims.tif"), 400_000, 1);

        assertThatThrownBy(() -> add(scene, ProjectSettings.defaults().withGrid(16, 0)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(scene.toString())
                .hasMessageContaining("would become 625,000,000 images");
    }

    @Test
    void aSceneOfHundredsOfBandsTakesNoMoreMemoryThanOthers() {
        Path scene = folder.resolve("spectrum.tif");
        float[][] bands = new float[400][32 * 32];
        for (int band = 0; band < bands.length; band++) {
            Arrays.fill(bands[band], 1 + band);
        }
        try (GeoTiffWriter writer = GeoTiffWriter.create(
                scene,
                new GeoTiffWriter.Layout(
                        32, 32, bands.length, SampleType.UINT16, null, null, 64, GeoTiffWriter.Overviews.NONE))) {
            writer.append(new Pixels(32, 32, bands));
            writer.commit();
        }

        assertThat(add(scene, SMALL).added()).isEqualTo(1);
        SceneProfile profile = SceneProfile.parse(images().get(0).scene().profile());
        assertThat(profile.bands()).hasSize(400);
        assertThat(profile.bands().get(399).low()).isEqualTo(400);
    }
}
