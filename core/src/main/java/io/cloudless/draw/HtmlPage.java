package io.cloudless.draw;

import io.cloudless.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A page of HTML with everything inside it: style and pictures too. */
final class HtmlPage {
    private final StringBuilder html = new StringBuilder();

    HtmlPage(String title) {
        line("<!DOCTYPE html>");
        line("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        line("<title>" + escape(title) + "</title>");
        line("<style>\n" + style() + "</style></head><body>");
    }

    /** Adds HTML as it is. */
    void line(String markup) {
        html.append(markup).append('\n');
    }

    void heading(String text) {
        line("<h2>" + escape(text) + "</h2>");
    }

    void paragraph(String text) {
        line("<p class=\"pale\">" + escape(text) + "</p>");
    }

    /** A table of text: the first row holds the headings, the row {@code all} stands out. */
    void table(List<List<String>> rows) {
        line("<div class=\"scroll\"><table>");
        for (int i = 0; i < rows.size(); i++) {
            String cell = i == 0 ? "th" : "td";
            StringBuilder row = new StringBuilder(rows.get(i).get(0).equals("all") ? "<tr class=\"all\">" : "<tr>");
            rows.get(i).forEach(text -> row.append('<' + cell + '>' + escape(text) + "</" + cell + '>'));
            line(row.append("</tr>").toString());
        }
        line("</table></div>");
    }

    /** Figures in large type, each above its name. */
    void tiles(Map<String, Double> figures) {
        line("<div class=\"tiles\">");
        figures.forEach(
                (name, value) -> line("<div><b>" + figure(value) + "</b><span>" + escape(name) + "</span></div>"));
        line("</div>");
    }

    void picture(byte[] png, String description) {
        line("<img alt=\"" + escape(description) + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png) + "\">");
    }

    /** Ends the page and puts it in place of the target. */
    void write(Path target) throws IOException {
        line("</body></html>");
        AtomicFile.write(target, html.toString());
    }

    /** A share as it is shown: three digits, or a dash where it is undefined. */
    static String figure(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String style() {
        try (InputStream resource = Objects.requireNonNull(HtmlPage.class.getResourceAsStream("report.css"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the jar itself is damaged
        }
    }
}
