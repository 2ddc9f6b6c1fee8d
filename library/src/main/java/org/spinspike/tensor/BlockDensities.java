package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.linalg.Gemm;

/**
 * {@link TreeDensities} for a block of trials at once, each with matrices of its own: [leg, leg, m], rows over trials. What is summed with the node's tensor is a
 * matrix product for all trials; what is summed with a trial's own matrices goes row by row.
 *
 * <pre>
 * up:    W = G_a V_k G_b,    G_v[k,k'] = sum_ij V[k,i,j] W[k',i,j]
 * down:  M = sum_k' F[k,k'] V_k',    F_a[i,i'] = sum_kj V[k,i,j] (M G_b)[k,i',j],    F_b[j,j'] = sum_ki V[k,i,j] (G_a M)[k,i,j']
 * d/dV of ln sum G_v o F_v:  G_a M_k G_b / sum V o (G_a M G_b), times 2
 * </pre>
 *
 * Cost a trial 6 chi^4 flops up, 10 chi^4 down, 2 chi^4 more for the gradient; a third of it in rows.
 */
final class BlockDensities {
    private final int m;
    private final double[][] first, second, own;         // [leg * left * right][m], [leg * left * right][m], [leg * leg][m]
    private final double[] flat, mixed, row;
    private final double[] z;

    /** @param widest largest leg */
    BlockDensities(int widest, int m) {
        int size = widest * widest * widest;
        this.m = m;
        this.first = new double[size][m];
        this.second = new double[size][m];
        this.own = new double[widest * widest][m];
        this.flat = new double[size * m];
        this.mixed = new double[size * m];
        this.row = new double[m];
        this.z = new double[m];
    }

    /** @param to receives G_v, [leg, leg, m] */
    void up(double[] v, int leg, int la, int lb, double[] ga, double[] gb, double[] to) {
        for (int k = 0; k < leg; k++) Gemm.tn(lb, la * m, la, v, k * la * lb, lb, ga, 0, la * m, 0, flat, k * lb * la * m, la * m);      // [i'] j x [i'] (i x) -> j (i x)
        rows(flat, first, leg * lb * la);
        rows(gb, own, lb * lb);
        for (int k = 0; k < leg; k++)
            for (int i = 0; i < la; i++)
                for (int j = 0; j < lb; j++) {
                    Arrays.fill(row, 0);
                    for (int e = 0; e < lb; e++) Rows.addProduct(row, first[(k * lb + e) * la + i], own[e * lb + j], 0, m);
                    System.arraycopy(row, 0, mixed, ((k * la + i) * lb + j) * m, m);
                }
        for (int k = 0; k < leg; k++) Gemm.nn(leg, m, la * lb, v, 0, la * lb, mixed, k * la * lb * m, m, 0, to, k * m, leg * m);         // k' [i j] x [i j] x -> k' x
    }

    /**
     * @param fa       receives the left child's density
     * @param fb       receives the right child's
     * @param factor   times d ln is added to the gradient; nothing of a trial whose F is zero
     * @param gradient of the node, or null where nobody asks. Modified.
     */
    void down(double[] v, int leg, int la, int lb, double[] f, double[] ga, double[] gb, double[] fa, double[] fb, double factor, double[] gradient) {
        for (int k = 0; k < leg; k++) Gemm.tn(la * lb, m, leg, v, 0, la * lb, f, k * leg * m, m, 0, mixed, k * la * lb * m, m);          // [k'] (i j) x [k'] x -> (i j) x
        rows(mixed, first, leg * la * lb);
        rows(gb, own, lb * lb);
        for (int k = 0; k < leg; k++)
            for (int i = 0; i < la; i++)
                for (int j = 0; j < lb; j++) {
                    double[] to = second[(k * la + i) * lb + j];
                    Arrays.fill(to, 0);
                    for (int e = 0; e < lb; e++) Rows.addProduct(to, first[(k * la + i) * lb + e], own[e * lb + j], 0, m);
                    System.arraycopy(to, 0, flat, ((k * lb + j) * la + i) * m, m);
                }
        for (int k = 0; k < leg; k++) Gemm.nn(la, la * m, lb, v, k * la * lb, lb, flat, k * lb * la * m, la * m, k == 0 ? 0 : 1, fa, 0, la * m);   // i [j] x [j] (i' x)
        rows(ga, own, la * la);
        left(first, leg, la, lb);
        Gemm.tn(lb, lb * m, leg * la, v, 0, lb, flat, 0, lb * m, 0, fb, 0, lb * m);                                                      // [k i] j x [k i] (j' x)
        if (gradient == null) return;
        left(second, leg, la, lb);
        Gemm.nn(1, m, leg * la * lb, v, 0, leg * la * lb, flat, 0, m, 0, z, 0, m);
        for (int x = 0; x < m; x++) z[x] = z[x] == 0 ? 0 : factor / z[x];
        Gemm.nn(leg * la * lb, 1, m, flat, 0, m, z, 0, 1, 1, gradient, 0, 1);
    }

    /** G_a, which lies in {@code own}, times {@code from}: into {@code flat}, [leg, left, right, m]. */
    private void left(double[][] from, int leg, int la, int lb) {
        for (int k = 0; k < leg; k++)
            for (int i = 0; i < la; i++)
                for (int j = 0; j < lb; j++) {
                    Arrays.fill(row, 0);
                    for (int e = 0; e < la; e++) Rows.addProduct(row, from[(k * la + e) * lb + j], own[i * la + e], 0, m);
                    System.arraycopy(row, 0, flat, ((k * la + i) * lb + j) * m, m);
                }
    }

    private void rows(double[] from, double[][] to, int count) { for (int n = 0; n < count; n++) System.arraycopy(from, n * m, to[n], 0, m); }
}
