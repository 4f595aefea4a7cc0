package io.cloudless.detect.output;

/** Numbers of a few decimals, as many as there are units in one: 10,000 for four. */
final class Decimals {
    private Decimals() {}

    static double round(double value, long unitsInOne) {
        return Math.round(value * unitsInOne) / (double) unitsInOne;
    }

    /** Appends a number with at least one decimal, and no more zeros at the end; quicker than the shortest text of a double. */
    static void append(StringBuilder text, double value, long unitsInOne) {
        long units = Math.round(Math.abs(value) * unitsInOne);
        if (value < 0 && units > 0) {
            text.append('-');
        }
        text.append(units / unitsInOne);
        int point = text.length();
        text.append(unitsInOne + units % unitsInOne)
                .setCharAt(point, '.'); // in place of a 1 that keeps zeros behind it
        int end = text.length();
        while (end > point + 2 && text.charAt(end - 1) == '0') {
            end--;
        }
        text.setLength(end);
    }
}
