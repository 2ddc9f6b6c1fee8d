package org.spinspike.ising.meanfield;

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

    /** @return J K, row-major [N, N]: covariance of the input of i with neuron l of t-1. K is C(t-1) where correlations are carried on, else its diagonal. */
    double[] withPast(boolean carried) { return carried ? times(past.c()) : timesDiagonal(variances()); }

    /** @return J X */
    double[] times(double[] x) {
        int n = neurons();
        double[] out = new double[n * n];
        Chunks.forEach(n, Answer.ROWS, (chunk, from, to) -> Gemm.nn(to - from, n, n, couplings, from * n, n, x, 0, n, 0, out, from * n, n));
        return out;
    }

    private double[] timesDiagonal(double[] u) {
        int n = neurons();
        double[] out = new double[n * n];
        Chunks.forEach(n, Answer.ROWS, (chunk, from, to) -> {
            for (int i = from; i < to; i++) for (int l = 0; l < n; l++) out[i * n + l] = couplings[i * n + l] * u[l];
        });
        return out;
    }

    /** @return W = (J K) J', the covariance of the inputs; elements (i,k) with k &lt;= i */
    double[] covariances(double[] jk) {
        int n = neurons();
        double[] w = new double[n * n];
        Symmetric.lower(n, n, jk, couplings, w);
        return w;
    }
}
