package io.cloudless.evaluate;

import io.cloudless.evaluate.ProbabilityCounts.ThresholdPoint;
import io.cloudless.model.Preference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What thresholds do to the figures of cloud: a few of them to look at, all of them for programs.
 *
 * @param rows round thresholds from 0.1 to 0.9, then those that are best by some figure
 */
public record ThresholdTable(List<Row> rows) {
    private static final int STEP = 10;

    public ThresholdTable {
        rows = List.copyOf(rows);
    }

    /**
     * One threshold.
     *
     * @param name what it is best for, or empty
     * @param point its masks
     */
    public record Row(String name, ThresholdPoint point) {}

    /** The table for people. */
    public static ThresholdTable of(ProbabilityCounts counts) {
        List<ThresholdPoint> curve = counts.curve();
        List<Row> rows = new ArrayList<>();
        for (int percent = STEP; percent < ProbabilityCounts.PERCENTS - 1; percent += STEP) {
            rows.add(new Row("", curve.get(percent)));
        }
        for (Preference preference : Preference.values()) {
            rows.add(new Row("best " + preference.measure(), counts.best(preference)));
        }
        rows.add(new Row("best BOA", counts.best(CloudScores::boa)));
        return new ThresholdTable(rows);
    }

    /**
     * {@code thresholds.csv}: each threshold from 0 to 1 in steps of 0.01 with the figures of cloud under it; an undefined
     * figure is an empty cell.
     */
    static String csv(ProbabilityCounts counts) {
        StringBuilder csv = new StringBuilder("threshold,recall,precision,f1,iou,boa,false_alarm_rate\n");
        for (ThresholdPoint point : counts.curve()) {
            CloudScores scores = point.scores();
            csv.append(String.format(Locale.ROOT, "%.2f", point.threshold()));
            for (double figure : new double[] {
                scores.recall(), scores.precision(), scores.f1(), scores.iou(), scores.boa(), scores.falseAlarmRate()
            }) {
                csv.append(Double.isNaN(figure) ? "," : String.format(Locale.ROOT, ",%.4f", figure));
            }
            csv.append('\n');
        }
        return csv.toString();
    }
}
