package io.cloudless.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.raster.RasterReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cloudless info}: what a scene or a model file says of itself. */
@Command(
        name = "info",
        description = {
            "Of a scene: format, size, bands with roles, types and scaling, reference system, pixel size, nodata, blocks.",
            "Of a model file (*.onnx): its card, classes and provenance."
        },
        footer = {"", "Examples:", "  cloudless info scene.tif", "  cloudless info model.onnx --json"})
final class InfoCommand implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenes or *.onnx models.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print an object per file, one a line, instead of text.")
    private boolean json;

    InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        int exitCode = 0;
        for (Path file : files) {
            try {
                Map<String, Object> facts = describe(file);
                if (json) {
                    console.out().println(new ObjectMapper().writeValueAsString(facts));
                } else {
                    Facts.print(console.out(), facts);
                }
            } catch (InputException e) {
                console.error(Failure.describe(e));
                console.trace(e);
                exitCode = 1;
            }
        }
        return exitCode;
    }

    private static Map<String, Object> describe(Path file) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            try (Model model = Model.open(file)) {
                return ModelDescription.of(model);
            }
        }
        try (RasterReader scene = RasterReader.open(file)) {
            try (RasterReader classes = RasterReader.openClasses(file)) {
                return SceneDescription.of(scene.info(), classes.info());
            }
        }
    }
}
