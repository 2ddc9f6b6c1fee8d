package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.optim.Lbfgs;
import org.spinspike.math.optim.PolarChart;

/** {@link Lbfgs} on all tensors at once, through the free matrices whose nearest isometries they are ({@link PolarChart}). */
final class LbfgsDescent implements Descent {
    private final PolarChart chart;
    private final Lbfgs.Objective objective;
    private Lbfgs.State now;

    LbfgsDescent(int[][] shapes, PolarChart.Objective network) {
        this.chart = new PolarChart(shapes[0], shapes[1]);
        this.objective = chart.free(network);
    }

    @Override public void begin(double[][] x, int start) { now = Lbfgs.start(objective, chart.point(x)); }

    @Override public boolean step(int stalled) {
        Optional<Lbfgs.State> next = Lbfgs.step(objective, now, Lbfgs.MEMORY);
        next.ifPresent(state -> now = state);
        return next.isPresent();
    }

    @Override public double nats()           { return now.value(); }
    @Override public double[][] isometries() { return chart.isometries(now.x()); }
    @Override public boolean monotone()      { return true; }

    @Override public void putInto(NamedArrays state) {
        int size = now.x().length, kept = now.changes().size();
        double[] x = new double[kept * size], g = new double[kept * size];
        for (int c = 0; c < kept; c++) {
            System.arraycopy(now.changes().get(c).x(), 0, x, c * size, size);
            System.arraycopy(now.changes().get(c).g(), 0, g, c * size, size);
        }
        state.put("now/x", now.x(), size).put("now/value", now.value()).put("now/gradient", now.g(), size)
                .put("now/changes_of_x", x, kept, size).put("now/changes_of_gradient", g, kept, size);
    }

    @Override public void takeFrom(NamedArrays state) {
        double[] x = state.get("now/x").doubles(), cx = state.get("now/changes_of_x").doubles(), cg = state.get("now/changes_of_gradient").doubles();
        Require.length("parameters of the checkpoint", x.length, chart.dimension());
        List<Lbfgs.Change> changes = new ArrayList<>();
        for (int at = 0; at < cx.length; at += x.length) changes.add(new Lbfgs.Change(Arrays.copyOfRange(cx, at, at + x.length), Arrays.copyOfRange(cg, at, at + x.length)));
        now = new Lbfgs.State(x, state.get("now/value").scalar(), state.get("now/gradient").doubles(), changes);
    }
}
