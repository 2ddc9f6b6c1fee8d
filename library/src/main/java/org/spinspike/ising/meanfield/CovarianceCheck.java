package org.spinspike.ising.meanfield;

import org.spinspike.math.linalg.Cholesky;

/** What can be seen of a matrix that should be a covariance of spins. */
final class CovarianceCheck {
    /** How far below zero an eigenvalue may be by rounding. */
    private static final double ROUNDING = 1e-12;

    private CovarianceCheck() {}

    /** @return whether C is positive semidefinite, by a Cholesky decomposition: N^3 / 3 flops */
    static boolean positive(int n, double[] c) { return Cholesky.positive(c, n, ROUNDING); }

    static boolean finite(double[] m, double largest) {
        double sum = 0;
        for (double value : m) sum += value;                                          // each is a mean of tangents: NaN, if it is not finite
        return Double.isFinite(sum) && Double.isFinite(largest);
    }

    /** @return the largest |C_ik| with k &lt; i; NaN or infinite where an element is */
    static double largest(int n, double[] c) {
        double largest = 0, sum = 0;
        for (int i = 0; i < n; i++)
            for (int e = i * n; e < i * n + i; e++) {
                double size = Math.abs(c[e]);
                sum += size;
                if (size > largest) largest = size;
            }
        return Double.isNaN(sum) ? Double.NaN : largest;
    }

    /** @return the largest |W_ik| / sqrt(W_ii W_kk) over k &lt; i where both variances are positive, 0 where there is none */
    static double largestCorrelation(int n, double[] w) {
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) scale[i] = w[i * n + i] > 0 ? 1 / Math.sqrt(w[i * n + i]) : 0;
        double largest = 0;
        for (int i = 0; i < n; i++)
            for (int k = 0; k < i; k++) {
                double size = Math.abs(w[i * n + k]) * scale[i] * scale[k];
                if (size > largest) largest = size;
            }
        return largest;
    }

    static double least(double[] v) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : v) least = Math.min(least, value);                       // NaN stays
        return least;
    }
}
