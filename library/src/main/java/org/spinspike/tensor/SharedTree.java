package org.spinspike.tensor;

import java.util.Arrays;

/**
 * A {@link TreeMps} with a core for each bin and one tree for all: its tensors once each, and as the free network that has the tree's copied into every bin.
 *
 * <pre>once:  start, nodes, core_0 .. core_(T-1)          everywhere:  start, nodes, core_0, nodes, core_1 ..          behind both what else there is</pre>
 */
final class SharedTree {
    private SharedTree() {}

    /** @param all tensors of the free network, whose trees are equal */
    static double[][] once(TreeMps free, double[][] all) {
        int inner = free.tree().inner(), bins = free.periods(), rest = all.length - tensors(free);
        double[][] x = Arrays.copyOf(all, 1 + inner + bins + rest);
        for (int t = 0; t < bins; t++) x[1 + inner + t] = all[core(inner, t)];
        System.arraycopy(all, all.length - rest, x, 1 + inner + bins, rest);
        return x;
    }

    static double[][] everywhere(TreeMps free, double[][] x) {
        int inner = free.tree().inner(), bins = free.periods(), rest = x.length - (1 + inner + bins);
        double[][] all = new double[tensors(free) + rest][];
        all[0] = x[0];
        for (int t = 0; t < bins; t++) {
            System.arraycopy(x, 1, all, core(inner, t) - inner, inner);
            all[core(inner, t)] = x[1 + inner + t];
        }
        System.arraycopy(x, 1 + inner + bins, all, tensors(free), rest);
        return all;
    }

    /** @param gradients of the free network's tensors; @param to receives those of the tensors that stand once: of the tree's the sum. Modified. */
    static void sum(TreeMps free, double[][] gradients, double[][] to) {
        double[][] last = once(free, gradients);
        int inner = free.tree().inner();
        for (int b = 0; b < to.length; b++) System.arraycopy(last[b], 0, to[b], 0, to[b].length);
        for (int t = 1; t < free.periods(); t++)
            for (int v = 0; v < inner; v++) {
                double[] add = gradients[core(inner, t) - inner + v], sum = to[1 + v];
                for (int e = 0; e < sum.length; e++) sum[e] += add[e];
            }
    }

    /** @return rows and columns of the tensors that stand once */
    static int[][] shapes(TreeMps free) {
        int[][] all = free.shapes();
        int inner = free.tree().inner(), bins = free.periods();
        int[] rows = Arrays.copyOf(all[0], 1 + inner + bins), columns = Arrays.copyOf(all[1], 1 + inner + bins);
        for (int t = 0; t < bins; t++) {
            rows[1 + inner + t] = all[0][core(inner, t)];
            columns[1 + inner + t] = all[1][core(inner, t)];
        }
        return new int[][] {rows, columns};
    }

    private static int tensors(TreeMps free) { return 1 + free.periods() * (free.tree().inner() + 1); }

    /** Where the core of bin t stands among all tensors; the nodes of its tree stand before it. */
    private static int core(int inner, int t) { return 1 + t * (inner + 1) + inner; }
}
