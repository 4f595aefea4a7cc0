package io.cloudless.dataset;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one column of a {@link SceneIndex}, written {@code split=validation}, {@code cover<=0.6},
 * {@code tags~snow} (contains). Two numbers are compared as numbers, all else as text; but nothing that is no number, such
 * as an empty cell, is less or greater than one.
 *
 * @param column the column's name
 * @param operator {@code =, !=, <, <=, >, >=} or {@code ~}
 * @param operand what the value is compared with
 */
public record Where(String column, String operator, String operand) {
    private static final Pattern SYNTAX = Pattern.compile("([^=!<>~]+)(!=|<=|>=|=|<|>|~)(.*)");

    /**
     * @throws IllegalArgumentException if the text is no condition
     */
    public static Where parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no condition; write for example split=validation or cover<=0.6");
        }
        return new Where(
                matcher.group(1).strip(), matcher.group(2), matcher.group(3).strip());
    }

    /** Whether a scene's row meets the condition; a scene that the index does not know never does. */
    public boolean test(SceneIndex index, String scene) {
        String value = index.value(scene, column);
        if (value == null) {
            return false;
        }
        if (operator.equals("~")) {
            return value.contains(operand);
        }
        Double left = number(value);
        Double right = number(operand);
        int order = left != null && right != null ? left.compareTo(right) : value.compareTo(operand);
        boolean comparable = left != null || right == null;
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            default -> comparable && isInOrder(order);
        };
    }

    /** Whether the index knows a scene and its row meets all conditions. */
    static boolean all(List<Where> conditions, SceneIndex index, String scene) {
        return index.contains(scene) && conditions.stream().allMatch(where -> where.test(index, scene));
    }

    /** As the user writes it. */
    @Override
    public String toString() {
        return column + operator + operand;
    }

    private boolean isInOrder(int order) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
