package io.cloudless.draw;

import io.cloudless.draw.LineChart.Axis;
import io.cloudless.draw.LineChart.Line;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look that all charts share, and how they become pictures: no screen is needed. */
final class ChartPainter {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int MARGIN = 18;
    private static final int TITLE_HEIGHT = 30;
    private static final int NOTE_HEIGHT = 16;
    /** Pixels of the picture for each unit of the drawing: sharp on dense screens. */
    private static final int DENSITY = 2;

    private static final Color INK = new Color(0x33, 0x3D, 0x47);
    private static final Color PALE_INK = new Color(0x6B, 0x77, 0x83);
    private static final Color GRID = new Color(0xE6, 0xEA, 0xEE);

    private ChartPainter() {}

    /** A chart without lines. */
    static XYChart chart(Axis x, Axis y) {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        chart.setXAxisTitle(x.label());
        chart.setYAxisTitle(y.label());
        style(chart.getStyler());
        limit(chart.getStyler(), x, y);
        return chart;
    }

    static XYSeries add(XYChart chart, Line line) {
        XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
        series.setLineColor(line.look().colour);
        series.setLineStyle(line.look().stroke);
        series.setMarker(line.look().isDotted() ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(line.look().colour);
        if (line.look().isScattered()) {
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        }
        return series;
    }

    /**
     * The chart below its title as a PNG file's bytes.
     *
     * @param notes smaller lines between the two, cut where they do not fit
     */
    static byte[] png(String title, List<String> notes, XYChart chart) {
        int heading = TITLE_HEIGHT + (notes.isEmpty() ? 0 : 2 + notes.size() * NOTE_HEIGHT);
        int height = HEIGHT + Math.max(0, notes.size() - 1) * NOTE_HEIGHT;
        BufferedImage image = new BufferedImage(WIDTH * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.scale(DENSITY, DENSITY);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, height);
        drawLine(graphics, title, font(Font.BOLD, 15), INK, 26);
        for (int i = 0; i < notes.size(); i++) {
            drawLine(graphics, notes.get(i), noteFont(), PALE_INK, 45 + i * NOTE_HEIGHT);
        }
        graphics.translate(0, heading);
        chart.paint(graphics, WIDTH, height - heading);
        graphics.dispose();
        return Png.encode(image);
    }

    /** Joins words to lines that fit below a title. */
    static List<String> wrapped(List<String> words, String separator) {
        BufferedImage any = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = any.createGraphics();
        FontMetrics metrics = graphics.getFontMetrics(noteFont());
        graphics.dispose();
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            String longer = line + separator + word;
            if (line.length() > 0 && metrics.stringWidth(longer) > WIDTH - 2 * MARGIN) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? separator : "").append(word);
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
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

    private static void style(XYStyler styler) {
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
                .setXAxisTickLabelsFormattingFunction(ChartPainter::label)
                .setYAxisTickMarkSpacingHint(46)
                .setPlotMargin(4);
    }

    private static void limit(XYStyler styler, Axis x, Axis y) {
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

    private static Font noteFont() {
        return font(Font.PLAIN, 11);
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
