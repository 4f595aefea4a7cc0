package io.cloudless.cli;

import java.nio.file.Path;

/** Tells what was found in each scene: a line for people, or with {@code --json} an object for programs. */
final class DetectReport {
    private final Console console;
    private final boolean json;

    DetectReport(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void found(Path file, SceneWork.Outcome outcome) {
        for (String note : outcome.notes()) {
            console.remark(file.getFileName() + ": " + note);
        }
        console.out().println(json ? json(file, outcome) : file.getFileName() + ": " + outcome.summary());
    }

    void failed(Path file, String message) {
        console.error(message);
        if (json) {
            console.out().println(JsonLine.of(generator -> {
                generator.writeStringField("image", file.toString());
                generator.writeStringField("error", message);
            }));
        }
    }

    private static String json(Path file, SceneWork.Outcome outcome) {
        return JsonLine.of(generator -> {
            generator.writeStringField("image", file.toString());
            outcome.write(generator);
            generator.writeArrayFieldStart("files");
            for (Path made : outcome.files()) {
                generator.writeString(made.toString());
            }
            generator.writeEndArray();
            generator.writeArrayFieldStart("notes");
            for (String note : outcome.notes()) {
                generator.writeString(note);
            }
            generator.writeEndArray();
        });
    }
}
