package io.cloudless.cli;

import io.cloudless.raster.RasterReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cloudless info}: what a scene or a model file says of itself. */
@Command(
        name = "info",
        description = "Shows what a scene or a model file says of itself.",
        footer = {"", "Example:", "  cloudless info scene.tif"})
final class InfoCommand implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenes or *.onnx models.")
    private List<Path> files = List.of();

    InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (Path file : files) {
            try (RasterReader reader = RasterReader.open(file)) {
                console.out().println(reader.info());
            }
        }
        return 0;
    }
}
