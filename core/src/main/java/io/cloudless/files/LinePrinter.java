package io.cloudless.files;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/** Puts each element of an outermost array on a line of its own, so that the file can be read, searched and compared. */
final class LinePrinter extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    private int depth;

    @Override
    public void writeStartArray(JsonGenerator json) throws IOException {
        super.writeStartArray(json);
        depth++;
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
        breakLine(json);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        super.writeArrayValueSeparator(json);
        breakLine(json);
    }

    @Override
    public void writeEndArray(JsonGenerator json, int elements) throws IOException {
        if (elements > 0) {
            breakLine(json);
        }
        super.writeEndArray(json, elements);
        depth--;
    }

    private void breakLine(JsonGenerator json) throws IOException {
        if (depth == 1) {
            json.writeRaw('\n');
        }
    }
}
