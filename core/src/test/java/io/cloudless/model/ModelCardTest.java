package io.cloudless.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import io.cloudless.raster.BandRole;
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
    void keepsAThresholdOfShadowAndHasNoneWhereItIsAsUsual() {
        ModelCard lower = card.with(card.output().withShadowThreshold(0.2), "measured");

        assertThat(ModelCard.fromProperties(lower.toProperties())).isEqualTo(lower);
        assertThat(card.toProperties()).doesNotContainKey("cloudless.shadow_threshold");
        assertThat(card.output().shadowThreshold()).isEqualTo(0.5);
        assertThatThrownBy(() -> card.output().withShadowThreshold(1)).isInstanceOf(IllegalArgumentException.class);
    }

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
    void knowsWhichClassMeansThatNothingIsThere() {
        List<MaskClass> three = List.of(new MaskClass(0, "ship"), new MaskClass(1, "water"), new MaskClass(2, "buoy"));
        ModelCard silent = TinyClassifier.card(three);
        ModelCard named = new ModelCard(
                silent.name(),
                silent.version(),
                silent.task(),
                silent.input(),
                silent.output(),
                silent.provenance(),
                Map.of(ModelCard.BACKGROUND, "water"));

        assertThat(card.background()).hasValue(MaskClass.CLEAR);
        assertThat(TinyClassifier.card(TinyNetwork.TWO).background()).hasValue(0);
        assertThat(silent.background()).isEmpty();
        assertThat(named.background()).hasValue(1);
        assertThat(ModelCard.fromProperties(named.toProperties()).background()).hasValue(1);
        assertThat(named.withClassNames(List.of("vessel", "sea", "mark")).background())
                .as("under another name")
                .hasValue(1);
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

        ModelCard read = CardFile.read(file, -1);

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
    void aClassifiersCardSurvivesTheWayThroughProperties() {
        ModelCard classifier = TinyClassifier.card(
                List.of(new MaskClass(281, "tabby, tabby cat"), new MaskClass(282, "tiger cat: a stripy one")));

        assertThat(ModelCard.fromProperties(classifier.toProperties())).isEqualTo(classifier);
        assertThat(classifier.toProperties()).doesNotContainKeys("model_type", "cloudless.pixel_size");
        assertThatThrownBy(classifier::pixelSize).hasMessageContaining("any pixel size");
    }

    @Test
    void aMaskNeedsCodesOfItsCodingAndACloudWhileAClassifierNeedsCodesOfItsOwn() {
        List<MaskClass> pets = List.of(new MaskClass(281, "tabby"), new MaskClass(207, "golden retriever"));
        assertThatThrownBy(() -> TinyNetwork.card(TinyNetwork.RGB, pets)).hasMessageContaining("0 to 3");
        assertThatThrownBy(() -> TinyNetwork.card(
                        TinyNetwork.RGB, TinyNetwork.FOUR.subList(2, 4).subList(1, 2)))
                .hasMessageContaining("two classes");

        List<MaskClass> twins = List.of(new MaskClass(1, "cat"), new MaskClass(1, "dog"));
        assertThatThrownBy(() -> TinyClassifier.card(twins)).hasMessageContaining("same code");
    }

    @Test
    void aClassifiersCardBesideItNeedsOnlyItsBands(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("squeezenet.card.json"), """
                {"task": "classification", "bands": ["red", "green", "blue"], "activation": "softmax"}
                """);
        assertThat(CardFile.read(file, 3).classes())
                .containsExactly(new MaskClass(0, "class 0"), new MaskClass(1, "class 1"), new MaskClass(2, "class 2"));
        assertThatThrownBy(() -> CardFile.read(file, -1)).hasMessageContaining("classes");

        Files.writeString(file, """
                {"task": "classification", "bands": ["red", "green", "blue"], "tile_size": 227, "classes": ["cat", "dog"]}
                """);
        ModelCard card = CardFile.read(file, 2);
        assertThat(card.classes()).containsExactly(new MaskClass(0, "cat"), new MaskClass(1, "dog"));
        assertThat(card.input().tileSize()).isEqualTo(227);
        assertThat(card.input().pixelSize()).isNull();
    }

    @Test
    void namesTheFileAndTheFaultOfACardBesideAModel(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("other.card.json");
        for (String broken : List.of("", "{", "[]", "{\"bands\": [\"red\"]}", "{\"bands\": \"red\"}", "\0\1\2")) {
            Files.writeString(file, broken);
            assertThatThrownBy(() -> CardFile.read(file, -1))
                    .as(broken)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("other.card.json")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void howMuchHazeAModelKnowsIsANumberFromNothingToAll() {
        ModelCard card = TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.TWO);

        assertThat(card.hazeLimit()).isEqualTo(1);
        assertThat(ModelCard.fromProperties(card.withHazeLimit(0.15).toProperties())
                        .hazeLimit())
                .isEqualTo(0.15);
        assertThatThrownBy(() -> card.withHazeLimit(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 1");
        Map<String, String> damaged = new HashMap<>(card.withHazeLimit(0.15).toProperties());
        damaged.replaceAll((key, value) -> value.equals("0.15") ? "much" : value);
        assertThatThrownBy(() -> ModelCard.fromProperties(damaged))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("much");
    }
}
