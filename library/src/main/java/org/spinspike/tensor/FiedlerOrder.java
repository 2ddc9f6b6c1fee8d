package org.spinspike.tensor;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.spinspike.math.linalg.Svd;

/**
 * Neurons in a row, so that those that tell much about each other stand close: sorted by the eigenvector of the second smallest eigenvalue of the graph's Laplacian,
 *
 * <pre>L = diag(sum_j w_ij) - w,    w_ij = I_ij where that is positive, and a millionth of the largest everywhere, so that the graph hangs together</pre>
 *
 * which is the order of least sum_ij w_ij (x_i - x_j)^2 among all of norm 1 and mean 0. Of the two directions the one that begins with the lower number. Cost N^3.
 * Source: Rissler, Noack &amp; White, Chemical Physics 323, 519 (2006).
 */
final class FiedlerOrder {
    private static final double LEAST = 1e-6;

    private FiedlerOrder() {}

    /** @param information [N, N], symmetric. Not modified. */
    static int[] of(double[] information, int n) {
        int[] order = IntStream.range(0, n).toArray();
        if (n < 3) return order;
        double largest = 0, most = 0;
        for (double i : information) largest = Math.max(largest, i);
        double[] weight = new double[n * n], sums = new double[n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                if (i == j) continue;
                weight[i * n + j] = Math.max(0, information[i * n + j]) + (largest == 0 ? 1 : LEAST * largest);
                sums[i] += weight[i * n + j];
                most = Math.max(most, sums[i]);
            }
        for (int i = 0; i < n; i++) weight[i * n + i] = 2 * most - sums[i];                       // 2 most - L: positive, its largest values where L's are smallest
        double[] u = Svd.of(weight, n, n).u();
        order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble((Integer i) -> u[i * n + 1]).thenComparingInt(i -> i)).mapToInt(Integer::intValue).toArray();
        if (order[0] < order[n - 1]) return order;
        int[] back = new int[n];
        for (int i = 0; i < n; i++) back[i] = order[n - 1 - i];
        return back;
    }
}
