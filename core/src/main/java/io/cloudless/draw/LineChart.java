package io.cloudless.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;

/**
 * A chart of lines over two numeric axes, drawn light and without frills: no screen is needed.
 *
 * @param title above the chart
 * @param note a smaller line below the title, or empty
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param lines drawn in this order, at least one
 */
public record LineChart(String title, String note, Axis x, Axis y, List<Line> lines) {
    public LineChart {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("A chart without lines: " + title);
        }
    }

    /**
     * An axis.
     *
     * @param label what is measured, and its unit
     * @param min where it begins, or null: at the smallest value
     * @param max where it ends, or null: at the greatest value
     */
    public record Axis(
            String label, @Nullable Double min, @Nullable Double max) {
        /** An axis as long as its values need. */
        public static Axis fitted(String label) {
            return new Axis(label, null, null);
        }

        /** An axis for shares and probabilities, from 0 to 1. */
        public static Axis unit(String label) {
            return new Axis(label, 0.0, 1.0);
        }
    }

    /** How a line is drawn. */
    public enum Look {
        /** Thin and pale: raw values behind a smoothed line. */
        FAINT(new Color(0xB9, 0xD5, 0xEE), new BasicStroke(1f)),
        PLAIN(new Color(0x2F, 0x7E, 0xC7), new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)),
        /** As plain, in another colour. */
        SECOND(new Color(0xE0, 0x7A, 0x1F), new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)),
        /** Pale, in the colour of plain lines. */
        PALE(new Color(0xA9, 0xCB, 0xE9), new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)),
        /** Pale, in the colour of second lines. */
        PALE_SECOND(new Color(0xF3, 0xCB, 0xA5), new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)),
        /** In the colour of plain lines, with a dot at each value. */
        DOTTED_FIRST(new Color(0x2F, 0x7E, 0xC7), new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)),
        /** In a colour of its own, with a dot at each value. */
        DOTTED(new Color(0xE0, 0x7A, 0x1F), new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)),
        /** Dots without a line between them. */
        POINTS(new Color(0x2F, 0x7E, 0xC7), new BasicStroke(1f)),
        /** As points, in the colour of second lines. */
        SECOND_POINTS(new Color(0xE0, 0x7A, 0x1F), new BasicStroke(1f)),
        /** Grey and dashed: what to compare with. */
        REFERENCE(
                new Color(0xA9, 0xB2, 0xBB),
                new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6f, 5f}, 0f));

        final Color colour;
        final BasicStroke stroke;

        Look(Color colour, BasicStroke stroke) {
            this.colour = colour;
            this.stroke = stroke;
        }

        boolean isDotted() {
            return this == DOTTED || this == DOTTED_FIRST || isScattered();
        }

        boolean isScattered() {
            return this == POINTS || this == SECOND_POINTS;
        }
    }

    /**
     * One line.
     *
     * @param name for the legend
     * @param x positions, at least one
     * @param y values, as many; NaN makes a gap
     * @param look how it is drawn
     */
    public record Line(String name, double[] x, double[] y, Look look) {
        public Line {
            if (x.length == 0 || x.length != y.length) {
                throw new IllegalArgumentException(
                        "Line " + name + " of " + x.length + " positions and " + y.length + " values");
            }
        }
    }

    /** The chart as a PNG file's bytes. */
    public byte[] png() {
        return ChartPainter.png(title, note.isEmpty() ? List.of() : List.of(note), chart());
    }

    private XYChart chart() {
        XYChart chart = ChartPainter.chart(x, y);
        lines.forEach(line -> ChartPainter.add(chart, line));
        return chart;
    }
}
