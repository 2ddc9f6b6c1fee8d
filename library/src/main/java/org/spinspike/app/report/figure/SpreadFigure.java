package org.spinspike.app.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.spinspike.statistics.Quantiles;

/** One number from several repetitions: a row a model, a dot a repetition, a bar at the median. Of a single repetition its own interval. */
public final class SpreadFigure {
    /**
     * @param values one a repetition, NaN where it failed
     * @param low    lower ends of the values' own 95 % intervals
     * @param high   upper ends
     * @param remark behind the row, beside the median
     */
    public record Row(String label, int model, double[] values, double[] low, double[] high, String remark) {}

    private SpreadFigure() {}

    /** @param axis what is measured, with its unit; 0 is part of the axis */
    public static Figure of(String name, String title, String axis, List<Row> rows, String caption, String alt) {
        int repetitions = rows.stream().mapToInt(r -> r.values.length).max().orElse(0);
        Scale across = Scale.around(axis, true, 6, rows.stream().flatMap(r -> repetitions == 1 ? Stream.of(r.values, r.low, r.high) : Stream.of(r.values)).toArray(double[][]::new));
        var panel = new Panel("", across, Scale.names(rows.stream().map(Row::label).toList())).namesOnY(rows.stream().map(r -> Curve.color(r.model)).toList());
        panel.add(Marks.vertical(0, Palette.TEXT, 1));
        for (int m = 0; m < rows.size(); m++) {
            Row row = rows.get(m);
            double[] place = new double[row.values.length];
            Arrays.fill(place, -m);
            var color = Curve.color(row.model);
            String remark = row.remark.isEmpty() ? "" : "  " + row.remark;
            if (repetitions == 1) {
                panel.add(Marks.spans(row.low, row.high, place, color, 1.8)).add(Marks.dots(row.values, place, color, 7, row.model, 1))
                        .end(-m, Numbers.interval(row.values[0], row.low[0], row.high[0]) + remark, Palette.TEXT);
                continue;
            }
            double[] median = {Quantiles.median(row.values)};
            double[] low = {Arrays.stream(row.values).filter(Double::isFinite).min().orElse(Double.NaN)}, high = {Arrays.stream(row.values).filter(Double::isFinite).max().orElse(Double.NaN)};
            panel.add(Marks.spans(low, high, new double[] {-m}, color, 1.4)).add(Marks.dots(row.values, place, color, 7, row.model, .55))
                    .add(Marks.segments(median, new double[] {-m - .3}, median, new double[] {-m + .3}, color, 2.6))
                    .end(-m, Numbers.of(median[0], 3) + remark, Palette.TEXT);
        }
        return new Figure(name, title, caption + (repetitions > 1 ? " A dot a repetition, " + repetitions + " of each; the bar and the number are their median." : " Bars are 95 % intervals."), alt,
                820, 76 + 36 * Math.max(2, rows.size()), new Grid(1).add(panel));
    }
}
