package io.cloudless.files;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** JSON of which each element of an outermost array has a line of its own: to be read, searched and compared. */
public final class JsonLines {
    private JsonLines() {}

    /** A generator in UTF-8 that leaves the stream open. */
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return new JsonFactory()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .createGenerator(out, JsonEncoding.UTF8)
                .setPrettyPrinter(new LinePrinter());
    }
}
