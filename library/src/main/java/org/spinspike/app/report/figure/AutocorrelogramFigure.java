package org.spinspike.app.report.figure;

import java.util.List;
import java.util.stream.Stream;

/** Whether activity now says something about activity later. */
public final class AutocorrelogramFigure {
    private AutocorrelogramFigure() {}

    /**
     * @param quantity name of the vertical axis
     * @param data     value at lag 1, 2, ... bins
     */
    public static Figure of(String name, String quantity, double binSeconds, Curve data, List<Curve> models, String caption) {
        int lags = data.y().length;
        TimeUnit unit = TimeUnit.of(lags * binSeconds);
        double[] lag = new double[lags];
        for (int n = 0; n < lags; n++) lag[n] = (n + 1) * binSeconds * unit.perSecond();
        double[][] all = Stream.concat(Stream.of(data), models.stream()).flatMap(c -> c.hasBand() ? Stream.of(c.y(), c.low(), c.high()) : Stream.of(c.y())).toArray(double[][]::new);
        Scale up = Scale.around(quantity, true, 6, all);
        var panel = new Panel("", Scale.of("lag (" + unit.name() + ")", 0, (lags + .5) * binSeconds * unit.perSecond(), 6), up).add(Marks.horizontal(0, Palette.AXIS, .8));
        if (data.hasBand()) panel.add(Marks.band(lag, data.low(), data.high(), Palette.DATA, .16));
        var grid = new Grid(1).add(panel);
        grid.legend().add(Legend.Key.DOT, Palette.DATA, "recording");
        for (Curve model : models) {
            if (model.hasBand()) panel.add(Marks.band(lag, model.low(), model.high(), model.color(), .13));
            panel.add(Marks.line(lag, model.y(), model.color(), 1.6)).add(Marks.dots(lag, model.y(), model.color(), 5, model.model(), 1));
            grid.legend().add(Legend.Key.DOT, model.color(), model.model(), model.label());
        }
        panel.add(Marks.line(lag, data.y(), Palette.DATA, 1.4)).add(Marks.dots(lag, data.y(), Palette.DATA, 5));
        return new Figure(name, "Autocorrelogram", caption, "Autocorrelation over " + lags + " lags, recording against models.",
                480, 350, grid);
    }
}
