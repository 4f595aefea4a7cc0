package io.cloudless.raster;

import java.nio.file.Path;
import java.util.UUID;

/** Names for files that must not be seen under the target's name before they are complete. */
final class TemporaryFile {
    private TemporaryFile() {}

    /** A new hidden name in the target's folder, hence on its disk, so that it can be moved into place in one step. */
    static Path beside(Path target) {
        return target.toAbsolutePath().resolveSibling(".cloudless-" + UUID.randomUUID() + ".part");
    }
}
