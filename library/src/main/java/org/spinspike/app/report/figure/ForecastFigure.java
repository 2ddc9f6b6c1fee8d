package org.spinspike.app.report.figure;

import java.util.List;
import org.spinspike.spikes.SpikeTrains;

/** What was forecast and what came: probabilities bin by bin, one row a neuron, one column a trial. */
public final class ForecastFigure {
    /** @param p row-major [trials, bins, neurons] */
    public record Forecast(String label, int model, double[] p) {}

    private ForecastFigure() {}

    public static Figure of(String name, SpikeTrains data, int[] trials, int[] neurons, List<Forecast> forecasts, String caption) {
        var grid = new Grid(trials.length);
        double binSeconds = data.design().binSeconds();
        TimeUnit unit = TimeUnit.of(data.bins() * binSeconds);
        for (int i : neurons)
            for (int k : trials) {
                int bins = data.bins(k);
                double[] time = new double[bins], spikes = new double[bins];
                for (int t = 0; t < bins; t++) {
                    time[t] = (t + .5) * binSeconds * unit.perSecond();
                    spikes[t] = data.fires(k, t, i) ? 1.06 : Double.NaN;
                }
                var panel = new Panel(k == trials[0] ? RasterFigure.neuron(data, i) : "", unit.scale("time", data.bins() * binSeconds, 4), Scale.of("p", 0, 1.12, 4));
                for (Forecast f : forecasts) {
                    double[] p = new double[bins];
                    for (int t = 0; t < bins; t++) p[t] = f.p[(k * data.bins() + t) * data.neurons() + i];
                    panel.add(Marks.line(time, p, Curve.color(f.model), 1.6));
                }
                panel.add(Marks.dots(time, spikes, Palette.DATA, 6, 3, 1));
                if (k != trials[0]) panel.withoutY();
                if (i != neurons[neurons.length - 1]) panel.withoutX();
                grid.add(panel);
            }
        for (int k : trials) grid.head(RasterFigure.label(data, k, k), Palette.TEXT);
        grid.legend().add(Legend.Key.DOT, Palette.DATA, 3, "a bin with " + (data.binarisation().spikes() ? "a spike" : "an event"));
        for (Forecast f : forecasts) grid.legend().add(Legend.Key.LINE, Curve.color(f.model), f.label);
        return new Figure(name, "Forecast and outcome", caption, "Forecast probabilities of " + neurons.length + " neurons in " + trials.length + " trials, with what came.", 940, 90 + 130 * neurons.length, grid);
    }
}
