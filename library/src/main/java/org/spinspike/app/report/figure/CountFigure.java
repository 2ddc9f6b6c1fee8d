package org.spinspike.app.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many neurons are active together in a bin, on a logarithmic axis: the tail shows whether a model knows synchrony. */
public final class CountFigure {
    private CountFigure() {}

    /**
     * @param data   P(k neurons active in a bin), k = 0..N, with its interval
     * @param models the same of samples
     */
    public static Figure of(String name, String word, Curve data, List<Curve> models, String caption) {
        int most = IntStream.range(0, data.y().length).filter(k -> data.y()[k] > 0 || models.stream().anyMatch(m -> k < m.y().length && m.y()[k] > 0)).max().orElse(1);
        double[] k = IntStream.rangeClosed(0, most).asDoubleStream().toArray();
        double least = Stream.concat(Stream.of(data), models.stream()).flatMapToDouble(c -> DoubleStream.concat(Arrays.stream(c.y()),
                c.low() == null ? DoubleStream.empty() : Arrays.stream(c.low()).filter(v -> v > 1e-9))).filter(v -> v > 0).min().orElse(.1);
        Scale up = Scale.powersOfTen("share of bins", (int) Math.max(-8, Math.min(-1, Math.floor(Math.log10(least)))), 0);
        var panel = new Panel("", Scale.whole("neurons active in a bin", -.5, Math.max(1, most) + .5, 9), up);
        var grid = new Grid(1).add(panel);
        grid.legend().add(Legend.Key.DOT, Palette.DATA, "recording");
        if (data.hasBand()) panel.add(Marks.whiskers(k, log(data.low(), most, up.low() - 1), log(data.high(), most, Double.NaN), Palette.DATA, 1.3));
        for (Curve model : models) {
            double[] y = log(model.y(), most, Double.NaN);
            if (model.hasBand()) panel.add(Marks.band(k, whereSeen(y, log(model.low(), most, up.low() - 1)), log(model.high(), most, Double.NaN), model.color(), .13));
            panel.add(Marks.line(k, y, model.color(), 1.5)).add(Marks.dots(k, y, model.color(), 5, model.model(), 1));
            grid.legend().add(Legend.Key.DOT, model.color(), model.model(), model.label());
        }
        panel.add(Marks.dots(k, log(data.y(), most, Double.NaN), Palette.DATA, 6));
        return new Figure(name, "Active together", "Share of bins in which exactly k neurons have " + (word.equals("event") ? "an event (not a spike)" : "a spike")
                + ", on a logarithmic axis: recording (dots, with their 95 % intervals) and models. A k that never occurs has no mark. " + caption,
                "Distribution of the population count, recording against " + models.size() + " models.", 480, 350, grid);
    }

    private static double[] whereSeen(double[] y, double[] low) {
        double[] out = low.clone();
        for (int n = 0; n < out.length; n++) if (Double.isNaN(y[n])) out[n] = Double.NaN;
        return out;
    }

    private static double[] log(double[] p, int most, double ofZero) {
        double[] out = new double[most + 1];
        for (int n = 0; n <= most; n++) out[n] = n < p.length && p[n] > 0 ? Math.log10(p[n]) : n < p.length && p[n] == 0 ? ofZero : Double.NaN;
        return out;
    }
}
