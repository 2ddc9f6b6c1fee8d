package org.spinspike.app.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.spinspike.math.Require;

/** Who fires before whom: cross-correlograms of pairs of neurons, recording and models, with what trials shuffled against each other would give in grey. */
public final class CorrelogramFigure {
    /**
     * @param title    the pair, the earlier neuron first
     * @param data     coincidences at lags -L to L bins
     * @param expected of shuffled trials, the same lags
     * @param models   the same of samples
     */
    public record Pair(String title, Curve data, double[] expected, List<Curve> models) {}

    private CorrelogramFigure() {}

    /** @param expected words for the grey line: "trials shuffled" */
    public static Figure of(String name, String word, double binSeconds, List<Pair> pairs, String expected, String caption) {
        Require.atLeast("pairs to show", pairs.size(), 1);
        int lags = pairs.get(0).expected.length / 2;
        TimeUnit unit = TimeUnit.of(lags * binSeconds);
        double[] lag = new double[2 * lags + 1];
        for (int l = 0; l < lag.length; l++) lag[l] = (l - lags) * binSeconds * unit.perSecond();
        var grid = new Grid(Math.min(3, pairs.size()));
        for (Pair pair : pairs) {
            double[][] all = Stream.concat(Stream.of(pair.data.y(), pair.expected), pair.models.stream().map(Curve::y)).toArray(double[][]::new);
            var panel = new Panel(pair.title, Scale.of("lag (" + unit.name() + ")", lag[0], lag[2 * lags], 4), Scale.around("coincidences", true, 4, all));
            panel.add(Marks.vertical(0, Palette.AXIS, .8)).add(Marks.line(lag, pair.expected, Palette.AXIS, 4));
            for (Curve model : pair.models) panel.add(Marks.line(lag, model.y(), model.color(), 1.5));
            grid.add(panel.add(Marks.line(lag, pair.data.y(), Palette.DATA, 1.6)).add(Marks.dots(lag, pair.data.y(), Palette.DATA, 4)));
        }
        grid.legend().add(Legend.Key.DOT, Palette.DATA, "recording").add(Legend.Key.BAND, Palette.MUTED, expected);
        pairs.get(0).models.forEach(model -> grid.legend().add(Legend.Key.LINE, model.color(), model.label()));
        int rows = (pairs.size() + 2) / 3;
        return new Figure(name, "Cross-correlograms of the strongest pairs", "How often the second neuron has a " + word + " so many ms after the first (before it, where the lag is negative), within held-out trials: recording and one sample of each model in the same trials. Grey: " + expected
                + ", what rates over time alone would give. " + caption, "Cross-correlograms of " + pairs.size() + " pairs of neurons: " + String.join("; ", Arrays.stream(pairs.toArray(Pair[]::new)).map(Pair::title).toList()) + ".", 940, 60 + 200 * rows, grid);
    }
}
