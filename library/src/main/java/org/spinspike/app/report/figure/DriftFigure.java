package org.spinspike.app.report.figure;

import java.util.Arrays;

/** Whether the recording stayed the same: the population's rate from trial to trial, and the first block beside the last. */
public final class DriftFigure {
    private DriftFigure() {}

    /**
     * @param startSeconds of each trial, or null: trials in order
     * @param rateHz       mean over neurons of each trial's rate, NaN where nothing was observed
     * @param first        trials of the first block
     * @param last         trials of the last block
     * @param verdict      a sentence for the caption
     */
    public static Figure of(String name, String word, double[] startSeconds, double[] rateHz, int[] first, int[] last, String verdict) {
        int trials = rateHz.length;
        boolean timed = startSeconds != null && Arrays.stream(startSeconds).allMatch(Double::isFinite) && Arrays.stream(startSeconds).distinct().count() > 1;
        double from = timed ? Arrays.stream(startSeconds).min().orElse(0) : 0, span = timed ? Arrays.stream(startSeconds).max().orElse(0) - from : trials;
        TimeUnit unit = TimeUnit.of(span);
        double[] x = new double[trials];
        for (int k = 0; k < trials; k++) x[k] = timed ? (startSeconds[k] - from) * unit.perSecond() : k + 1;
        Integer[] order = new Integer[trials];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, java.util.Comparator.comparingDouble((Integer k) -> x[k]).thenComparingInt(k -> k));
        double[] xs = new double[trials], ys = new double[trials];
        for (int n = 0; n < trials; n++) {
            xs[n] = x[order[n]];
            ys[n] = rateHz[order[n]];
        }
        Scale across = timed ? Scale.of("time in the recording (" + unit.name() + ")", 0, Math.max(span * unit.perSecond(), 1e-9), 8) : Scale.whole("trial", 0, trials + 1, 8);
        var panel = new Panel("", across, Scale.around(word + "s / s and neuron", true, 5, rateHz));
        block(panel, x, rateHz, first, "first block");
        block(panel, x, rateHz, last, "last block");
        panel.add(trials > Cloud.FROM ? Cloud.of(x, rateHz, Palette.MUTED, 2.6, .4) : Marks.dots(x, rateHz, Palette.MUTED, 3.6, 0, trials > 100 ? .5 : .8));
        double[] mean = smooth(ys, Math.max(1, trials / 20));
        int every = 1 + trials / 400;                     // more points than pixels say nothing
        panel.add(Marks.line(every(xs, every), every(mean, every), Palette.DATA, 1.8));
        var grid = new Grid(1).add(panel);
        grid.legend().add(Legend.Key.DOT, Palette.MUTED, "one trial").add(Legend.Key.LINE, Palette.DATA, "running mean").add(Legend.Key.BAND, Palette.model(1), "first and last block, with their means");
        return new Figure(name, "Drift", "Population rate of every trial in the order of the recording. " + verdict, "Population rate over " + trials + " trials with first and last block marked.",
                940, 250, grid);
    }

    private static void block(Panel panel, double[] x, double[] y, int[] trials, String label) {
        if (trials == null || trials.length == 0) return;
        double low = Arrays.stream(trials).mapToDouble(k -> x[k]).min().orElse(0), high = Arrays.stream(trials).mapToDouble(k -> x[k]).max().orElse(0);
        double mean = Arrays.stream(trials).mapToDouble(k -> y[k]).filter(Double::isFinite).average().orElse(Double.NaN);
        panel.add(Marks.shade(low, high, Palette.model(1), .12));
        panel.add(Marks.segments(new double[] {low}, new double[] {mean}, new double[] {high}, new double[] {mean}, Palette.model(1), 2.4));
    }

    private static double[] every(double[] values, int step) {
        double[] out = new double[(values.length + step - 1) / step];
        for (int n = 0; n < out.length; n++) out[n] = values[n * step];
        return out;
    }

    /** Mean over {@code half} values on both sides; undefined ones are left out. */
    static double[] smooth(double[] y, int half) {
        double[] out = new double[y.length];
        for (int n = 0; n < y.length; n++)
            out[n] = Arrays.stream(y, Math.max(0, n - half), Math.min(y.length, n + half + 1)).filter(Double::isFinite).average().orElse(Double.NaN);
        return out;
    }
}
