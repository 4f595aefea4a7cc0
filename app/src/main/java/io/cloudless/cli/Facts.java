package io.cloudless.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Names and values as indented lines. */
final class Facts {
    private static final String INDENT = "  ";

    private Facts() {}

    /** Prints a map of values, lists and further maps. */
    static void print(PrintStream out, Map<?, ?> facts) {
        print(out, facts, "");
    }

    private static void print(PrintStream out, Map<?, ?> facts, String indent) {
        facts.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                out.println(indent + name + ":");
                print(out, nested, indent + INDENT);
            } else if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
                out.println(indent + name + ":");
                list.forEach(item -> out.println(indent + INDENT + inOneLine((Map<?, ?>) item)));
            } else {
                out.println(indent + name + ": " + plain(value));
            }
        });
    }

    private static String inOneLine(Map<?, ?> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + " " + plain(fact.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String plain(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }
}
