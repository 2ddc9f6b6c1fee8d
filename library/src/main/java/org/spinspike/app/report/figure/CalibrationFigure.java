package org.spinspike.app.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Interval;

/** Whether what is forecast with probability p happens a share p of the time. */
public final class CalibrationFigure {
    private static final int CLASSES = 12;

    /**
     * Forecasts in classes of equal size, by probability.
     *
     * @param mean  mean forecast of each class
     * @param hits  how often it came true
     * @param count entries of each class
     */
    public record Reliability(String label, int model, double[] mean, long[] hits, long[] count) {

        /** @param p row-major [trials, bins, neurons]; NaN entries and unobserved ones are left out */
        public static Reliability of(String label, int model, double[] p, SpikeTrains data) {
            Require.length("forecasts", p.length, data.trials() * data.bins() * data.neurons());
            int bins = data.bins(), n = data.neurons();
            int[] kept = IntStream.range(0, p.length).filter(e -> Double.isFinite(p[e]) && data.observed(e / (bins * n), e / n % bins, e % n)).toArray();
            long[] keys = new long[kept.length];          // sorted by p, ties by place: the float's bits above, the place below
            for (int e = 0; e < kept.length; e++) keys[e] = (long) Float.floatToIntBits((float) Math.max(0, p[kept[e]])) << 32 | kept[e];
            Arrays.sort(keys);
            int classes = Math.min(CLASSES, keys.length);
            double[] mean = new double[classes];
            long[] hits = new long[classes], count = new long[classes];
            for (int e = 0; e < keys.length; e++) {
                int place = (int) keys[e], c = (int) ((long) e * classes / keys.length);
                mean[c] += p[place];
                count[c]++;
                if (data.fires(place / (bins * n), place / n % bins, place % n)) hits[c]++;
            }
            for (int c = 0; c < classes; c++) mean[c] /= count[c];
            return new Reliability(label, model, mean, hits, count);
        }
    }

    private CalibrationFigure() {}

    public static Figure of(String name, String word, List<Reliability> models, String caption) {
        double least = models.stream().flatMapToDouble(m -> IntStream.range(0, m.mean.length).mapToDouble(c -> m.hits[c] > 0 ? Math.min(m.mean[c], (double) m.hits[c] / m.count[c]) : m.mean[c]))
                .filter(v -> v > 0).min().orElse(.01);
        int low = (int) Math.max(-5, Math.min(-1, Math.floor(Math.log10(least))));
        Scale across = Scale.powersOfTen("forecast probability", low, 0), up = Scale.powersOfTen("observed share", low, 0);
        int columns = Grid.columnsFor(models.size()), rows = Math.max(1, (models.size() + columns - 1) / columns);
        var grid = new Grid(columns);
        for (int m = 0; m < models.size(); m++) {
            Reliability r = models.get(m);
            int classes = r.mean.length;
            double[] x = new double[classes], y = new double[classes], from = new double[classes], to = new double[classes];
            for (int c = 0; c < classes; c++) {
                Interval wilson = Interval.wilson(r.hits[c], r.count[c]);
                x[c] = r.mean[c] > 0 ? Math.max(low, Math.log10(r.mean[c])) : low;
                y[c] = r.hits[c] > 0 ? Math.log10((double) r.hits[c] / r.count[c]) : Double.NaN;
                from[c] = wilson.low() > 1e-12 ? Math.log10(wilson.low()) : low - 1;
                to[c] = Math.log10(wilson.high());
            }
            var color = Curve.color(r.model);
            var panel = new Panel(rows > 1 ? r.label : "", across, up)
                    .add(Marks.segments(new double[] {low}, new double[] {low}, new double[] {0}, new double[] {0}, Palette.AXIS, 1));
            if (classes == 0) panel.add(Marks.nothing("no forecasts"));
            panel.add(Marks.whiskers(x, from, to, color, 1.5)).add(Marks.dots(x, y, color, 6, r.model, 1));
            if (m % columns > 0) panel.withoutY();
            if (m + columns < models.size()) panel.withoutX();
            grid.add(panel);
            if (rows == 1) grid.head(r.label, color);
        }
        int width = columns >= 3 ? 940 : 130 + 290 * columns, side = (width - 90 - 20 * columns) / columns;
        return new Figure(name, "Are forecasts calibrated?", "Forecast probability of " + (word.equals("event") ? "an event (not a spike)" : "a spike")
                + " in the next bin against how often it came, in " + CLASSES + " classes of equal size, logarithmic axes; bars are 95 % Wilson intervals. On the grey line a forecast of 10 % comes true one time in ten; "
                + "a class that never came true has a bar and no point. " + caption,
                "Reliability diagram of " + models.size() + " models.", width, 66 + rows * (side + 56), grid);
    }
}
