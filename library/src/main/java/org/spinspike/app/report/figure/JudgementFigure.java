package org.spinspike.app.report.figure;

import java.util.List;
import org.spinspike.math.Count;

/** All statistics of all models on one scale: 0 is as good as data, 1 as bad as independent neurons. */
public final class JudgementFigure {
    private static final double LOW = -.5, HIGH = 2;

    /** @param severity one a statistic: (distance - floor) / (that of independent neurons - floor, or the floor where that is more); NaN for no mark */
    public record Row(String label, int model, double[] severity) {}

    private JudgementFigure() {}

    public static Figure of(String name, List<String> statistics, List<Row> models, String caption) {
        double[] worst = models.stream().flatMapToDouble(r -> java.util.Arrays.stream(r.severity)).filter(Double::isFinite).toArray();
        double high = Math.max(1.15, Math.min(HIGH, java.util.Arrays.stream(worst).max().orElse(1) + .1)), low = Math.max(LOW, Math.min(-.1, java.util.Arrays.stream(worst).min().orElse(0) - .05));
        var panel = new Panel("", Scale.of("scaled distance (0: as near as recorded trials, 1: as far as independent neurons)", low, high, 8), Scale.names(statistics))
                .namesOnY(statistics.stream().map(s -> Palette.TEXT).toList());
        panel.add(Marks.vertical(0, Palette.TEXT, 1)).add(Marks.vertical(1, Palette.AXIS, 1, 4, 3));
        var grid = new Grid(1).add(panel);
        int beyond = 0;
        for (int m = 0; m < models.size(); m++) {
            Row row = models.get(m);
            double[] x = row.severity.clone(), y = new double[x.length];
            for (int s = 0; s < x.length; s++) {
                y[s] = -s + .65 * ((models.size() - 1) / 2. - m) / Math.max(1, models.size());
                if (x[s] > high || x[s] < low) beyond++;
                x[s] = Math.max(low, Math.min(high, x[s]));
            }
            panel.add(Marks.dots(x, y, Curve.color(row.model), 8, row.model, 1));
            grid.legend().add(Legend.Key.DOT, Curve.color(row.model), row.model, row.label);
        }
        return new Figure(name, "Distance from the recording, statistic by statistic", "Distance of each model's samples from the held-out trials, one row a statistic, on one scale: at 0 as near as recorded trials are to each other at this number of trials, at 1 as far as "
                + "independent neurons with constant rates. " + (beyond > 0 ? Count.of(beyond, "mark") + " beyond the axis " + (beyond == 1 ? "stands" : "stand") + " at its end. " : "") + caption,
                "Scaled distances of " + models.size() + " models for " + statistics.size() + " statistics.", 820, 90 + statistics.size() * Math.max(24, 6 * models.size()), grid);
    }
}
