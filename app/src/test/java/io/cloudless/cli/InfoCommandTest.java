package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void describesASceneForPeople() {
        Run run = Run.of("info", Scenes.geoTiff(folder.resolve("scene.tif")));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("scene.tif")
                .contains("size: 96, 96")
                .contains("number 1, role red, type uint8")
                .contains("crs: EPSG:32632")
                .contains("pixel_size_m: 30.0")
                .contains("nodata: 0.0");
    }

    @Test
    void describesASceneForPrograms() throws IOException {
        Run run = Run.of("info", "--json", Scenes.geoTiff(folder.resolve("scene.tif")));

        JsonNode scene = new ObjectMapper().readTree(run.out());
        assertThat(scene.get("bands")).hasSize(3);
        assertThat(scene.get("block").toString()).isEqualTo("[64,64]");
        assertThat(scene.get("georeference").get("upper_left_lon_lat").get(0).asDouble())
                .isEqualTo(9.0);
    }

    @Test
    void saysOfAMaskHowItIsStored() throws IOException {
        Run.of("detect", "--model", Scenes.model(folder), Scenes.geoTiff(folder.resolve("scene.tif")), "--quiet");

        assertThat(Run.of("info", folder.resolve("scene-mask.tif")).out())
                .contains("palette: stored as one band of uint8", "nodata: 255.0");
    }

    @Test
    void describesAModel() throws IOException {
        Run run = Run.of("info", Scenes.model(folder));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("model: tiny")
                .contains("bands: red, green, blue")
                .contains("mask_value 1, name cloud")
                .contains("licence: Apache-2.0");
    }

    @Test
    void aFileThatCannotBeReadDoesNotStopTheOthers() throws IOException {
        Run run = Run.of("info", folder.resolve("nowhere.tif"), Scenes.png(folder.resolve("coast.png")));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("nowhere.tif");
        assertThat(run.out()).contains("coast.png");
    }
}
