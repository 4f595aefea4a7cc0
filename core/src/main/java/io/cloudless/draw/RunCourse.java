package io.cloudless.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model came to be, for the report of its evaluation.
 *
 * @param chart the course of its training as a PNG file's bytes, or null if nothing is known of it
 * @param settings what the run was asked for, by name
 */
public record RunCourse(byte @Nullable [] chart, Map<String, String> settings) {
    void write(HtmlPage page) {
        if (chart != null) {
            page.heading("Training");
            page.line("<div class=\"charts\"><div class=\"course\">");
            page.picture(chart, "Loss and accuracy over the iterations");
            page.line("</div></div>");
        }
        if (!settings.isEmpty()) {
            page.heading("Settings");
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("setting", "value"));
            settings.forEach((name, value) -> rows.add(List.of(name, value)));
            page.line("<div class=\"settings\">");
            page.table(rows);
            page.line("</div>");
        }
    }
}
