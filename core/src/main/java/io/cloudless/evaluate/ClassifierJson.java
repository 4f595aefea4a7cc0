package io.cloudless.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudless.evaluate.ClassifierEvaluation.Scores;
import io.cloudless.evaluate.RankedScores.Point;
import java.util.function.ToDoubleFunction;

/** {@code statistics.json} of a classifier: figures in full precision, {@code null} for what is undefined. */
final class ClassifierJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ClassifierJson() {}

    static String of(ClassifierEvaluation evaluation, int worst) {
        ObjectNode root = NODES.objectNode();
        root.put("subject", evaluation.subject());
        root.put("note", evaluation.note());
        root.put("task", "classification");
        root.put("chips", evaluation.chips().size());
        root.put("threshold", evaluation.threshold());
        root.set("all", all(evaluation));
        root.set("confusion_matrix", matrix(evaluation));
        root.set("classes", classes(evaluation));
        root.set("probability", probability(evaluation));
        ArrayNode chips = root.putArray("worst");
        evaluation.worst(worst).forEach(chip -> chips.add(chip(chip, evaluation)));
        return root.toPrettyString() + "\n";
    }

    private static ObjectNode all(ClassifierEvaluation evaluation) {
        Scores scores = evaluation.scores();
        ObjectNode node = NODES.objectNode();
        StatisticsJson.number(node, "loss", evaluation.loss());
        StatisticsJson.number(node, "accuracy", scores.accuracy());
        StatisticsJson.number(node, "precision", scores.precision());
        StatisticsJson.number(node, "recall", scores.recall());
        StatisticsJson.number(node, "f1", scores.f1());
        StatisticsJson.number(node, "boa", scores.boa());
        StatisticsJson.number(node, "kappa", scores.kappa());
        return node;
    }

    private static ObjectNode matrix(ClassifierEvaluation evaluation) {
        ConfusionMatrix matrix = evaluation.matrix();
        ObjectNode node = NODES.objectNode();
        node.put("orientation", "rows: truth, columns: answer");
        ArrayNode rows = node.putArray("chips");
        for (int truth = 0; truth < matrix.classes(); truth++) {
            ArrayNode row = rows.addArray();
            for (int answer = 0; answer < matrix.classes(); answer++) {
                row.add(matrix.count(truth, answer));
            }
        }
        return node;
    }

    private static ArrayNode classes(ClassifierEvaluation evaluation) {
        ConfusionMatrix matrix = evaluation.matrix();
        ArrayNode nodes = NODES.arrayNode();
        for (int code = 0; code < matrix.classes(); code++) {
            ObjectNode node = nodes.addObject();
            node.put("code", code);
            node.put("name", evaluation.classes().get(code));
            node.put("chips", matrix.truths(code));
            StatisticsJson.number(node, "precision", Metrics.precision(matrix, code));
            StatisticsJson.number(node, "recall", Metrics.recall(matrix, code));
            StatisticsJson.number(node, "f1", Metrics.f1(matrix, code));
        }
        return nodes;
    }

    private static ObjectNode probability(ClassifierEvaluation evaluation) {
        RankedScores ranked = evaluation.ranked();
        ObjectNode node = NODES.objectNode();
        node.put("of", evaluation.target());
        StatisticsJson.number(node, "roc_area", ranked.rocArea());
        StatisticsJson.number(node, "average_precision", ranked.averagePrecision());
        StatisticsJson.number(
                node, "calibration_error", evaluation.probabilities().calibrationError());
        node.set("best_f1", best(ranked, matrix -> Metrics.f1(matrix, 1)));
        node.set("best_accuracy", best(ranked, Metrics::accuracy));
        return node;
    }

    private static ObjectNode best(RankedScores ranked, ToDoubleFunction<ConfusionMatrix> figure) {
        Point best = ranked.best(figure);
        ObjectNode node = NODES.objectNode();
        // Infinity, where calling nothing is best, is no JSON either.
        StatisticsJson.number(node, "threshold", Double.isFinite(best.threshold()) ? best.threshold() : Double.NaN);
        StatisticsJson.number(node, "accuracy", Metrics.accuracy(best.matrix()));
        StatisticsJson.number(node, "precision", Metrics.precision(best.matrix(), 1));
        StatisticsJson.number(node, "recall", Metrics.recall(best.matrix(), 1));
        StatisticsJson.number(node, "f1", Metrics.f1(best.matrix(), 1));
        return node;
    }

    private static ObjectNode chip(ClassifiedChip chip, ClassifierEvaluation evaluation) {
        ObjectNode node = NODES.objectNode();
        node.put("file", chip.file().toString());
        node.put("truth", evaluation.classes().get(chip.truth()));
        node.put("answer", evaluation.classes().get(chip.answer(evaluation.threshold())));
        node.put("probability_of_truth", chip.probabilities().get(chip.truth()));
        return node;
    }
}
