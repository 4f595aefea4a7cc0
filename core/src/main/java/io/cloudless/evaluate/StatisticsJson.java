package io.cloudless.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudless.evaluate.Evaluation.Group;
import io.cloudless.evaluate.ProbabilityCounts.ReliabilityBin;
import io.cloudless.evaluate.ProbabilityCounts.ThresholdPoint;
import io.cloudless.model.Preference;
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
        Kinds kinds = evaluation.kinds();
        root.set("all", group(all, kinds));
        ArrayNode tags = root.putArray("tags");
        evaluation.tagged().forEach(tag -> tags.add(group(tag, kinds)));
        root.set("confusion_matrix", matrix(all.matrix()));
        if (kinds.areTold()) {
            root.set("kinds", kinds(kinds));
        }
        root.set("cloud_cover", cover(evaluation.coverError()));
        ProbabilityCounts probabilities = evaluation.probabilities();
        if (probabilities != null) {
            root.set("probability", probability(probabilities));
        }
        if (comparison != null) {
            root.set("comparison", comparison(comparison));
        }
        ArrayNode scenes = root.putArray("scenes");
        evaluation.scenes().forEach(scene -> scenes.add(scene(scene, kinds)));
        return root.toPrettyString() + "\n";
    }

    private static ObjectNode scene(SceneResult scene, Kinds kinds) {
        ObjectNode node = group(new Group(scene.name(), 1, scene.matrix()), kinds);
        ObjectNode cover = node.putObject("cloud_cover");
        number(cover, "true", scene.trueCover());
        number(cover, "predicted", scene.predictedCover());
        return node;
    }

    private static ObjectNode cover(CoverError error) {
        ObjectNode node = NODES.objectNode();
        number(node, "mean_absolute_error", error.meanAbsolute());
        number(node, "bias", error.bias());
        return node;
    }

    private static ObjectNode kinds(Kinds kinds) {
        ObjectNode node = NODES.objectNode();
        ArrayNode ofTruth = node.putArray("of_truth");
        kinds.ofTruth().forEach(kind -> ofTruth.add(kind.key()));
        ArrayNode ofMasks = node.putArray("of_masks");
        kinds.ofMasks().forEach(kind -> ofMasks.add(kind.key()));
        return node;
    }

    private static ObjectNode group(Group group, Kinds kinds) {
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
        if (kinds.areTold()) {
            ObjectNode classes = node.putObject("classes");
            ClassScores.of(group.matrix(), kinds)
                    .forEach(each -> classes.set(each.kind().key(), classNode(each)));
        }
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
        node.put("pixels", scores.pixels());
        node.put("told", scores.told());
        number(node, "boa", scores.boa());
        number(node, "recall", scores.recall());
        number(node, "precision", scores.precision());
        number(node, "iou", scores.iou());
        number(node, "called_cloud", scores.calledCloud());
        return node;
    }

    private static ObjectNode probability(ProbabilityCounts probabilities) {
        ObjectNode node = NODES.objectNode();
        number(node, "average_precision", probabilities.averagePrecision());
        number(node, "calibration_error", probabilities.calibrationError());
        node.set("best_iou", threshold(probabilities.best(CloudScores::iou)));
        node.set("best_boa", threshold(probabilities.best(CloudScores::boa)));
        ObjectNode prefer = node.putObject("prefer");
        for (Preference preference : Preference.values()) {
            prefer.set(preference.word(), threshold(probabilities.best(preference)));
        }
        ArrayNode bins = node.putArray("reliability");
        probabilities.reliability().forEach(bin -> bins.add(reliability(bin)));
        return node;
    }

    private static ObjectNode threshold(ThresholdPoint point) {
        CloudScores scores = point.scores();
        ObjectNode node = NODES.objectNode();
        node.put("threshold", point.threshold());
        number(node, "recall", scores.recall());
        number(node, "precision", scores.precision());
        number(node, "f1", scores.f1());
        number(node, "iou", scores.iou());
        number(node, "boa", scores.boa());
        number(node, "false_alarm_rate", scores.falseAlarmRate());
        return node;
    }

    private static ObjectNode reliability(ReliabilityBin bin) {
        ObjectNode node = NODES.objectNode();
        node.put("predicted", bin.predicted());
        node.put("observed", bin.observed());
        node.put("pixels", bin.pixels());
        return node;
    }

    private static ObjectNode comparison(Comparison comparison) {
        ObjectNode node = NODES.objectNode();
        node.put("other", comparison.other());
        node.put("scenes", comparison.scenes());
        node.put("resamples", Comparison.RESAMPLES);
        comparison.differences().forEach(each -> node.set(each.figure().key(), difference(each)));
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
