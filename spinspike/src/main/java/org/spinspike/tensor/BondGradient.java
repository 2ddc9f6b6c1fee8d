package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;

/**
 * The gradient of one merged pair of cores over one chunk of trials.
 *
 * <pre>
 * psi_x = sum_ab l_x[a] B[a,s,s',b] r_x[b]
 * G[a,s,s',b] = sum over trials with bits (s,s') of l_x[a] r_x[b] / psi_x
 * </pre>
 *
 * Trials are grouped by their two bits once a bond, so that every step is four pairs of matrix products with rows over trials.
 * 4 m D^2 flops a step.
 *
 * <p>Guard: |psi_x| is taken no smaller than {@link #FLOOR} |l_x| |r_x|, keeping its sign. A trial the model all but excludes then pulls with
 * finite strength; by Cauchy-Schwarz |psi_x| is at most |l_x| |r_x| for |B| = 1. A trial with l_x or r_x zero pulls nowhere.
 */
final class BondGradient {
    /** Smallest amplitude relative to its bound that enters a gradient. */
    static final double FLOOR = 1e-12;

    private double[] left, right, product, weighted, psi, least, norms;
    private int[] order;
    private final int[] group = new int[5];              // first column of each pair of bits
    private int dl, dr, m;
    double[] gradient;                                   // [D_l, 2, 2, D_r], as left by the last step

    /**
     * Takes up a bond.
     *
     * @param leftBlock  left vectors [D_l, m]. Not modified.
     * @param rightBlock right vectors [D_r, m]. Not modified.
     * @param first      bits of the left site, trial x at {@code from + x}; {@code second} those of the right one
     */
    void gather(double[] leftBlock, int dl, double[] rightBlock, int dr, byte[] first, byte[] second, int from, int m) {
        this.dl = dl;
        this.dr = dr;
        this.m = m;
        allocate();
        java.util.Arrays.fill(group, 0);
        for (int x = 0; x < m; x++) group[2 * first[from + x] + second[from + x] + 1]++;
        for (int c = 0; c < 4; c++) group[c + 1] += group[c];
        int[] next = group.clone();
        for (int x = 0; x < m; x++) order[next[2 * first[from + x] + second[from + x]]++] = x;
        permute(leftBlock, dl, left);
        permute(rightBlock, dr, right);
        Propagation.squaredNorms(left, dl, m, norms);
        Propagation.squaredNorms(right, dr, m, least);
        for (int x = 0; x < m; x++) least[x] = FLOOR * Math.sqrt(norms[x] * least[x]);
    }

    private void permute(double[] block, int d, double[] to) {
        for (int a = 0; a < d; a++) for (int x = 0, row = a * m; x < m; x++) to[row + x] = block[row + order[x]];
    }

    /** One evaluation: fills {@link #gradient}. {@code b} is [D_l, 2, 2, D_r]. Not modified. */
    void evaluate(double[] b) {
        for (int c = 0; c < 4; c++) {
            int at = group[c], n = group[c + 1] - at;
            if (n > 0) Gemm.tn(dr, n, dl, b, c * dr, 4 * dr, left, at, m, 0, product, at, m);       // [a] b x [a] x -> b x
        }
        amplitudes();
        for (int d = 0; d < dr; d++) for (int x = 0, row = d * m; x < m; x++) weighted[row + x] = right[row + x] * psi[x];
        for (int c = 0; c < 4; c++) {
            int at = group[c], n = group[c + 1] - at;
            if (n > 0) Gemm.nt(dl, dr, n, left, at, m, weighted, at, m, 0, gradient, c * dr, 4 * dr); // a [x] x b [x] -> a b
            else for (int a = 0; a < dl; a++) java.util.Arrays.fill(gradient, (4 * a + c) * dr, (4 * a + c + 1) * dr, 0);
        }
    }

    /** Leaves 1/psi in {@link #psi}. */
    private void amplitudes() {
        java.util.Arrays.fill(psi, 0, m, 0);
        for (int d = 0; d < dr; d++) for (int x = 0, row = d * m; x < m; x++) psi[x] += product[row + x] * right[row + x];
        for (int x = 0; x < m; x++) {
            double amplitude = psi[x];
            psi[x] = Math.abs(amplitude) >= least[x] && amplitude != 0 ? 1 / amplitude
                    : least[x] == 0 ? 0 : amplitude < 0 ? -1 / least[x] : 1 / least[x];
        }
    }

    private void allocate() {
        if (order == null || order.length < m) {
            order = new int[m];
            psi = new double[m];
            least = new double[m];
            norms = new double[m];
        }
        left = atLeast(left, dl * m);
        right = atLeast(right, dr * m);
        product = atLeast(product, dr * m);
        weighted = atLeast(weighted, dr * m);
        if (gradient == null || gradient.length != 4 * dl * dr) gradient = new double[4 * dl * dr];
    }

    private static double[] atLeast(double[] array, int size) { return array != null && array.length >= size ? array : new double[size]; }
}
