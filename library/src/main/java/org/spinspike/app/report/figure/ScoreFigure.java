package org.spinspike.app.report.figure;

import java.util.List;

/** Held-out scores with their intervals, against both nulls. */
public final class ScoreFigure {
    /** @param value NaN where the model has no likelihood */
    public record Score(String label, int model, double value, double low, double high) {}

    private ScoreFigure() {}

    /**
     * @param overTime against rates over time; empty where trials are not aligned
     * @param constant against constant rates, the same models in the same order
     */
    public static Figure of(String name, String word, List<Score> overTime, List<Score> constant, String caption) {
        boolean aligned = !overTime.isEmpty();
        var grid = new Grid(aligned ? 2 : 1);
        if (aligned) grid.add(panel(word, "rates over time", overTime, true));
        grid.add(panel(word, "constant rates", constant, !aligned));
        return new Figure(name, "Held-out scores", "Bits per " + word + " gained over " + (aligned ? "rates over time (left) and over constant rates (right)" : "constant rates")
                + ", on trials no model was fitted to. Points with 95 % intervals over trials; right of the line is better than the null. " + caption,
                "Held-out bits per " + word + " of " + constant.size() + " models with intervals.", aligned ? 940 : 620, 76 + 34 * Math.max(2, constant.size()), grid);
    }

    private static Panel panel(String word, String against, List<Score> scores, boolean names) {
        double[] value = scores.stream().mapToDouble(Score::value).toArray(), low = scores.stream().mapToDouble(Score::low).toArray(),
                high = scores.stream().mapToDouble(Score::high).toArray(), row = new double[scores.size()];
        for (int m = 0; m < row.length; m++) row[m] = -m;
        var panel = new Panel("over " + against, Scale.around("bits per " + word, true, 5, value, low, high), Scale.names(scores.stream().map(Score::label).toList())).namesOnY(scores.stream().map(s -> Curve.color(s.model)).toList());
        panel.add(Marks.vertical(0, Palette.TEXT, 1));
        for (int m = 0; m < row.length; m++) {
            Score s = scores.get(m);
            var color = Curve.color(s.model);
            panel.add(Marks.spans(new double[] {s.low}, new double[] {s.high}, new double[] {row[m]}, color, 2.2));
            panel.add(Marks.dots(new double[] {s.value}, new double[] {row[m]}, color, 9, s.model, 1));
            panel.end(row[m], Double.isNaN(s.value) ? "no likelihood" : Numbers.interval(s.value, s.low, s.high), Double.isNaN(s.value) ? Palette.MUTED : Palette.TEXT);
        }
        return names ? panel : panel.withoutY();
    }

}
