package io.cloudless.cli;

import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.model.ClassNames;
import io.cloudless.train.ImportedClassifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cloudless models convert}: the weights of a classifier become a model file with its card. */
@Command(
        name = "convert",
        description = "Makes a model file with its card of a classifier whose weights are NumPy arrays (.npz), Caffe's"
                + " .prototxt and .caffemodel, or another ONNX file of the same layers.",
        footer = {
            "",
            "Examples:",
            "  cloudless models convert squeezenet_v1.0.npz --classes imagenet-classes.txt \\",
            "      --out squeezenet.onnx",
            "  cloudless models convert deploy.prototxt bvlc_alexnet.caffemodel \\",
            "      --classes imagenet-classes.txt --out alexnet.onnx"
        })
final class ModelsConvert implements Callable<Integer> {
    /** The networks to choose from, by the names that {@link ImportedClassifier} knows. */
    enum Network {
        SQUEEZENET,
        ALEXNET,
        CAFFENET
    }

    @Mixin
    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..2",
            description = "An .npz, an .onnx, or a .prototxt and its .caffemodel.")
    private List<Path> files = List.of();

    @Option(
            names = "--classes",
            required = true,
            paramLabel = "NAMES.txt",
            description = "Names of the classes, one a line, in the order of the network's scores.")
    private Path classes = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "M.onnx", description = "The model file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}; caffenet is alexnet with its normalisations after the pooling"
                    + " (default: the first whose layers have these shapes).")
    private @Nullable Network network;

    @Mixin
    private final CardOptions card = new CardOptions();

    ModelsConvert(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> names = ClassNames.read(classes);
        ImportedClassifier classifier = ImportedClassifier.read(
                files, network == null ? null : network.name().toLowerCase(Locale.ROOT));
        if (names.size() != classifier.classes()) {
            throw new InputException(
                    classes,
                    "has " + names.size() + " names, the network tells " + classifier.classes() + " classes apart",
                    "Give it a name for each score of the network, in their order");
        }
        classifier.write(out, names, card.template(FileStem.of(out), null));
        console.out().println(out);
        return 0;
    }
}
