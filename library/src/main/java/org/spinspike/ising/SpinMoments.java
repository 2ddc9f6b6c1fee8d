package org.spinspike.ising;

import java.util.Arrays;
import org.spinspike.math.Require;

/**
 * First and second moments of one bin and the one before it, spins -1 and +1.
 *
 * <pre>m_i = E s_i(t),   C_ik = E s_i(t) s_k(t) - m_i m_k,   D_il = E s_i(t) s_l(t-1) - m_i(t) m_l(t-1)</pre>
 *
 * The row of D is the later bin. In 0/1 variables covariances are a quarter of these.
 *
 * @param m length N. Not copied, not modified.
 * @param c row-major [N, N], C_ii = 1 - m_i^2. Not copied, not modified.
 * @param d row-major [N, N]. Not copied, not modified.
 */
public record SpinMoments(double[] m, double[] c, double[] d) {

    public SpinMoments {
        Require.length("C", c, m.length * m.length);
        Require.length("D", d, m.length * m.length);
    }

    public int neurons() { return m.length; }

    /** @return mean of m_i over neurons */
    public double meanM() { return mean(m); }

    /** @return mean of C_ik over all N^2 entries, the variances among them */
    public double meanC() { return mean(c); }

    /** @return mean of D_il over all N^2 entries */
    public double meanD() { return mean(d); }

    private static double mean(double[] x) { return Arrays.stream(x).average().orElseThrow(); }

    /** A network whose state is known: m = s, no covariances. */
    public static SpinMoments of(double[] state) {
        for (int i = 0; i < state.length; i++) Require.that(state[i] == 1 || state[i] == -1, "spin " + i + " must be -1 or +1, got " + state[i]);
        return new SpinMoments(state.clone(), new double[state.length * state.length], new double[state.length * state.length]);
    }

    /** Independent neurons of these means, and nothing known of the bin before: C_ii = 1 - m_i^2, D = 0. */
    public static SpinMoments independent(double[] means) {
        int n = means.length;
        double[] c = new double[n * n];
        for (int i = 0; i < n; i++) c[i * n + i] = 1 - means[i] * means[i];
        return new SpinMoments(means.clone(), c, new double[n * n]);
    }
}
