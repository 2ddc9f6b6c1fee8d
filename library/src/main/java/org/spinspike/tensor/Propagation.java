package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;

/**
 * Boundary vectors of a block of trials moved over one site. A block is [D, m] row-major: each bond index a contiguous row over m trials.
 *
 * <pre>from the left:  v[b] <- sum_a v[a] A[a,s,b]        from the right:  u[a] <- sum_b A[a,s,b] u[b]</pre>
 *
 * Both values of the bit are computed in one product and each trial takes its own. Scales: a vector whose squared norm falls below 2^-200 is
 * multiplied by a power of two, exactly, and the power is remembered; only ratios of vectors ever enter a gradient.
 */
final class Propagation {
    private static final double TINY = 0x1p-200;

    private Propagation() {}

    /** @param both receives [2, D_r, m]: the products for either bit */
    static void bothFromLeft(double[] core, int dl, int dr, double[] v, int m, double[] both) {
        Gemm.tn(2 * dr, m, dl, core, 0, 2 * dr, v, 0, m, 0, both, 0, m);                            // [a] (s b) x [a] x -> (s b) x
    }

    /** @param both receives [D_l, 2, m] */
    static void bothFromRight(double[] core, int dl, int dr, double[] u, int m, double[] both) {
        Gemm.nn(2 * dl, m, dr, core, 0, dr, u, 0, m, 0, both, 0, m);                                // (a s) [b] x [b] x -> (a s) x
    }

    /**
     * @param both as left by {@link #bothFromLeft} ({@code rowOfBit = d}, {@code rowStep = 1}) or {@link #bothFromRight} (1 and 2)
     * @param bits of the site, trial x at {@code from + x}
     * @param to   receives the block [d, m]
     */
    static void take(double[] both, int d, int m, int rowOfBit, int rowStep, byte[] bits, int from, double[] to) {
        for (int b = 0; b < d; b++) {
            int zero = b * rowStep * m, one = zero + rowOfBit * m, row = b * m;
            for (int x = 0; x < m; x++) to[row + x] = bits[from + x] == 0 ? both[zero + x] : both[one + x];
        }
    }

    /** Squared norms of the m vectors of a block. */
    static void squaredNorms(double[] v, int d, int m, double[] norms) {
        java.util.Arrays.fill(norms, 0, m, 0);
        for (int b = 0; b < d; b++) for (int x = 0, row = b * m; x < m; x++) norms[x] += v[row + x] * v[row + x];
    }

    /**
     * Lifts vectors that have become tiny.
     *
     * @param exponents at {@code from + x}: the true vector is 2^exponent times the stored one. Modified.
     */
    static void rescale(double[] v, int d, int m, int[] exponents, int from, double[] norms) {
        squaredNorms(v, d, m, norms);
        for (int x = 0; x < m; x++) {
            if (!(norms[x] < TINY) || norms[x] == 0) continue;
            int power = Math.getExponent(norms[x]) / 2;
            double lift = Math.scalb(1., -power);             // of 1 it would be a float, infinite from 2^128 on
            for (int b = 0; b < d; b++) v[b * m + x] *= lift;
            exponents[from + x] += power;
        }
    }
}
