package org.spinspike.baseline;

import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.optim.FeatureRows;
import org.spinspike.math.optim.LogisticProblem;
import org.spinspike.math.optim.LogisticRegression;
import org.spinspike.math.special.Logistic;
import org.spinspike.model.ConstantNeurons;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/**
 * Rates that change over the recording, each neuron's in its own way.
 *
 * <pre>logit p[k,t,i] = logit r[clock(k,t),i] + d_i x(k),   x = -1 at the first training trial, +1 at the last, linear in time between</pre>
 *
 * Before the first and after the last training trial x stays at -1 and +1: a straight line in the logit, carried on, soon claims the impossible.
 *
 * @param time   what x is linear in
 * @param first  time of the first training trial
 * @param last   time of the last training trial
 * @param slopes d, one a neuron: half of the change of the logit over the recording. Not copied.
 */
record Drift(RecordingTime time, double first, double last, double[] slopes) {
    /** Prior of a slope: normal, standard deviation 1, which is a rate that grows about sevenfold over the recording. */
    private static final double RIDGE = 1, RIDGE_ON_CONSTANT = 1e-6;

    Drift {
        Require.that(first < last, "--drift needs trials at different times, all are at " + first + " (" + time.word() + ")");
    }

    /** @return x, one a trial */
    double[] x(Design design) {
        double[] x = time.read(design);
        for (int k = 0; k < x.length; k++) x[k] = Math.max(-1, Math.min(1, 2 * (x[k] - first) / (last - first) - 1));
        return x;
    }

    /** @param rates the table at x = 0 */
    record Fitted(RatesOverTime rates, Drift drift, int unconverged) {}

    /** Fits slope and level of each neuron on top of {@code rates}; a neuron that never or always fired keeps its rates and a slope of 0. */
    static Fitted fit(SpikeTrains data, RatesOverTime rates, int steps) {
        Design design = data.design();
        RecordingTime time = RecordingTime.of(design);
        double[] times = time.read(design);
        double first = java.util.Arrays.stream(times).min().orElse(0), last = java.util.Arrays.stream(times).max().orElse(0);
        int n = data.neurons();
        var flat = new Drift(time, first, last, new double[n]);
        int[] bins = new int[data.trials() + 1];                         // first row of each trial
        for (int k = 0; k < data.trials(); k++) bins[k + 1] = Math.addExact(bins[k], data.bins(k));
        FeatureRows rows = rows(data, flat.x(design), bins);
        double[] level = new double[n], slope = new double[n];
        int[] unconverged = new int[n];
        Chunks.forEach(n, 1, (i, from, to) -> {
            if (ConstantNeurons.constant(data, i)) return;
            var result = LogisticRegression.fit(problem(data, rates, rows, bins, i), new double[2], steps);
            slope[i] = result.coefficients()[0];
            level[i] = result.coefficients()[1];
            unconverged[i] = result.converged() ? 0 : 1;
        });
        double[] p = new double[rates.p().length];
        for (int c = 0; c < p.length; c++) p[c] = level[c % n] == 0 ? rates.p()[c] : Logistic.sigmoid(Logistic.logit(rates.p()[c]) + level[c % n]);
        return new Fitted(new RatesOverTime(rates.clockBins(), n, p), new Drift(time, first, last, slope), java.util.Arrays.stream(unconverged).sum());
    }

    private static FeatureRows rows(SpikeTrains data, double[] x, int[] firstRow) {
        FeatureRows rows = FeatureRows.zeros(firstRow[data.trials()], 0, 1);
        for (int k = 0; k < data.trials(); k++) java.util.Arrays.fill(rows.values(), firstRow[k], firstRow[k + 1], x[k]);
        return rows;
    }

    private static LogisticProblem problem(SpikeTrains data, RatesOverTime rates, FeatureRows rows, int[] firstRow, int i) {
        boolean[] outcome = new boolean[rows.rows()];
        double[] offset = new double[rows.rows()], weight = data.fullyObserved() ? null : new double[rows.rows()];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++) {
                int row = firstRow[k] + t;
                outcome[row] = data.fires(k, t, i);
                offset[row] = Logistic.logit(rates.at(data.design().clock(k, t), i));
                if (weight != null && data.observed(k, t, i)) weight[row] = 1;
            }
        return new LogisticProblem(rows, 0, outcome, offset, weight, LogisticProblem.ridge(1, RIDGE, RIDGE_ON_CONSTANT));
    }

    NamedArrays arrays() {
        return new NamedArrays().put("time", time.word()).put("range", new double[] {first, last}, 2).put("slopes", slopes, slopes.length);
    }

    static Drift restore(NamedArrays arrays) {
        double[] range = arrays.get("range").doubles();
        return new Drift(RecordingTime.named(arrays.get("time").text()), range[0], range[1], arrays.get("slopes").doubles());
    }
}
