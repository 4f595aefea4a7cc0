package io.cloudless.cli;

import io.cloudless.zoo.ModelCache;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where downloaded models lie. */
final class CacheOption {
    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder of downloaded models. Default: cloudless/models in $XDG_CACHE_HOME, or in ~/.cache.")
    private @Nullable Path folder;

    ModelCache cache() {
        return folder == null ? ModelCache.ofUser() : new ModelCache(folder);
    }
}
