package io.cloudless.draw;

import io.cloudless.draw.LineChart.Axis;
import io.cloudless.draw.LineChart.Line;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.YAxisPosition;

/**
 * The course of a training in one chart: loss on the left axis, accuracy on the right, over iterations.
 *
 * @param title above the chart
 * @param notes smaller lines below the title: what the run was about, its settings
 * @param loss lines of the left axis
 * @param accuracy lines of the right axis; at least one of both together, all of different names
 */
record CourseChart(String title, List<String> notes, List<Line> loss, List<Line> accuracy) {
    CourseChart {
        notes = List.copyOf(notes);
        loss = List.copyOf(loss);
        accuracy = List.copyOf(accuracy);
        if (loss.isEmpty() && accuracy.isEmpty()) {
            throw new IllegalArgumentException("A chart without lines: " + title);
        }
    }

    /** The chart as a PNG file's bytes. */
    byte[] png() {
        XYChart chart = ChartPainter.chart(new Axis("iteration", 0.0, null), Axis.fitted("loss"));
        loss.forEach(line -> ChartPainter.add(chart, line));
        if (!accuracy.isEmpty()) {
            chart.setYAxisGroupTitle(1, "accuracy");
            chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
            accuracy.forEach(line -> ChartPainter.add(chart, line).setYAxisGroup(1));
        }
        return ChartPainter.png(title, notes, chart);
    }
}
