package io.cloudless.cli;

import io.cloudless.files.AtomicFile;
import io.cloudless.files.FileStem;
import io.cloudless.model.Model;
import io.cloudless.model.PixelSize;
import io.cloudless.raster.InputException;
import io.cloudless.train.AveragedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cloudless models average}: one model with the mean of the weights of several. */
@Command(
        name = "average",
        description = {
            "Makes one model of several of the same network and classes: its weights are the mean of theirs. Where one was"
                    + " trained on from the other (train --from), the mean is often better than each, and as fast.",
            "Measure it with 'evaluate', and its thresholds with 'models calibrate': they are those of the first.",
        },
        footer = {"", "Example:", "  cloudless models average bundled:2 runs/0004/model.onnx:1 --out mean.onnx"})
final class ModelsAverage implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

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

    ModelsAverage(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Double> sizes = pixelSize;
        PixelSize size = sizes == null ? null : WrongUse.asked(spec, () -> SegmentOptions.pixelSize(sizes));
        AveragedModel mean = new AveragedModel();
        for (String named : models) {
            Weighted weighted = Weighted.parse(named);
            try (Model model = ModelChoice.open(weighted.name())) {
                ModelChoice.checkSegments(model, "Only networks that segment are averaged");
                WrongUse.asked(spec, () -> {
                    mean.add(model, weighted.weight());
                    return model;
                });
            }
        }
        byte[] onnx = mean.onnx(card.template(FileStem.of(out), size));
        try {
            AtomicFile.write(out, onnx);
        } catch (IOException e) {
            throw InputException.unwritable(out, e);
        }
        console.out().println(out);
        return 0;
    }
}
