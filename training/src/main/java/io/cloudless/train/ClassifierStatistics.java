package io.cloudless.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.Metrics;
import io.cloudless.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** {@code statistics.txt} and {@code statistics.json} of a classifier. */
final class ClassifierStatistics {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClassifierStatistics() {}

    static void write(Path folder, String title, String note, ClassifierValidation validation) throws IOException {
        AtomicFile.write(folder.resolve("statistics.txt"), text(title, note, validation));
        AtomicFile.write(
                folder.resolve("statistics.json"), json(title, note, validation).toPrettyString() + "\n");
    }

    private static String text(String title, String note, ClassifierValidation validation) {
        ConfusionMatrix matrix = validation.matrix();
        StringBuilder text = new StringBuilder(title + "\n" + (note.isEmpty() ? "" : note + "\n"));
        text.append(String.format(Locale.ROOT, "%s, loss %.4f%n%n", validation, validation.loss()));
        text.append(
                String.format(Locale.ROOT, "%-24s %7s %9s %7s %7s%n", "Class", "chips", "precision", "recall", "F1"));
        for (int code = 0; code < matrix.classes(); code++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-24s %7d %9.4f %7.4f %7.4f%n",
                    validation.classes().get(code),
                    matrix.truths(code),
                    Metrics.precision(matrix, code),
                    Metrics.recall(matrix, code),
                    Metrics.f1(matrix, code)));
        }
        text.append("\nConfusion matrix in chips: rows are the truth, columns the answer\n");
        for (int truth = 0; truth < matrix.classes(); truth++) {
            text.append(String.format(Locale.ROOT, "%-24s", validation.classes().get(truth)));
            for (int answer = 0; answer < matrix.classes(); answer++) {
                text.append(String.format(Locale.ROOT, " %7d", matrix.count(truth, answer)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static ObjectNode json(String title, String note, ClassifierValidation validation) {
        ConfusionMatrix matrix = validation.matrix();
        ObjectNode root = JSON.createObjectNode();
        root.put("subject", title);
        root.put("note", note);
        root.put("chips", matrix.total());
        root.put("loss", validation.loss());
        root.put("accuracy", validation.accuracy());
        root.put("precision", validation.precision());
        root.put("recall", validation.recall());
        root.put("f1", validation.f1());
        ArrayNode classes = root.putArray("classes");
        ArrayNode rows = root.putArray("confusion_matrix");
        for (int truth = 0; truth < matrix.classes(); truth++) {
            classes.add(validation.classes().get(truth));
            ArrayNode row = rows.addArray();
            for (int answer = 0; answer < matrix.classes(); answer++) {
                row.add(matrix.count(truth, answer));
            }
        }
        return root;
    }
}
