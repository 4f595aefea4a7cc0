package io.cloudless.cli;

import io.cloudless.files.InputException;
import io.cloudless.model.ClassNames;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model to use, where one that classifies pictures will do as well as one that segments them. */
final class PictureModel {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "The model to use: 'bundled' (the default), 'accurate', which errs less and takes longer,"
                    + " an ONNX file, or a name of 'models list'. A classifier, or one that segments.")
    private String name = ModelChoice.BUNDLED;

    @Option(
            names = "--classes",
            paramLabel = "NAMES.txt",
            description = "Other names for the classifier's classes, one a line, in its order.")
    private @Nullable Path names;

    /** @throws InputException if the model cannot be used, or the names do not fit it */
    Model open() {
        List<String> words = names == null ? null : ClassNames.read(names);
        Model model = ModelChoice.open(name);
        try {
            if (words != null && model.card().task() != ModelCard.Task.CLASSIFICATION) {
                throw new IllegalArgumentException(
                        model.file() + " segments; only a classifier's classes can be renamed");
            }
            return words == null ? model : model.withClassNames(words);
        } catch (IllegalArgumentException e) {
            model.close();
            throw new InputException(
                    names == null ? model.file() : names,
                    "does not fit the model: " + e.getMessage(),
                    "Use it with a classifier, with a name for each class in the order of its scores",
                    e);
        }
    }
}
