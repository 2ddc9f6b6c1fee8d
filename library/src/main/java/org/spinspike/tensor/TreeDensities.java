package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;

/**
 * Density matrices in one node of a tree, V the node [leg, left, right]. G are the children's Gram matrices, what is known from below (a bit seen: its
 * projector, a bit hidden: the identity); F is what is known from elsewhere.
 *
 * <pre>
 * up:    G_v[k,k'] = sum V[k,i,j] G_a[i,i'] G_b[j,j'] V[k',i',j']
 * down:  F_a[i,i'] = sum V[k,i,j] F_v[k,k'] G_b[j,j'] V[k',i',j'],       F_b likewise
 * d/dV of ln sum G_v o F_v:   2 sum_k' F_v[k,k'] (G_a V_k' G_b) / sum G_v o F_v
 * </pre>
 *
 * Symmetric matrices, row-major. Cost of each about 4 chi^4 flops. {@code work} holds leg * left * right doubles.
 */
final class TreeDensities {
    private TreeDensities() {}

    /** @param weighed receives G_a V_k G_b for each k, [leg, left, right]: {@link #gradient} asks for it */
    static void up(double[] v, int leg, int la, int lb, double[] ga, double[] gb, double[] to, double[] weighed, double[] work) {
        for (int k = 0; k < leg; k++) Gemm.nn(la, lb, la, ga, 0, la, v, k * la * lb, lb, 0, work, k * la * lb, lb);          // i [i'] x [i'] j -> i j
        Gemm.nn(leg * la, lb, lb, work, 0, lb, gb, 0, lb, 0, weighed, 0, lb);                                               // (k i) [j'] x [j'] j
        Gemm.nt(leg, leg, la * lb, weighed, 0, la * lb, v, 0, la * lb, 0, to, 0, leg);
    }

    /** @param fa receives the left child's density, or null where nobody asks; @param fb the right child's */
    static void down(double[] v, int leg, int la, int lb, double[] f, double[] ga, double[] gb, double[] fa, double[] fb, double[] work) {
        double[] mixed = new double[leg * la * lb];
        Gemm.nn(leg, la * lb, leg, f, 0, leg, v, 0, la * lb, 0, mixed, 0, la * lb);                                          // k [k'] x [k'] (i j)
        if (fa != null) {
            Gemm.nn(leg * la, lb, lb, mixed, 0, lb, gb, 0, lb, 0, work, 0, lb);
            for (int k = 0; k < leg; k++) Gemm.nt(la, la, lb, v, k * la * lb, lb, work, k * la * lb, lb, k == 0 ? 0 : 1, fa, 0, la);
        }
        if (fb != null) {
            for (int k = 0; k < leg; k++) {
                Gemm.nn(la, lb, la, ga, 0, la, mixed, k * la * lb, lb, 0, work, 0, lb);
                Gemm.tn(lb, lb, la, v, k * la * lb, lb, work, 0, lb, k == 0 ? 0 : 1, fb, 0, lb);
            }
        }
    }

    /** Adds factor / z times F weighed to the node's gradient, z = sum of V and F weighed, so that the scales of F and G cancel. */
    static void gradient(double[] v, int leg, int la, int lb, double[] f, double[] weighed, double factor, double[] to) {
        double[] product = Gemm.product(f, weighed, leg, leg, la * lb);
        double z = 0;
        for (int e = 0; e < product.length; e++) z += v[e] * product[e];
        for (int e = 0; e < product.length; e++) to[e] += factor / z * product[e];
    }
}
