package org.spinspike.app.report.figure;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which neurons a model knows better than their rates over time, sorted. */
public final class GainFigure {
    /** @param gain one a neuron, NaN where undefined (silent); @param low, high intervals or null */
    public record Gains(String label, int model, double[] gain, double[] low, double[] high) {}

    /** Gains of a null over itself, which rounding leaves. */
    private static final double ROUNDING = 1e-9;

    private GainFigure() {}

    public static Figure of(String name, String word, String against, List<String> neurons, List<Gains> models, String caption) {
        int columns = Grid.columnsFor(models.size());
        var grid = new Grid(columns);
        Scale up = Scale.around("bits per " + word, true, 5, models.stream().flatMap(m -> m.low == null ? java.util.stream.Stream.of(m.gain)
                : java.util.stream.Stream.of(m.gain, m.low, m.high)).toArray(double[][]::new)).withAir(.14);
        int undefined = 0;
        for (int m = 0; m < models.size(); m++) {
            Gains gains = models.get(m);
            int[] order = IntStream.range(0, gains.gain.length).filter(i -> Double.isFinite(gains.gain[i])).boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -gains.gain[i]).thenComparingInt(i -> i)).mapToInt(Integer::intValue).toArray();
            undefined = Math.max(undefined, gains.gain.length - order.length);
            boolean bars = gains.low != null && IntStream.of(order).allMatch(i -> Double.isFinite(gains.low[i]) && Double.isFinite(gains.high[i]));
            double[] rank = IntStream.range(0, order.length).mapToDouble(n -> n + 1).toArray(), y = pick(gains.gain, order);
            var panel = new Panel(models.size() > columns ? gains.label : "", Scale.whole("neurons, sorted", 0, Math.max(2, gains.gain.length + 1), 5), up).add(Marks.horizontal(0, Palette.TEXT, 1));
            var color = Curve.color(gains.model);
            if (order.length == 0) panel.add(Marks.nothing("undefined for every neuron"));
            else {
                if (bars) panel.add(Marks.whiskers(rank, pick(gains.low, order), pick(gains.high, order), Marks.faint(color, .45), 1.2));
                panel.add(Marks.dots(rank, y, color, order.length > 80 ? 3.5 : 5, gains.model, 1));
                double[] surely = bars ? pick(gains.low, order) : y;
                long above = java.util.Arrays.stream(surely).filter(v -> v > ROUNDING).count();
                panel.add(Marks.corner(above + " of " + order.length + (bars ? " surely above 0" : " above 0"), true, true, 0, Palette.TEXT));
                if (order.length > 3) {
                    panel.add(Marks.text(neurons.get(order[0]), 1, y[0], 6, -7, Words.Anchor.START, Fonts.SMALL, Palette.MUTED));
                    panel.add(Marks.text(neurons.get(order[order.length - 1]), order.length, bars ? gains.low[order[order.length - 1]] : y[order.length - 1], 3, 13, Words.Anchor.END, Fonts.SMALL, Palette.MUTED));
                }
            }
            if (m % columns > 0) panel.withoutY();
            if (m + columns < models.size()) panel.withoutX();
            grid.add(panel);
            if (models.size() <= columns) grid.head(gains.label, color);
        }
        int rows = Math.max(1, (models.size() + columns - 1) / columns);
        return new Figure(name, "Gain by neuron", "Held-out bits per " + word + " each neuron's one-bin forecast gains over " + against + ", neurons sorted by gain; the best and the worst are named. "
                + caption + (undefined > 0 ? " Left out, because without any " + word + " in the held-out trials: " + undefined + "." : ""),
                "Sorted gains over " + against + " for " + neurons.size() + " neurons and " + models.size() + " models.", columns == 1 ? 560 : 940, 60 + rows * 260, grid);
    }

    private static double[] pick(double[] values, int[] order) { return IntStream.of(order).mapToDouble(i -> values[i]).toArray(); }
}
