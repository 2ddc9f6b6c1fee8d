package org.spinspike.ising.meanfield;

import org.spinspike.math.special.Tanh;
import org.spinspike.math.special.TanhRoots;

/** One neuron of t with each neuron l of t-1 in turn, in loops over l: the rows of {@link PairAnswer}. A workspace: one a thread. */
final class PairRow {
    final TanhRoots roots;
    private final int n;
    private final double[] couplings, before, u, pastVariances;
    private final double[] coupling, withPast, strength, variance;
    /** Fields of i for s = +1 and -1, and the tangents they lead to. */
    private final double[] fieldUp, fieldDown, up, down;

    PairRow(Inputs inputs) {
        n = inputs.neurons();
        couplings = inputs.couplings();
        before = inputs.past().m();
        u = inputs.variances();
        roots = new TanhRoots(n);
        pastVariances = new double[n];
        for (int l = 0; l < n; l++) pastVariances[l] = inputs.past().c()[l * n + l];
        coupling = new double[n];
        withPast = new double[n];
        strength = new double[n];
        variance = new double[n];
        fieldUp = new double[n];
        fieldDown = new double[n];
        up = new double[n];
        down = new double[n];
    }

    /** Order 1: the tangents of g + J_il (s - m_l). */
    void first(int i, double g) {
        System.arraycopy(couplings, i * n, strength, 0, n);
        fields(g);
        Tanh.of(fieldUp, n, up);
        Tanh.of(fieldDown, n, down);
    }

    /**
     * Order 2, each l of t-1 taken out of the input and put back.
     *
     * @param near    a theta near all roots
     * @param v       V_i
     * @param jc      J C(t-1), row-major [N, N]
     * @param through J D J', row i from {@code at} on
     * @param own     sum_n J_ln D_ln
     * @return the least of V_i and V_il
     */
    double second(int i, double g, double near, double v, double[] jc, double[] through, int at, double[] own) {
        System.arraycopy(couplings, i * n, coupling, 0, n);
        System.arraycopy(jc, i * n, withPast, 0, n);
        System.arraycopy(through, at, strength, 0, n);
        for (int l = 0; l < n; l++) {
            double j = coupling[l];
            variance[l] = v - 2 * j * withPast[l] + j * j * pastVariances[l];
            strength[l] += j * (1 - own[l]);
        }
        solve(g, near);
        return Math.min(v, CovarianceCheck.least(variance));
    }

    /** The other neurons of t in the place of those of t-1. @param w W, row-major [N, N] */
    void sameBin(int i, double g, double near, double v, double[] w) {
        System.arraycopy(w, i * n, strength, 0, n);
        java.util.Arrays.fill(variance, v);
        solve(g, near);
    }

    /** @return the mean over l of E_s tanh theta_il(s) */
    double mean() {
        double sum = 0;
        for (int l = 0; l < n; l++) sum += .5 * (up[l] + down[l] + before[l] * (up[l] - down[l]));
        return sum / n;
    }

    /** Writes u_l / 2 (tanh theta(+1) - tanh theta(-1)) into row i of {@code out}. */
    void covariance(double[] out, int i) {
        for (int l = 0; l < n; l++) out[i * n + l] = .5 * u[l] * (up[l] - down[l]);
    }

    private void solve(double g, double near) {
        fields(g);
        roots.solve(fieldUp, variance, n, near, up);
        roots.solve(fieldDown, variance, n, near, down);
    }

    private void fields(double g) {
        for (int l = 0; l < n; l++) {
            fieldUp[l] = g + strength[l] * (1 - before[l]);
            fieldDown[l] = g - strength[l] * (1 + before[l]);
        }
    }
}
