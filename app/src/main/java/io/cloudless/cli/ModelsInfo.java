package io.cloudless.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudless.model.Model;
import io.cloudless.zoo.ModelCache;
import io.cloudless.zoo.NamedModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cloudless models info}. */
@Command(
        name = "info",
        description = "Of a model that can be downloaded but has not been: where it comes from.",
        footer = {"", "Example:", "  cloudless models info bundled"})
final class ModelsInfo implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Mixin
    private final CacheOption cacheOption = new CacheOption();

    @Parameters(paramLabel = "MODEL", description = "A name of 'models list', or a file.")
    private String name = "";

    @Option(names = "--json", description = "Print one line of JSON instead of text.")
    private boolean json;

    ModelsInfo(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        Map<String, Object> facts = facts(cacheOption.cache());
        if (json) {
            console.out().println(new ObjectMapper().writeValueAsString(facts));
        } else {
            Facts.print(console.out(), facts);
        }
        return 0;
    }

    private Map<String, Object> facts(ModelCache cache) {
        Optional<NamedModel> named = NamedModel.named(name);
        if (named.isPresent() && cache.find(name).isEmpty()) {
            return of(named.get());
        }
        try (Model model = ModelChoice.open(name, cache)) {
            return ModelDescription.of(model);
        }
    }

    private static Map<String, Object> of(NamedModel model) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("model", model.name());
        facts.put("description", model.description());
        facts.put("state", "available, not downloaded");
        facts.put("source", model.source().uri().toString());
        facts.put("bytes", model.source().size());
        facts.put("sha256", String.valueOf(model.source().sha256()));
        facts.put("licence", model.licence());
        return facts;
    }
}
