package io.cloudless.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A way of detecting: what {@code --method} chooses. */
sealed interface SceneWork permits SceneDetection, SceneRegions {
    /**
     * Makes all files of a scene, or none.
     *
     * @param folder where they go
     * @param name what their names begin with
     */
    Outcome run(Path file, Path folder, String name) throws IOException;

    /** What was made of a scene. */
    interface Outcome {
        /** In words, to stand behind the file's name. */
        String summary();

        /** The figures, as fields of an object. */
        void write(JsonGenerator json) throws IOException;

        /** What was made. */
        List<Path> files();

        /** What was assumed, each a sentence. */
        List<String> notes();
    }
}
