package io.cloudless.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

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
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int MARGIN = 18;
    /** Pixels of the picture for each unit of the drawing: sharp on dense screens. */
    private static final int DENSITY = 2;

    private static final Color INK = new Color(0x33, 0x3D, 0x47);
    private static final Color PALE_INK = new Color(0x6B, 0x77, 0x83);
    private static final Color GRID = new Color(0xE6, 0xEA, 0xEE);

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
        /** In a colour of its own, with a dot at each value. */
        DOTTED(new Color(0xE0, 0x7A, 0x1F), new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)),
        /** Grey and dashed: what to compare with. */
        REFERENCE(
                new Color(0xA9, 0xB2, 0xBB),
                new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6f, 5f}, 0f));

        private final Color colour;
        private final BasicStroke stroke;

        Look(Color colour, BasicStroke stroke) {
            this.colour = colour;
            this.stroke = stroke;
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
        BufferedImage image = new BufferedImage(WIDTH * DENSITY, HEIGHT * DENSITY, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.scale(DENSITY, DENSITY);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        int heading = note.isEmpty() ? 30 : 48;
        drawLine(graphics, title, font(Font.BOLD, 15), INK, 26);
        drawLine(graphics, note, font(Font.PLAIN, 11), PALE_INK, 45);
        graphics.translate(0, heading);
        chart().paint(graphics, WIDTH, HEIGHT - heading);
        graphics.dispose();
        return Png.encode(image);
    }

    /** Text along the left edge, cut where it does not fit. */
    private static void drawLine(Graphics2D graphics, String text, Font font, Color colour, int baseline) {
        graphics.setFont(font);
        graphics.setColor(colour);
        String shown = text;
        while (graphics.getFontMetrics().stringWidth(shown) > WIDTH - 2 * MARGIN) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        graphics.drawString(shown, MARGIN, baseline);
    }

    private XYChart chart() {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        chart.setXAxisTitle(x.label());
        chart.setYAxisTitle(y.label());
        style(chart.getStyler());
        for (Line line : lines) {
            XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
            series.setLineColor(line.look().colour);
            series.setLineStyle(line.look().stroke);
            series.setMarker(line.look() == Look.DOTTED ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            series.setMarkerColor(line.look().colour);
        }
        return chart;
    }

    private void style(XYStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setChartFontColor(INK)
                .setChartPadding(14)
                .setChartTitleVisible(false)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(font(Font.PLAIN, 12))
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setPlotContentSize(1.0)
                .setMarkerSize(5)
                .setLocale(Locale.ROOT)
                .setAntiAlias(true);
        styler.setAxisTitleFont(font(Font.PLAIN, 12))
                .setAxisTickLabelsFont(font(Font.PLAIN, 11))
                .setAxisTickLabelsColor(PALE_INK)
                .setAxisTicksLineVisible(false)
                .setAxisTicksMarksVisible(false)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1f))
                .setXAxisTickMarkSpacingHint(90)
                // The built-in labels of evenly spaced values stand so close that they touch.
                .setXAxisTickLabelsFormattingFunction(LineChart::label)
                .setYAxisTickMarkSpacingHint(46)
                .setPlotMargin(4);
        if (x.min() != null) {
            styler.setXAxisMin(x.min());
        }
        if (x.max() != null) {
            styler.setXAxisMax(x.max());
        }
        if (y.min() != null) {
            styler.setYAxisMin(y.min());
        }
        if (y.max() != null) {
            styler.setYAxisMax(y.max());
        }
    }

    private static String label(double value) {
        return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
