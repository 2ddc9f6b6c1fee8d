package org.spinspike.app.report.figure;

import java.util.Arrays;
import java.util.List;
import org.spinspike.math.Require;

/** Rates over time: the recording's in black behind each model's, one row a neuron, one column a model. */
public final class PsthFigure {
    /** @param data of this neuron, in spikes (events) per second and bin; @param models one curve a model, in the same order for all neurons */
    public record Row(String neuron, Curve data, List<Curve> models) {}

    private PsthFigure() {}

    /** @param bands how the bands were computed: "95 % bootstrap intervals over trials" */
    public static Figure of(String name, String word, double binSeconds, List<Row> rows, String bands) {
        Require.atLeast("neurons to show", rows.size(), 1);
        int bins = rows.get(0).data.y().length, columns = Math.max(1, rows.get(0).models.size());
        TimeUnit unit = TimeUnit.of(bins * binSeconds);
        double[] time = new double[bins];
        for (int t = 0; t < bins; t++) time[t] = (t + .5) * binSeconds * unit.perSecond();
        var grid = new Grid(columns);
        for (Row row : rows) {
            Scale up = Scale.around(word + "s / s", true, 4, row.data.y(), orEmpty(row.data.high()),
                    row.models.stream().flatMapToDouble(c -> Arrays.stream(c.y())).toArray(),
                    row.models.stream().flatMapToDouble(c -> Arrays.stream(orEmpty(c.high()))).toArray());
            for (int c = 0; c < columns; c++) {
                var panel = new Panel(c == 0 ? row.neuron : "", unit.scale("time", bins * binSeconds, columns > 4 ? 3 : 5), up);
                band(panel, time, row.data, .16);
                panel.add(Marks.line(time, row.data.y(), Palette.DATA, 1.1));
                if (c < row.models.size()) {
                    Curve model = row.models.get(c);
                    band(panel, time, model, .2);
                    panel.add(Marks.line(time, model.y(), model.color(), 1.7));
                }
                if (c > 0) panel.withoutY();
                if (row != rows.get(rows.size() - 1)) panel.withoutX();
                grid.add(panel);
            }
        }
        for (Curve model : rows.get(0).models) grid.head(model.label(), model.color());
        grid.legend().add(Legend.Key.LINE, Palette.DATA, "recording").add(Legend.Key.BAND, Palette.DATA, "its 95 % interval");
        return new Figure(name, "Rates over time", "Held-out " + word + "s per second in every bin: the recording as the thin line without colour, each model's samples in colour; bands are "
                + bands + ". Where that line leaves the coloured band the model misses how the rate changes with time.",
                "Peri-stimulus time histograms of " + rows.size() + " neurons, recording and models.",
                RasterFigure.width(columns), 70 + rows.size() * 138 + 30, grid);
    }

    private static void band(Panel panel, double[] time, Curve curve, double opacity) {
        if (curve.hasBand()) panel.add(Marks.band(time, curve.low(), curve.high(), curve.color(), opacity));
    }

    private static double[] orEmpty(double[] values) { return values == null ? new double[0] : values; }
}
