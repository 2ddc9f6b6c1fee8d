package org.spinspike.ising.meanfield;

import java.util.Arrays;
import org.spinspike.ising.SpinMoments;
import org.spinspike.math.Chunks;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Symmetric;

/**
 * What reaches the neurons of bin t from those of t-1: mean and covariance of the fields H + J s(t-1).
 *
 * @param past      moments of t-1
 * @param fields    H
 * @param couplings J, row-major [N, N]
 */
record Inputs(SpinMoments past, double[] fields, double[] couplings) {

    int neurons() { return past.neurons(); }

    /** @return g_i = H_i + sum_j J_ij m_j(t-1) */
    double[] means() {
        int n = neurons();
        double[] g = new double[n];
        Gemm.nn(n, 1, n, couplings, 0, n, past.m(), 0, 1, 0, g, 0, 1);
        for (int i = 0; i < n; i++) g[i] += fields[i];
        return g;
    }

    /** @return 1 - m_l(t-1)^2 */
    double[] variances() {
        double[] u = new double[neurons()];
        for (int l = 0; l < u.length; l++) u[l] = 1 - past.m()[l] * past.m()[l];
        return u;
    }

    /** @return J X */
    double[] times(double[] x) {
        int n = neurons();
        double[] out = new double[n * n];
        Chunks.forEach(n, Answer.ROWS, (chunk, from, to) -> Gemm.nn(to - from, n, n, couplings, from * n, n, x, 0, n, 0, out, from * n, n));
        return out;
    }

    /** @return J_il x_l, row-major [N, N] */
    double[] timesDiagonal(double[] x) {
        int n = neurons();
        double[] out = new double[n * n];
        Chunks.forEach(n, Answer.ROWS, (chunk, from, to) -> {
            for (int i = from; i < to; i++) for (int l = 0; l < n; l++) out[i * n + l] = couplings[i * n + l] * x[l];
        });
        return out;
    }

    /**
     * W = (J C(t-1)) J', the covariance of the inputs; elements (i,k) with k &lt;= i.
     *
     * @param jc J C(t-1)
     */
    double[] covariances(double[] jc) {
        int n = neurons();
        double[] w = new double[n * n];
        Symmetric.lower(n, n, jc, couplings, w);
        return w;
    }

    /**
     * The same where neurons of t-1 are independent: W_ik = sum_j J_ij (1 - m_j(t-1)^2) J_kj.
     *
     * @param scaled J_ij sqrt(1 - m_j(t-1)^2)
     */
    double[] covariancesOfIndependent(double[] scaled) {
        int n = neurons();
        double[] w = new double[n * n];
        Symmetric.gram(n, n, scaled, w);
        return w;
    }

    /** @return sqrt(1 - m_l(t-1)^2) */
    double[] deviations() { return Arrays.stream(variances()).map(Math::sqrt).toArray(); }
}
