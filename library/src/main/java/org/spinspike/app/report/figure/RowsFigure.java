package org.spinspike.app.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Several numbers a row, a colour each, with their intervals: what happens in each of several cases, by each of several ways. */
public final class RowsFigure {
    private static final double ROOM = .64;

    /**
     * @param model colour and marker; -1 for the recording
     * @param value one a row, NaN where there is none
     * @param low   lower ends of the intervals, or null
     * @param high  upper ends, or null
     */
    public record Series(String label, int model, double[] value, double[] low, double[] high) {}

    private RowsFigure() {}

    /**
     * @param axis what is measured, with its unit; 0 is part of the axis
     * @param mark a value to compare with, drawn across; NaN for none
     */
    public static Figure of(String name, String title, String axis, List<String> rows, List<Series> series, double mark, String caption, String alt) {
        double[][] values = Stream.concat(series.stream().flatMap(s -> s.low == null ? Stream.of(s.value) : Stream.of(s.value, s.low, s.high)), Stream.of(new double[] {mark})).toArray(double[][]::new);
        var panel = new Panel("", Scale.around(axis, true, 6, values), Scale.names(rows));
        var grid = new Grid(1).add(panel);
        if (Double.isFinite(mark)) panel.add(Marks.vertical(mark, Palette.MUTED, 1, 4, 3));
        for (int s = 0; s < series.size(); s++) {
            Series one = series.get(s);
            double[] place = new double[rows.size()];
            double shift = series.size() == 1 ? 0 : ROOM * ((double) s / (series.size() - 1) - .5);
            Arrays.setAll(place, r -> -r - shift);
            var color = Curve.color(one.model);
            if (one.low != null) panel.add(Marks.spans(one.low, one.high, place, color, 1.8));
            panel.add(Marks.dots(one.value, place, color, 7, Math.max(0, one.model), 1));
            grid.legend().add(Legend.Key.DOT, color, Math.max(0, one.model), one.label);
        }
        return new Figure(name, title, caption, alt, 820, 110 + (12 + 8 * series.size()) * Math.max(2, rows.size()), grid);
    }
}
