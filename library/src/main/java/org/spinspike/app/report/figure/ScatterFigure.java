package org.spinspike.app.report.figure;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/** A statistic of the model against the same statistic of the recording, a dot a neuron or pair; on the diagonal they agree. */
public final class ScatterFigure {
    /** @param y one value a dot, NaN where undefined; @param floor RMSE of data against data at the same size, NaN where unknown */
    public record Points(String label, int model, double[] y, double floor) {}

    private ScatterFigure() {}

    /**
     * @param quantity what, with unit: "rate (spikes / s)"
     * @param dots     what a dot is: "neuron", "pair of neurons"
     * @param data     one value a dot, NaN where undefined
     */
    public static Figure of(String name, String title, String quantity, String dots, double[] data, List<Points> models, String caption) {
        double[][] all = new double[models.size() + 1][];
        all[0] = data;
        for (int m = 0; m < models.size(); m++) all[m + 1] = models.get(m).y;
        boolean positive = Arrays.stream(all).flatMapToDouble(Arrays::stream).filter(Double::isFinite).allMatch(v -> v >= 0);
        int columns = Grid.columnsFor(models.size()), rows = Math.max(1, (models.size() + columns - 1) / columns);
        var grid = new Grid(columns);
        int undefinedInData = (int) Arrays.stream(data).filter(v -> !Double.isFinite(v)).count();
        Scale across = Scale.around(quantity + ", data", positive, 4, all), up = Scale.around(quantity + ", model", positive, 4, all);
        for (int m = 0; m < models.size(); m++) {
            Points points = models.get(m);
            var panel = new Panel(rows > 1 ? points.label : "", across, up).add(Marks.segments(new double[] {across.low()}, new double[] {across.low()},
                    new double[] {across.high()}, new double[] {across.high()}, Palette.AXIS, 1));
            int shown = 0;
            for (int n = 0; n < data.length; n++) if (Double.isFinite(data[n]) && Double.isFinite(points.y[n])) shown++;
            panel.add(shown == 0 ? Marks.nothing("undefined for every " + dots) : dots(data, points.y, Curve.color(points.model), points.model, shown));
            if (shown > 0) {
                boolean above = crowd(data, points.y, across, true) <= crowd(data, points.y, across, false), floor = Double.isFinite(points.floor);
                panel.add(Marks.corner("RMSE " + Numbers.of(rmse(data, points.y)), !above, above, above || !floor ? 0 : 1, Palette.TEXT));
                if (floor) panel.add(Marks.corner("floor " + Numbers.of(points.floor), !above, above, above ? 1 : 0, Palette.MUTED));
                int missing = data.length - undefinedInData - shown;
                if (missing > 0) panel.add(Marks.corner(missing + " undefined in the model", above, !above, 0, Palette.MUTED));
            }
            if (m % columns > 0) panel.withoutY();
            if (m + columns < models.size()) panel.withoutX();
            grid.add(panel);
            if (rows == 1) grid.head(points.label, Curve.color(points.model));
        }
        int width = columns >= 3 ? 940 : 130 + 290 * columns, side = (width - 90 - 20 * columns) / columns;
        return new Figure(name, title, caption + " A dot is a " + dots + "; on the grey line model and recording agree. RMSE: root of the mean squared difference"
                + (models.stream().anyMatch(p -> Double.isFinite(p.floor)) ? "; floor: the same between two sets of recorded trials of these sizes." : ".")
                + (undefinedInData > 0 ? " Undefined in the recording (a neuron without any variation), so left out: " + undefinedInData + " of " + data.length + "." : ""),
                title + ": model against data for " + data.length + " dots and " + models.size() + " models.", width, 66 + rows * (side + 56), grid);
    }

    /** @return dots in the upper left corner, or in the lower right one: words go where fewer are */
    private static long crowd(double[] x, double[] y, Scale scale, boolean upperLeft) {
        double span = scale.high() - scale.low();
        return java.util.stream.IntStream.range(0, x.length).filter(n -> {
            double a = (x[n] - scale.low()) / span, b = (y[n] - scale.low()) / span;
            return upperLeft ? a < .5 && b > .8 : a > .5 && b < .2;
        }).count();
    }

    /** @return over the dots defined in both */
    static double rmse(double[] data, double[] model) {
        double sum = 0;
        int count = 0;
        for (int n = 0; n < data.length; n++) {
            double d = model[n] - data[n];
            if (!Double.isFinite(d)) continue;
            sum += d * d;
            count++;
        }
        return count == 0 ? Double.NaN : Math.sqrt(sum / count);
    }

    private static Layer dots(double[] x, double[] y, Color color, int shape, int count) {
        if (count > Cloud.FROM) return Cloud.of(x, y, color, 3.2, Math.max(.03, Math.min(.5, 400. / count)));
        return Marks.dots(x, y, color, count > 100 ? 4 : 5.5, Math.max(0, shape), count > 30 ? .55 : .8);
    }
}
