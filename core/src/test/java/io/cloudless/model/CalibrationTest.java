package io.cloudless.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    private static final Calibration STEEP = new Calibration(1.7, -0.4);
    private static final Presets PRESETS = new Presets(0.3, 0.5, 0.75);

    @TempDir
    Path folder;

    @Test
    void keepsOrderAndEndsAndCanBeUndone() {
        double last = -1;
        for (int i = 0; i <= 1000; i++) {
            double scaled = STEEP.apply(i / 1000.0);
            assertThat(scaled).isGreaterThan(last).isBetween(0.0, 1.0);
            assertThat(STEEP.invert(scaled)).isCloseTo(i / 1000.0, within(1e-9));
            last = scaled;
        }
        assertThat(STEEP.apply(0)).isZero();
        assertThat(STEEP.apply(1)).isEqualTo(1);
        assertThat(STEEP.apply(0.5)).isCloseTo(1 / (1 + Math.exp(0.4)), within(1e-12));
        assertThatThrownBy(() -> new Calibration(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoInARowAreOne() {
        Calibration next = new Calibration(0.5, 0.9);

        assertThat(STEEP.then(next).apply(0.3)).isCloseTo(next.apply(STEEP.apply(0.3)), within(1e-12));
        assertThat(Calibration.NONE.then(STEEP)).isEqualTo(STEEP);
    }

    @Test
    void ofFourClassesTheSumOfCloudIsScaledAndTheRankingWithinStays() {
        ModelOutput output =
                new ModelOutput(TinyNetwork.FOUR, ModelOutput.Activation.PROBABILITY, 0.5, 0.5, STEEP, null);
        // Two pictures of two pixels: clear, thick, thin, shadow.
        float[] values = {0.5f, 0, 0.2f, 1, 0.1f, 0, 0.2f, 0, 0.1f, 0.25f, 0.3f, 0.25f, 0.4f, 0.25f, 0.2f, 0.25f};
        FloatBuffer probabilities = FloatBuffer.wrap(values);

        new CloudScaling(output).apply(probabilities, 2);

        double cloud = STEEP.apply(0.3);
        assertThat(values[2] + values[4]).isCloseTo((float) cloud, within(1e-5f));
        assertThat(values[2] / values[4]).isCloseTo(2, within(1e-5f));
        assertThat(values[0] / values[6]).isCloseTo(2.5f, within(1e-5f));
        assertThat(values[0] + values[2] + values[4] + values[6]).isCloseTo(1, within(1e-5f));
        // A certain network stays certain.
        assertThat(values[3]).isEqualTo(1);
        assertThat(values[8 + 2] + values[8 + 4]).isCloseTo((float) STEEP.apply(0.7), within(1e-5f));
        assertThat(values[8 + 3] + values[8 + 5]).isCloseTo((float) STEEP.apply(0.5), within(1e-5f));
    }

    @Test
    void aCopyDiffersInItsCardAloneAndAnswersAsItSays() throws IOException {
        Path original = TinyNetwork.write(
                folder.resolve("model.onnx"),
                TinyNetwork.convolution(1, new float[][] {{0, 0, 0}, {1, 1, 1}}, new float[] {0, -1}, -1),
                foreign(TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.TWO).toProperties()));
        Path copy = folder.resolve("copy.onnx");
        float[] grey = new float[3 * 32 * 32];
        Arrays.fill(grey, 0.6f);

        double before;
        try (Model model = Model.open(original)) {
            before = model.probabilities(grey, 1, 32, 32)[32 * 32];
            ModelCard card = model.card();
            model.writeCopy(copy, card.with(card.output().calibrated(STEEP, PRESETS), "measured"));
        }

        try (Model model = Model.open(copy)) {
            assertThat(model.card().output().calibration()).isEqualTo(STEEP);
            assertThat(model.card().output().presets()).isEqualTo(PRESETS);
            assertThat(model.card().output().cloudThreshold()).isEqualTo(0.5);
            assertThat(model.card().provenance().figures()).isEqualTo("measured");
            assertThat(model.card().input())
                    .isEqualTo(
                            TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.TWO).input());
            float[] after = model.probabilities(grey, 1, 32, 32);
            assertThat((double) after[32 * 32]).isCloseTo(STEEP.apply(before), within(1e-4));
            assertThat(after[0] + after[32 * 32]).isCloseTo(1, within(1e-6f));
            // A second calibration comes after the first.
            assertThat(model.card().output().calibrated(STEEP, PRESETS).calibration())
                    .isEqualTo(STEEP.then(STEEP));
        }
        ModelProto first = ModelProto.parseFrom(Files.readAllBytes(original));
        ModelProto second = ModelProto.parseFrom(Files.readAllBytes(copy));
        assertThat(second.toBuilder().clearMetadataProps().build())
                .isEqualTo(first.toBuilder().clearMetadataProps().build());
        assertThat(second.getMetadataPropsList())
                .anyMatch(entry -> entry.getKey().equals("det_conf"));
        assertThat(second.getMetadataPropsList().stream().map(entry -> entry.getKey()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoModelIsRefused() {
        assertThatThrownBy(() -> OnnxMetadata.replace(new byte[] {0x3A, 100, 1}, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OnnxMetadata.replace("no model".getBytes(StandardCharsets.UTF_8), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thresholdsAreWrittenAsOneLineAndAscend() {
        assertThat(PRESETS).hasToString("recall=0.3,balanced=0.5,precision=0.75");
        assertThat(Presets.parse(PRESETS.toString())).isEqualTo(PRESETS);
        assertThat(PRESETS.threshold(Preference.PRECISION)).isEqualTo(0.75);
        assertThatThrownBy(() -> new Presets(0.6, 0.5, 0.7)).hasMessageContaining("ascend");
        assertThatThrownBy(() -> Presets.parse("recall=0.3,balanced=0.5")).hasMessageContaining("ascend");
        assertThatThrownBy(() -> Presets.parse("0.3,0.5,0.7")).hasMessageContaining("recall=");
        assertThatThrownBy(() -> Presets.parse("best=0.3")).hasMessageContaining("best");
    }

    @Test
    void cardsTellThresholdsAndCalibrationInEitherForm() throws IOException {
        ModelCard card = TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.FOUR);
        assertThat(card.toProperties()).doesNotContainKeys("cloudless.thresholds", "cloudless.calibration");

        ModelCard calibrated = card.with(card.output().calibrated(STEEP, PRESETS), "");
        assertThat(calibrated.toProperties())
                .containsEntry("cloudless.thresholds", "recall=0.3,balanced=0.5,precision=0.75")
                .containsEntry("cloudless.calibration", "1.7,-0.4");
        // The plugin sees the network's own probabilities, and thresholds those.
        assertThat(Double.parseDouble(calibrated.toProperties().get("seg_thresh")))
                .isCloseTo(STEEP.invert(0.5), within(1e-9));
        assertThat(ModelCard.fromProperties(calibrated.toProperties())).isEqualTo(calibrated);

        Path beside = Files.writeString(folder.resolve("other.card.json"), """
                {"bands": ["red", "green", "blue"], "classes": [{"code": 0, "name": "clear"}, {"code": 1, "name": "cloud"}],
                 "pixel_size": {"minimum": 10, "recommended": 20, "maximum": 50},
                 "calibration": {"slope": 1.7, "intercept": -0.4},
                 "thresholds": {"recall": 0.3, "balanced": 0.5, "precision": 0.75}}
                """);
        assertThat(CardFile.read(beside, -1).output().presets()).isEqualTo(PRESETS);
        assertThat(CardFile.read(beside, -1).output().calibration()).isEqualTo(STEEP);
        assertThat(CardFile.read(beside, -1).more()).isEmpty();
    }

    private static Map<String, String> foreign(Map<String, String> properties) {
        Map<String, String> more = new HashMap<>(properties);
        more.put("det_conf", "0.6");
        return more;
    }
}
