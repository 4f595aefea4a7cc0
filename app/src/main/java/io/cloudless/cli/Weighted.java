package io.cloudless.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that is named with how much it weighs beside others, as in {@code prepared/scenes:0.5}.
 *
 * @param name without the weight
 * @param weight of 0 or more
 */
record Weighted(String name, double weight) {
    private static final Pattern WITH_WEIGHT = Pattern.compile("(.+):(\\d+(?:\\.\\d+)?)");

    static Weighted parse(String text) {
        return parse(text, 1);
    }

    /** @param otherwise the weight where none is said */
    static Weighted parse(String text, double otherwise) {
        Matcher weighted = WITH_WEIGHT.matcher(text);
        return weighted.matches()
                ? new Weighted(weighted.group(1), Double.parseDouble(weighted.group(2)))
                : new Weighted(text, otherwise);
    }
}
