package io.cloudless.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.evaluate.ProbabilityCounts.ThresholdPoint;
import io.cloudless.model.Calibration;
import io.cloudless.model.ModelCard;
import io.cloudless.model.Preference;
import io.cloudless.model.TinyNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibratedModelTest {
    @Test
    void findsTheScalingByWhichProbabilitiesWereDistorted() {
        Calibration truth = new Calibration(0.6, -0.8);

        Calibration found = PlattScaling.fit(counts(truth));

        assertThat(found.slope()).isCloseTo(0.6, within(0.01));
        assertThat(found.intercept()).isCloseTo(-0.8, within(0.02));
    }

    @Test
    void scaledProbabilitiesAreRight() {
        ProbabilityCounts counts = counts(new Calibration(0.6, -0.8));

        CalibratedModel calibrated = CalibratedModel.of(evaluation(counts), true);

        assertThat(counts.calibrationError()).isGreaterThan(0.08);
        assertThat(calibrated.after().calibrationError()).isLessThan(0.01);
        assertThat(calibrated.text()).contains("expected calibration error", "recall", "balanced", "precision");
    }

    @Test
    void rightProbabilitiesStayAsTheyAre() {
        CalibratedModel calibrated = CalibratedModel.of(evaluation(counts(Calibration.NONE)), true);

        assertThat(calibrated.calibration().slope()).isCloseTo(1, within(0.02));
        assertThat(calibrated.calibration().intercept()).isCloseTo(0, within(0.02));
    }

    @Test
    void aScalingThatFitsTheseScenesOnlyIsLeftOut() {
        ProbabilityCounts cloudier = counts(new Calibration(1, 2));
        ProbabilityCounts clearer = counts(new Calibration(1, -1));
        ProbabilityCounts both = new ProbabilityCounts();
        both.merge(cloudier);
        both.merge(clearer);

        // On both together it would help, from one to the other it does not.
        assertThat(PlattScaling.apply(PlattScaling.fit(both), both).calibrationError())
                .isLessThan(both.calibrationError());
        assertThat(CalibratedModel.of(evaluation(List.of(cloudier, clearer)), true)
                        .calibration())
                .isEqualTo(Calibration.NONE);
    }

    @Test
    void thresholdsAreTheBestOnesAndFollowTheScaling() {
        ProbabilityCounts counts = counts(new Calibration(0.6, -0.8));

        CalibratedModel scaled = CalibratedModel.of(evaluation(counts), true);
        CalibratedModel unscaled = CalibratedModel.of(evaluation(counts), false);

        assertThat(unscaled.calibration()).isEqualTo(Calibration.NONE);
        for (Preference preference : Preference.values()) {
            double before = unscaled.presets().threshold(preference);
            assertThat(before).isEqualTo(counts.best(preference).threshold());
            assertThat(scaled.presets().threshold(preference))
                    .isCloseTo(scaled.calibration().apply(before), within(0.0006));
        }
        assertThat(unscaled.presets().recall()).isLessThan(unscaled.presets().balanced());
        assertThat(unscaled.presets().balanced()).isLessThan(unscaled.presets().precision());
        // Of right probabilities the best threshold for F1 is half of the best F1 (Lipton and others, 2014).
        ThresholdPoint bestF1 = counts.best(CloudScores::f1);
        assertThat(scaled.calibration().apply(bestF1.threshold()))
                .isCloseTo(bestF1.scores().f1() / 2, within(0.02));
    }

    @Test
    void theCardSaysAllOfIt() {
        ModelCard card = TinyNetwork.card(TinyNetwork.RGB, TinyNetwork.TWO);
        CalibratedModel calibrated = CalibratedModel.of(evaluation(counts(new Calibration(0.6, -0.8))), true);

        ModelCard written = ModelCard.fromProperties(calibrated.card(card).toProperties());

        assertThat(written.output().calibration()).isEqualTo(calibrated.calibration());
        assertThat(written.output().presets()).isEqualTo(calibrated.presets());
        assertThat(written.output().cloudThreshold())
                .isEqualTo(calibrated.presets().balanced());
        assertThat(written.provenance().figures()).contains("4 scenes", "cloud IoU", "expected calibration error");
        assertThat(written.classes()).isEqualTo(card.classes());
    }

    @Test
    void onlyCloudOrNoneAtAllTeachesNothing() {
        ProbabilityCounts clear = new ProbabilityCounts();
        clear.add(0, 20, 100);

        assertThat(PlattScaling.fit(clear)).isEqualTo(Calibration.NONE);
        assertThatThrownBy(() -> CalibratedModel.of(evaluation(clear), true)).hasMessageContaining("only clear");
        Evaluation masks = new Evaluation(
                "masks", "", List.of(new SceneResult("a", Map.of(), new ConfusionMatrix(4), null)), List.of());
        assertThatThrownBy(() -> CalibratedModel.of(masks, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPerfectModelNeedsNoScaling() {
        ProbabilityCounts perfect = new ProbabilityCounts();
        perfect.add(0, 0, 1000);
        perfect.add(1, 100, 1000);

        assertThat(CalibratedModel.of(evaluation(perfect), true).calibration()).isEqualTo(Calibration.NONE);
    }

    @Test
    void theThresholdTableForProgramsHasEachThresholdOnce() {
        List<String> lines =
                ThresholdTable.csv(counts(Calibration.NONE)).lines().toList();

        assertThat(lines).hasSize(102);
        assertThat(lines.get(0)).isEqualTo("threshold,recall,precision,f1,iou,boa,false_alarm_rate");
        assertThat(lines.get(1)).startsWith("0.00,1.0000,");
        assertThat(lines.get(101)).startsWith("1.00,");
    }

    /** Pixels of all probabilities, of which the share that a calibration says is cloud. */
    private static ProbabilityCounts counts(Calibration truth) {
        ProbabilityCounts counts = new ProbabilityCounts();
        for (int percent = 1; percent < 100; percent++) {
            long cloud = Math.round(1_000_000 * truth.apply(percent / 100.0));
            counts.add(1, percent, cloud);
            counts.add(0, percent, 1_000_000 - cloud);
        }
        return counts;
    }

    private static Evaluation evaluation(ProbabilityCounts counts) {
        return evaluation(List.of(counts, counts, counts, counts));
    }

    private static Evaluation evaluation(List<ProbabilityCounts> scenes) {
        return new Evaluation(
                "model",
                "",
                scenes.stream()
                        .map(counts -> new SceneResult("scene", Map.of(), new ConfusionMatrix(4), counts))
                        .toList(),
                List.of());
    }
}
