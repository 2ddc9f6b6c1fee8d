package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;

/**
 * What hands the density of a node's leg on to its left child, the right one summed over, in one product. Densities are symmetric and stand as triangles,
 * (0,0), (1,0), (1,1), (2,0) ...
 *
 * <pre>F_a[i,i'] = sum_(k >= k') matrix[(i,i'),(k,k')] F[k,k'],    matrix = B[(k,i),(k',i')] + B[(k',i),(k,i')], once where k = k',    B = sum_j V[k,i,j] V[k',i',j]</pre>
 *
 * @param node   V, [leg, left leg, right leg], which it was made from
 * @param matrix [pairs of the left leg, pairs of the leg]
 * @param turned V as [leg, right leg, left leg]
 */
record LeftDensities(double[] node, double[] matrix, double[] turned) {

    static LeftDensities of(double[] node, int leg, int la, int lb) {
        double[] b = new double[leg * la * leg * la], matrix = new double[pairs(la) * pairs(leg)], turned = new double[node.length];
        int wide = leg * la;
        Gemm.nt(wide, wide, lb, node, 0, lb, node, 0, lb, 0, b, 0, wide);                                    // (k i) [j] x (k' i') [j]
        for (int i = 0; i < la; i++)
            for (int e = 0; e <= i; e++)
                for (int k = 0; k < leg; k++)
                    for (int l = 0; l <= k; l++)
                        matrix[pair(i, e) * pairs(leg) + pair(k, l)] = b[(k * la + i) * wide + l * la + e] + (k == l ? 0 : b[(l * la + i) * wide + k * la + e]);
        for (int k = 0; k < leg; k++) for (int i = 0; i < la; i++) for (int j = 0; j < lb; j++) turned[(k * lb + j) * la + i] = node[(k * la + i) * lb + j];
        return new LeftDensities(node, matrix, turned);
    }

    /** @return entries of a triangle */
    static int pairs(int leg) { return leg * (leg + 1) / 2; }

    /** @return place of (k,l) or (l,k) in a triangle */
    static int pair(int k, int l) { return k >= l ? k * (k + 1) / 2 + l : l * (l + 1) / 2 + k; }
}
