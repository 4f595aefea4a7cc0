package io.cloudless.cli;

import io.cloudless.fetch.Downloader;
import io.cloudless.fetch.Patience;
import io.cloudless.fetch.RemoteFile;
import io.cloudless.files.InputException;
import io.cloudless.model.ClassNames;
import io.cloudless.zoo.ModelCache;
import io.cloudless.zoo.NamedModel;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cloudless models pull}. */
@Command(
        name = "pull",
        description = "A download that broke off goes on where it stopped; the SHA-256 is checked before the file gets"
                + " its name. Prints where the model lies.",
        footer = {
            "",
            "Examples:",
            "  cloudless models pull squeezenet1.1 --classes imagenet-classes.txt",
            "  cloudless models pull https://example.org/ships.onnx --sha256 9f86d081884c7d65…"
        })
final class ModelsPull implements Callable<Integer> {
    @Mixin
    private final Console console;

    @Mixin
    private final CacheOption cacheOption = new CacheOption();

    @Parameters(paramLabel = "NAME|URL", description = "A name of 'models list', or the address of an ONNX file.")
    private String wanted = "";

    @Option(
            names = "--sha256",
            paramLabel = "DIGITS",
            description = "Of the file at the URL. Without it nobody notices a file that was changed on the way.")
    private @Nullable String sha256;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "What the classes of a named model are called, a line each, for its card. Default: numbers.")
    private @Nullable Path classes;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ModelsPull(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ModelCache cache = cacheOption.cache();
        Downloader downloader = new Downloader(Patience.DEFAULT, console.progress());
        console.out().println(wanted.contains("://") ? pullAddress(cache, downloader) : pullNamed(cache, downloader));
        return 0;
    }

    private Path pullAddress(ModelCache cache, Downloader downloader) throws InterruptedException {
        if (classes != null) {
            throw wrongUse("--classes is for the models of 'models list'; write the card of another one by hand");
        }
        try {
            return cache.pull(new RemoteFile(URI.create(wanted), -1, sha256), downloader);
        } catch (IllegalArgumentException e) {
            throw wrongUse(String.valueOf(e.getMessage()));
        }
    }

    private Path pullNamed(ModelCache cache, Downloader downloader) throws InterruptedException {
        NamedModel model = NamedModel.named(wanted)
                .orElseThrow(() -> wrongUse("There is no model \"" + wanted + "\" to download; there are "
                        + NamedModel.all().stream().map(NamedModel::name).collect(Collectors.joining(", "))));
        if (sha256 != null) {
            throw wrongUse("--sha256 is for a URL: that of " + wanted + " is known");
        }
        return cache.pull(model, classes == null ? null : namesFor(model, classes), downloader);
    }

    private static List<String> namesFor(NamedModel model, Path file) {
        List<String> names = ClassNames.read(file);
        if (names.size() != model.classes()) {
            throw new InputException(
                    file,
                    "names " + names.size() + " classes",
                    model.name() + " has " + model.classes() + ": a line for each is expected");
        }
        return names;
    }

    private ParameterException wrongUse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
