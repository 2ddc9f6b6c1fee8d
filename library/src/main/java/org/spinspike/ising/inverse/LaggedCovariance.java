package org.spinspike.ising.inverse;

import org.spinspike.math.Require;
import org.spinspike.math.linalg.Gemm;

/**
 * D_il = cov(s_i(t), s_l(t-1)) over transitions, spins -1 and +1: pooled, or around the means of each bin of the clock, so that rates over time are no covariance.
 *
 * <pre>D_il = sum_c R_c / (R_c - 1) sum_{t in c} (s_i(t) - m_i(c)) (s_l(t-1) - m'_l(c)) / sum_c R_c</pre>
 *
 * R_c transitions of clock c (all of them where there is none); clocks with one transition say nothing and are left out, as are transitions not wholly observed. Cost: a product of
 * transitions x N x N.
 */
public final class LaggedCovariance {
    private LaggedCovariance() {}

    /**
     * @return row-major [N, N], row = later bin
     * @throws IllegalArgumentException where no two transitions share a clock
     */
    public static double[] of(Transitions data) {
        int n = data.neurons();
        double[] d = new double[n * n];
        long used = 0;
        for (int[] of : data.rowsByClock()) {
            if (of.length < 2) continue;
            double[] now = new double[of.length * n], before = new double[of.length * n];
            for (int r = 0; r < of.length; r++)
                for (int i = 0; i < n; i++) {
                    now[r * n + i] = data.after(of[r], i) ? 1 : -1;
                    before[r * n + i] = data.before(of[r], i) ? 1 : -1;
                }
            centre(now, n, of.length / (of.length - 1.));
            centre(before, n, 1);
            Gemm.tn(n, n, of.length, now, 0, n, before, 0, n, 1, d, 0, n);
            used += of.length;
        }
        Require.that(used > 0, "a covariance of two bins in a row needs two transitions, of the same bin of the clock where fields go with it");
        for (int e = 0; e < d.length; e++) d[e] /= used;
        return d;
    }

    private static void centre(double[] x, int n, double factor) {
        int rows = x.length / n;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int r = 0; r < rows; r++) sum += x[r * n + i];
            for (int r = 0; r < rows; r++) x[r * n + i] = factor * (x[r * n + i] - sum / rows);
        }
    }
}
