package io.cloudless.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudless.files.InputException;
import io.cloudless.zoo.ModelCache;
import io.cloudless.zoo.NamedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cloudless models list}. */
@Command(
        name = "list",
        description = "A name of this list can be given to --model; one that is available, once it is downloaded.",
        footer = {"", "Example:", "  cloudless models list --json"})
final class ModelsList implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Mixin
    private final CacheOption cacheOption = new CacheOption();

    @Option(names = "--json", description = "Print an object per model, one a line, instead of a table.")
    private boolean json;

    ModelsList(Console console) {
        this.console = console;
    }

    /** Whether a model is at hand. */
    private enum State {
        BUNDLED,
        DOWNLOADED,
        AVAILABLE;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param size in bytes, -1 of the bundled ones */
    private record Line(String name, State state, long size, String description) {}

    @Override
    public Integer call() throws JsonProcessingException {
        ModelCache cache = cacheOption.cache();
        for (Line line : lines(cache)) {
            console.out().println(json ? jsonOf(line, cache) : textOf(line));
        }
        console.remark("Downloaded models lie in " + cache.folder());
        return 0;
    }

    private static List<Line> lines(ModelCache cache) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(ModelChoice.BUNDLED, State.BUNDLED, -1, "Clouds in red, green and blue; used by default"));
        lines.add(new Line(
                ModelChoice.ACCURATE, State.BUNDLED, -1, "The same by two networks, wrong less often, slower"));
        List<String> others = new ArrayList<>(cache.names());
        for (NamedModel model : NamedModel.all()) {
            State state = others.remove(model.name()) ? State.DOWNLOADED : State.AVAILABLE;
            lines.add(new Line(model.name(), state, model.source().size(), model.description()));
        }
        others.forEach(name -> lines.add(new Line(name, State.DOWNLOADED, sizeOf(cache.pathOf(name)), "")));
        return lines;
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new InputException(file, "cannot be read", "Remove it from the cache", e);
        }
    }

    private static String textOf(Line line) {
        String size = line.size < 0 ? "" : String.format(Locale.ROOT, "%.1f MB", line.size / 1e6);
        return String.format(Locale.ROOT, "%-16s %-11s %9s  %s", line.name, line.state.word(), size, line.description)
                .stripTrailing();
    }

    private static String jsonOf(Line line, ModelCache cache) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode node = mapper.createObjectNode();
        node.put("name", line.name);
        node.put("state", line.state.word());
        if (line.size >= 0) {
            node.put("bytes", line.size);
        }
        if (line.state == State.DOWNLOADED) {
            node.put("file", cache.pathOf(line.name).toString());
        }
        NamedModel.named(line.name).ifPresent(model -> {
            node.put("source", model.source().uri().toString());
            node.put("sha256", model.source().sha256());
            node.put("licence", model.licence());
        });
        node.put("description", line.description);
        return mapper.writeValueAsString(node);
    }
}
