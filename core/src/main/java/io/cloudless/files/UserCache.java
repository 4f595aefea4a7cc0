package io.cloudless.files;

import java.nio.file.Path;
import java.util.Map;

/** The folder of this user for what can be made or downloaded again. */
public final class UserCache {
    private UserCache() {}

    /**
     * {@code cloudless} in {@code XDG_CACHE_HOME}, or in {@code ~/.cache} where that is not set. It need not exist.
     *
     * @param environment variables by name
     */
    public static Path folder(Map<String, String> environment) {
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path root = caches.isBlank() ? Path.of(System.getProperty("user.home", ""), ".cache") : Path.of(caches);
        return root.resolve("cloudless");
    }
}
