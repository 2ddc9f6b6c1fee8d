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
 * Trials are grouped by their two bits once a bond, so that a step is the same few long loops and products over each group, rows running over trials.
 * 4 m D^2 flops a step.
 *
 * <p>Guard: |psi_x| is taken no smaller than {@link #FLOOR} |l_x| |r_x|, keeping its sign. A trial the model all but excludes then pulls with
 * finite strength; by Cauchy-Schwarz |psi_x| is at most |l_x| |r_x| for |B| = 1. A trial with l_x or r_x zero pulls nowhere.
 */
final class BondGradient {
    /** Smallest amplitude relative to its bound that enters a gradient. */
    static final double FLOOR = 1e-12;

    /** Left bonds up to this go through {@link Rows}, larger ones through a matrix product: where the two cost the same (docs/performance.md). */
    private static final int ROWS = 8;
    private static final double[] NONE = {};

    private double[][] left = {}, right = {};            // [D_l, padded] and [D_r] rows over the grouped trials
    private double[] flatLeft = NONE, flat = NONE;       // [D_l, m]; [D_r, m]
    private double[] psi = NONE, least = NONE, spare = NONE, zeros = NONE;
    private int[] order = {};
    private final int[] group = new int[5];              // first column of each pair of bits
    private int dl, dr, m;
    double[] gradient = NONE;                            // [D_l, 2, 2, D_r], as left by the last step

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
        for (int a = 0; a < dl; a++) System.arraycopy(left[a], 0, flatLeft, a * m, m);
        java.util.Arrays.fill(spare, 0, m, 0);
        java.util.Arrays.fill(least, 0, m, 0);
        for (int a = 0; a < dl; a++) Rows.addProduct(spare, left[a], left[a], 0, m);
        for (int b = 0; b < dr; b++) Rows.addProduct(least, right[b], right[b], 0, m);
        for (int x = 0; x < m; x++) least[x] = FLOOR * Math.sqrt(spare[x] * least[x]);
    }

    private void permute(double[] block, int d, double[][] to) {
        for (int a = 0; a < d; a++) {
            double[] row = to[a];
            for (int x = 0, at = a * m; x < m; x++) row[x] = block[at + order[x]];
        }
    }

    /** One evaluation: fills {@link #gradient}. {@code b} is [D_l, 2, 2, D_r]. Not modified. */
    void evaluate(double[] b) {
        java.util.Arrays.fill(psi, 0, m, 0);
        if (dl <= ROWS) amplitudesByRows(b);
        else amplitudesByProduct(b);
        invertGuarded();
        for (int d = 0; d < dr; d++) {
            Rows.product(spare, right[d], psi, m);
            System.arraycopy(spare, 0, flat, d * m, m);
        }
        for (int c = 0; c < 4; c++) {
            int at = group[c], n = group[c + 1] - at;
            if (n > 0) Gemm.nt(dl, dr, n, flatLeft, at, m, flat, at, m, 0, gradient, c * dr, 4 * dr);   // a [x] x b [x] -> a b
            else for (int a = 0; a < dl; a++) java.util.Arrays.fill(gradient, (4 * a + c) * dr, (4 * a + c + 1) * dr, 0);
        }
    }

    private void amplitudesByRows(double[] b) {
        double[] padded = java.util.Arrays.copyOf(b, 4 * dr * left.length);                         // zero coefficients for rows of zeros
        for (int c = 0; c < 4; c++)
            if (group[c + 1] > group[c])
                for (int d = 0; d < dr; d++) Rows.addForm(psi, right[d], left, padded, c * dr + d, 4 * dr, spare, group[c], group[c + 1]);
    }

    private void amplitudesByProduct(double[] b) {
        for (int c = 0; c < 4; c++) {
            int at = group[c], n = group[c + 1] - at;
            if (n > 0) Gemm.tn(dr, n, dl, b, c * dr, 4 * dr, flatLeft, at, m, 0, flat, at, m);       // [a] b x [a] x -> b x
        }
        for (int d = 0; d < dr; d++) {
            System.arraycopy(flat, d * m, spare, 0, m);
            Rows.addProduct(psi, right[d], spare, 0, m);
        }
    }

    /** Turns psi into 1/psi, held within its guard. */
    private void invertGuarded() {
        for (int x = 0; x < m; x++) {
            if (Math.abs(psi[x]) >= least[x] && psi[x] != 0) continue;
            psi[x] = least[x] == 0 ? Double.POSITIVE_INFINITY : psi[x] < 0 ? -least[x] : least[x];
        }
        Rows.invert(psi, m);
    }

    private void allocate() {
        if (psi.length < m) {
            order = new int[m];
            psi = new double[m];
            least = new double[m];
            spare = new double[m];
            zeros = new double[m];
            left = right = new double[0][];
        }
        int padded = dl <= ROWS ? Rows.padded(dl) : dl;
        if (left.length != padded) left = rows(left, padded);
        for (int a = 0; a < padded; a++) {
            if (a >= dl) left[a] = zeros;
            else if (left[a] == zeros) left[a] = new double[psi.length];
        }
        if (right.length < dr) right = rows(right, dr);
        flatLeft = atLeast(flatLeft, dl * m);
        flat = atLeast(flat, dr * m);
        if (gradient.length != 4 * dl * dr) gradient = new double[4 * dl * dr];
    }

    private double[][] rows(double[][] old, int count) {
        double[][] out = java.util.Arrays.copyOf(old, count);
        for (int a = old.length; a < count; a++) out[a] = new double[psi.length];
        return out;
    }

    private static double[] atLeast(double[] array, int size) { return array.length >= size ? array : new double[size]; }
}
