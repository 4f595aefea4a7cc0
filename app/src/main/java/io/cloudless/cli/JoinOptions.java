package io.cloudless.cli;

import io.cloudless.files.AtomicFile;
import io.cloudless.files.FileStem;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.PixelSize;
import io.cloudless.train.JoinedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which models are made one, and what the one is to be called. */
final class JoinOptions {
    @Parameters(
            paramLabel = "MODEL[:WEIGHT]",
            arity = "2..*",
            description = "A file, a name of 'models list', or 'bundled', and how much it weighs (default: 1).")
    private List<String> models = List.of();

    @Option(names = "--out", required = true, paramLabel = "M.onnx", description = "The model file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--pixel-size",
            split = ",",
            arity = "1",
            paramLabel = "MIN,BEST,MAX",
            description = "Metres a pixel that the model is for, in its card (default: as of the first).")
    private @Nullable List<Double> pixelSize;

    @Mixin
    private final CardOptions card = new CardOptions();

    /**
     * Makes the file.
     *
     * @param joined without any model yet
     * @param spec of the command, for what wrong use is told
     * @return where it lies
     */
    Path write(JoinedModel joined, CommandSpec spec) {
        List<Double> sizes = pixelSize;
        PixelSize size = sizes == null ? null : WrongUse.asked(spec, () -> SegmentOptions.pixelSize(sizes));
        for (String named : models) {
            Weighted weighted = Weighted.parse(named);
            try (Model model = ModelChoice.open(weighted.name())) {
                ModelChoice.checkSegments(model, "Only networks that segment are joined");
                WrongUse.asked(spec, () -> {
                    joined.add(model, weighted.weight());
                    return model;
                });
            }
        }
        try {
            AtomicFile.write(out, joined.onnx(card.template(FileStem.of(out), size)));
        } catch (IOException e) {
            throw InputException.unwritable(out, e);
        }
        return out;
    }
}
