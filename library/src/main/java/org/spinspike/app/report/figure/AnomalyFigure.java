package org.spinspike.app.report.figure;

import java.awt.Color;
import java.util.List;
import org.spinspike.spikes.SpikeTrains;

/** The strangest trials, and in which bins they are strange. */
public final class AnomalyFigure {
    /**
     * @param trial    place in the data
     * @param label    what it is called
     * @param p        conformal p-value of its score
     * @param surprise -ln p of each bin given the bins before, nats
     * @param flagged  bins found strange at the stated false-discovery rate, or null
     */
    public record Strange(int trial, String label, double p, double[] surprise, boolean[] flagged) {}

    private AnomalyFigure() {}

    /**
     * @param usualLow  5 % quantile of the surprise over ordinary trials, by bin, or null
     * @param usualHigh 95 % quantile, or null
     */
    public static Figure of(String name, String label, int model, SpikeTrains data, int[] order, List<Strange> strange, double[] usualLow, double[] usualHigh, String caption) {
        double seconds = data.bins() * data.design().binSeconds();
        TimeUnit unit = TimeUnit.of(seconds);
        double[] time = new double[data.bins()];
        for (int t = 0; t < time.length; t++) time[t] = (t + .5) * data.design().binSeconds() * unit.perSecond();
        Scale nice = Scale.whole("neuron", 0, order.length, 4), neurons = new Scale("neuron", -order.length, 0, nice.step(), v -> Numbers.of(Math.abs(v), 0));
        Scale nats = Scale.around("surprise (nats)", true, 3, java.util.stream.Stream.concat(strange.stream().map(Strange::surprise),
                usualHigh == null ? java.util.stream.Stream.empty() : java.util.stream.Stream.of(usualHigh)).toArray(double[][]::new));
        Color color = Curve.color(model);
        int columns = Math.max(1, strange.size());
        var grid = new Grid(columns).heights(3, 1.4);
        for (int c = 0; c < strange.size(); c++) {
            int k = strange.get(c).trial;
            var panel = new Panel("", unit.scale("time", seconds, 4), neurons).withoutGrid().withoutX();
            panel.add((g, f) -> Picture.draw(g, RasterFigure.picture(data, order.length, data.bins(), f.area().getWidth(), f.area().getHeight(), Palette.DATA,
                    (spikes, row, t) -> t >= spikes.bins(k) ? 0 : !spikes.observed(k, t, order[row]) ? 2 : spikes.fires(k, t, order[row]) ? 1 : 0), f.area(), Picture.Kind.GREY));
            grid.add(c > 0 ? panel.withoutY() : panel).head(strange.get(c).label + " \u00B7 p " + (strange.get(c).p < .001 ? "" : "= ") + Numbers.p(strange.get(c).p), Palette.TEXT);
        }
        for (int c = 0; c < strange.size(); c++) {
            Strange s = strange.get(c);
            var panel = new Panel("", unit.scale("time", seconds, 4), nats);
            if (usualLow != null && usualHigh != null) panel.add(Marks.band(time, usualLow, usualHigh, Palette.MUTED, .22));
            panel.add(Marks.line(time, s.surprise, color, 1.6));
            if (s.flagged != null) panel.add(Marks.dots(time, where(s.surprise, s.flagged), Palette.ALARM, 6));
            grid.add(c > 0 ? panel.withoutY() : panel);
        }
        grid.legend().add(Legend.Key.LINE, color, "surprise by bin, " + label);
        if (usualHigh != null) grid.legend().add(Legend.Key.BAND, Palette.MUTED, "middle 90 % of the held-out trials");
        if (strange.stream().anyMatch(s -> s.flagged != null)) grid.legend().add(Legend.Key.DOT, Palette.ALARM, "flagged bin");
        return new Figure(name, "Rasters, and the surprise of every bin", caption, "Rasters of the " + strange.size() + " strangest held-out trials with the surprise of each bin below.",
                columns == 1 ? 560 : 940, (int) (190 + Math.max(120, Math.min(230, 3.4 * order.length)) + 60), grid);
    }

    private static double[] where(double[] values, boolean[] keep) {
        double[] out = values.clone();
        for (int t = 0; t < out.length; t++) if (!keep[t]) out[t] = Double.NaN;
        return out;
    }
}
