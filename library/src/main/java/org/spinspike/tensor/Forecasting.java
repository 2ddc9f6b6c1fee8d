package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;
import org.spinspike.spikes.SpikeTrains;

/** Forecasts of fully observed trials: the quadratic forms of {@link ForecastOperators} for a block of trials as one matrix product a bin. */
final class Forecasting {
    private Forecasting() {}

    /** @param p row-major [trials, bins, neurons]; entries of {@code trials} within their length are filled */
    static void pure(Mps mps, ForecastOperators operators, SpikeTrains data, int[] trials, double[] p) {
        int m = trials.length, n = data.neurons(), bins = data.bins();
        var forward = new Forward(mps, m);
        byte[] bits = new byte[m];
        double[] norms = new double[m], form = new double[m], product = new double[n * mps.largestBond() * m];
        for (int now = 0, t = 0; t < bins; now++) {
            double[] v = forward.vectors();
            int d = mps.bond(now * n);
            Propagation.squaredNorms(v, d, m, norms);
            for (; t < bins && operators.known(t) == now; t++) {
                Gemm.nn(n * d, m, d, operators.of(t), 0, d, v, 0, m, 0, product, 0, m);             // (i a) [b] x [b] x -> (i a) x
                for (int i = 0; i < n; i++) {
                    java.util.Arrays.fill(form, 0);
                    for (int a = 0; a < d; a++) for (int x = 0, row = (i * d + a) * m, own = a * m; x < m; x++) form[x] += product[row + x] * v[own + x];
                    for (int x = 0; x < m; x++)
                        if (t < data.bins(trials[x])) p[(trials[x] * bins + t) * n + i] = probability(form[x], norms[x]);
                }
            }
            if (t == bins) return;
            for (int i = 0; i < n; i++) {
                forward.lookAhead();
                Scoring.read(data, trials, now, i, bits);
                forward.take(bits);
            }
        }
    }

    /** The ratio, rounding aside in 0..1; NaN where the past itself is impossible. */
    static double probability(double one, double total) { return total > 0 ? Math.min(1, Math.max(0, one / total)) : Double.NaN; }
}
