package io.cloudless.scene;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/** How numbers are written: without an exponent, and without decimals where there are none. */
final class Numbers {
    private Numbers() {}

    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE
                ? Long.toString((long) number)
                : BigDecimal.valueOf(number).toPlainString();
    }

    /** A list of them on one line. */
    static void writeArray(JsonGenerator json, double... numbers) throws IOException {
        json.writeStartArray();
        for (double number : numbers) {
            json.writeNumber(text(number));
        }
        json.writeEndArray();
    }
}
