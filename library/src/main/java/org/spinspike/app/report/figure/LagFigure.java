package org.spinspike.app.report.figure;

import java.util.List;
import java.util.stream.IntStream;

/** Information between one bin and a later one, against the bins between them. */
public final class LagFigure {
    /**
     * @param nats   at lags 1, 2 ...
     * @param error  standard errors, 0 where exact
     * @param memory lag at which it has fallen to 1/e, NaN where it does not
     */
    public record Decay(String label, int model, double[] nats, double[] error, double memory) {}

    private static final int LONGEST = 28;

    private LagFigure() {}

    /** @param from who comes before; @param to who comes after */
    public static Figure of(String name, String from, String to, double binMs, List<Decay> models) {
        int most = models.stream().mapToInt(m -> m.nats.length).max().orElse(1);
        double[][] ends = models.stream().flatMap(m -> List.of(shifted(m, 1), shifted(m, -1)).stream()).toArray(double[][]::new);
        var panel = new Panel(from.equals(to) ? group(from) : shortened(from) + " before, " + shortened(to) + " after", Scale.whole("lag (bins of " + (binMs == Math.rint(binMs) ? Numbers.of(binMs, 0) : Numbers.of(binMs)) + " ms)", .5, most + .5, 10), Scale.around("information (nats)", true, 5, ends));
        panel.add(Marks.horizontal(0, Palette.AXIS, 1));
        var grid = new Grid(1).add(panel);
        for (Decay m : models) {
            double[] lag = IntStream.rangeClosed(1, m.nats.length).asDoubleStream().toArray();
            var color = Curve.color(m.model);
            if (models.size() == 1 && !Double.isNaN(m.memory)) panel.add(Marks.vertical(m.memory, Palette.MUTED, 1, 4, 3))
                    .add(Marks.text("1/e after " + Numbers.of(m.memory, 1) + " bins", m.memory, m.nats[0], 6, 4, Words.Anchor.START, Fonts.SMALL, Palette.MUTED));
            panel.add(Marks.whiskers(lag, shifted(m, -1), shifted(m, 1), color, 1.2)).add(Marks.line(lag, m.nats, color, 1.5)).add(Marks.dots(lag, m.nats, color, 5.5, m.model, 1));
            grid.legend().add(Legend.Key.DOT, color, m.model, m.label);
        }
        return new Figure(name, "Information over lag", "Information, under the model, between one bin of " + group(from) + " and a later bin of " + group(to) + ", what lies between summed out; whiskers: one standard error of the mean over samples, none where every word was counted.",
                "Information at lags 1 to " + most + " for " + models.size() + " models.", 560, 330, grid);
    }

    private static String group(String name) { return name.equals("all") ? "all neurons" : name; }

    /** Groups may be long lists of names. */
    private static String shortened(String name) { return name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "\u2026" : name; }

    private static double[] shifted(Decay m, int errors) { return IntStream.range(0, m.nats.length).mapToDouble(l -> m.nats[l] + errors * m.error[l]).toArray(); }
}
