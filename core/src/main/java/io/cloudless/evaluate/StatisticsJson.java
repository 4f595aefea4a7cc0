package io.cloudless.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudless.evaluate.Evaluation.Group;
import io.cloudless.evaluate.ProbabilityCounts.ThresholdPoint;
import org.jspecify.annotations.Nullable;

/** {@code statistics.json}: figures in full precision, {@code null} for what is undefined. */
final class StatisticsJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StatisticsJson() {}

    static String of(Evaluation evaluation, @Nullable Comparison comparison) {
        ObjectNode root = NODES.objectNode();
        root.put("subject", evaluation.subject());
        root.put("note", evaluation.note());
        Group all = evaluation.all();
        root.set("all", group(all));
        ArrayNode tags = root.putArray("tags");
        evaluation.tagged().forEach(tag -> tags.add(group(tag)));
        root.set("confusion_matrix", matrix(all.matrix()));
        ArrayNode classes = root.putArray("classes");
        ClassScores.of(all.matrix()).forEach(scores -> classes.add(classNode(scores)));
        ProbabilityCounts probabilities = evaluation.probabilities();
        if (probabilities != null) {
            root.set("probability", probability(probabilities));
        }
        if (comparison != null) {
            root.set("comparison", comparison(comparison));
        }
        ArrayNode scenes = root.putArray("scenes");
        evaluation.scenes().forEach(scene -> scenes.add(group(new Group(scene.name(), 1, scene.matrix()))));
        return root.toPrettyString() + "\n";
    }

    private static ObjectNode group(Group group) {
        CloudScores scores = CloudScores.of(group.matrix());
        ObjectNode node = NODES.objectNode();
        node.put("name", group.name());
        node.put("scenes", group.scenes());
        node.put("pixels", group.matrix().total());
        node.put("no_data", group.matrix().noData());
        number(node, "accuracy", scores.accuracy());
        number(node, "precision", scores.precision());
        number(node, "recall", scores.recall());
        number(node, "f1", scores.f1());
        number(node, "iou", scores.iou());
        number(node, "boa", scores.boa());
        number(node, "kappa", scores.kappa());
        number(node, "false_alarm_rate", scores.falseAlarmRate());
        return node;
    }

    private static ObjectNode matrix(ConfusionMatrix matrix) {
        ObjectNode node = NODES.objectNode();
        node.put("orientation", "rows: truth, columns: prediction");
        ArrayNode rows = node.putArray("pixels");
        ArrayNode noData = node.putArray("predicted_no_data");
        for (int truth = 0; truth < matrix.classes(); truth++) {
            ArrayNode row = rows.addArray();
            for (int predicted = 0; predicted < matrix.classes(); predicted++) {
                row.add(matrix.count(truth, predicted));
            }
            noData.add(matrix.noData(truth));
        }
        return node;
    }

    private static ObjectNode classNode(ClassScores scores) {
        ObjectNode node = NODES.objectNode();
        node.put("code", scores.code());
        node.put("name", scores.name());
        node.put("pixels", scores.pixels());
        number(node, "called_cloud", scores.calledCloud());
        number(node, "precision", scores.precision());
        number(node, "recall", scores.recall());
        number(node, "iou", scores.iou());
        return node;
    }

    private static ObjectNode probability(ProbabilityCounts probabilities) {
        ObjectNode node = NODES.objectNode();
        number(node, "average_precision", probabilities.averagePrecision());
        number(node, "calibration_error", probabilities.calibrationError());
        node.set("best_iou", threshold(probabilities.best(CloudScores::iou)));
        node.set("best_boa", threshold(probabilities.best(CloudScores::boa)));
        return node;
    }

    private static ObjectNode threshold(ThresholdPoint point) {
        ObjectNode node = NODES.objectNode();
        node.put("threshold", point.threshold());
        number(node, "iou", point.scores().iou());
        number(node, "boa", point.scores().boa());
        return node;
    }

    private static ObjectNode comparison(Comparison comparison) {
        ObjectNode node = NODES.objectNode();
        node.put("other", comparison.other());
        node.put("scenes", comparison.scenes());
        node.set("iou", difference(comparison.iou()));
        node.set("boa", difference(comparison.boa()));
        return node;
    }

    private static ObjectNode difference(Comparison.Difference difference) {
        ObjectNode node = NODES.objectNode();
        number(node, "first", difference.first());
        number(node, "second", difference.second());
        number(node, "difference", difference.difference());
        number(node, "low_95", difference.low());
        number(node, "high_95", difference.high());
        return node;
    }

    /** JSON has no NaN. */
    static void number(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }
}
