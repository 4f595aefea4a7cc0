package io.cloudless.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.raster.BandRole;
import io.cloudless.raster.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {
    private final ModelCard card = TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.FOUR);

    @Test
    void survivesTheWayThroughProperties() {
        assertThat(ModelCard.fromProperties(card.toProperties())).isEqualTo(card);
    }

    @Test
    void givesDeepnessItsKeysInItsUnits() {
        assertThat(card.toProperties())
                .containsEntry("model_type", "Segmentor")
                .containsEntry(
                        "class_names",
                        "{\"0\": \"clear\", \"1\": \"thick cloud\", \"2\": \"thin cloud\", \"3\": \"shadow\"}")
                .containsEntry("resolution", "3000.0") // centimetres
                .containsEntry("tile_size", "64")
                .containsEntry("tiles_size", "64")
                .containsEntry("tiles_overlap", "13") // percent
                .containsEntry("standardization_mean", "[0.0, 0.0, 0.0]")
                .containsEntry("standardization_std", "[1.0, 1.0, 1.0]");
    }

    @Test
    void passesOverForeignProperties() {
        Map<String, String> properties = new HashMap<>(card.toProperties());
        properties.put("det_conf", "0.6");

        assertThat(ModelCard.fromProperties(properties)).isEqualTo(card);
    }

    @Test
    void saysWhichPropertyIsMissingOrWrong() {
        Map<String, String> properties = new HashMap<>(card.toProperties());
        properties.remove("cloudless.bands");
        assertThatThrownBy(() -> ModelCard.fromProperties(properties)).hasMessageContaining("cloudless.bands");

        properties.put("cloudless.bands", "red,green,infrared");
        assertThatThrownBy(() -> ModelCard.fromProperties(properties))
                .hasMessageContaining("infrared")
                .hasMessageContaining("nir");

        properties.put("cloudless.card", "2");
        assertThatThrownBy(() -> ModelCard.fromProperties(properties)).hasMessageContaining("format 2");
        assertThatThrownBy(() -> ModelCard.fromProperties(Map.of())).hasMessageContaining("no model card");
    }

    @Test
    void readsTheCardBesideAModel(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ocm.card.json"), """
                {"name": "OmniCloudMask", "bands": ["red", "green", "nir"],
                 "classes": [{"code": 0, "name": "clear"}, {"code": 1, "name": "thick"}],
                 "pixel_size": {"minimum": 10, "recommended": 20, "maximum": 50},
                 "activation": "softmax", "mean": [0.1, 0.2, 0.3], "seed": 7, "licence": "MIT", "paper": "doi"}
                """);

        ModelCard read = CardFile.read(file);

        assertThat(read.name()).isEqualTo("OmniCloudMask");
        assertThat(read.bands()).containsExactly(BandRole.RED, BandRole.GREEN, BandRole.NIR);
        assertThat(read.input().pixelSize()).isEqualTo(new PixelSize(10, 20, 50));
        assertThat(read.input().mean()).containsExactly(0.1, 0.2, 0.3);
        assertThat(read.input().std()).isEqualTo(List.of(1.0, 1.0, 1.0));
        assertThat(read.input().tileSize()).isEqualTo(512);
        assertThat(read.output().activation()).isEqualTo(ModelOutput.Activation.SOFTMAX);
        assertThat(read.provenance().seed()).hasValue(7);
        assertThat(read.more()).isEqualTo(Map.of("paper", "doi"));
    }

    @Test
    void namesTheFileAndTheFaultOfACardBesideAModel(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("other.card.json");
        for (String broken : List.of("", "{", "[]", "{\"bands\": [\"red\"]}", "{\"bands\": \"red\"}", "\0\1\2")) {
            Files.writeString(file, broken);
            assertThatThrownBy(() -> CardFile.read(file))
                    .as(broken)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("other.card.json")
                    .hasMessageNotContaining("\n");
        }
    }
}
