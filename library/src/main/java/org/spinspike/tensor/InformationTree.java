package org.spinspike.tensor;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.spikes.SpikeTrains;

/**
 * A tree in which neurons that tell most about each other meet low: pairs of groups are joined, the pair with the largest average mutual information first (average
 * linkage; ties go to the lower numbers).
 *
 * <pre>I_ij = sum over s,s' of p_ij(s,s') ln [p_ij(s,s') / p_i(s) p_j(s')] - 1 / 2n      nats, s and s' in the same bin, n entries where both were observed</pre>
 *
 * The last term is the first-order bias of the estimate (Miller); with few trials it is as large as weak couplings are. Cost: one pass over the pairs that fire
 * together, and N^3 for the joining.
 */
final class InformationTree {
    private InformationTree() {}

    static NeuronTree of(SpikeTrains data) {
        var joins = new TreeJoins(data.neurons());
        joins.byInformation(pairs(data), joins.leaves(), TreeJoins.Linkage.AVERAGE);
        return joins.tree();
    }

    /** The same with the strongest pair speaking for two groups: joined along the spanning tree of largest information (Chow &amp; Liu, 1968). */
    static NeuronTree chowLiu(SpikeTrains data) {
        var joins = new TreeJoins(data.neurons());
        joins.byInformation(pairs(data), joins.leaves(), TreeJoins.Linkage.STRONGEST);
        return joins.tree();
    }

    /** Every group of neurons a subtree of its own, inside and among them as {@link #of}. @param groups covers every neuron once */
    static NeuronTree ofGroups(SpikeTrains data, Collection<List<Integer>> groups) {
        double[] information = pairs(data);
        var joins = new TreeJoins(data.neurons());
        List<Integer> roots = groups.stream().map(group -> joins.byInformation(information, group, TreeJoins.Linkage.AVERAGE)).toList();
        joins.byInformation(information, roots, TreeJoins.Linkage.AVERAGE);
        return joins.tree();
    }

    /** @return row-major [N, N], symmetric; 0 on the diagonal and where a pair was never observed together */
    static double[] pairs(SpikeTrains data) {
        int n = data.neurons();
        double[] both = new double[n * n], first = new double[n * n], seen = new double[n * n];              // first: i fires where j was observed too
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++) {
                int trial = k, bin = t;
                int[] observed = IntStream.range(0, n).filter(i -> data.observed(trial, bin, i)).toArray();
                for (int i : observed) {
                    boolean fires = data.fires(k, t, i);
                    for (int j : observed) {
                        seen[i * n + j]++;
                        if (!fires) continue;
                        first[i * n + j]++;
                        if (data.fires(k, t, j)) both[i * n + j]++;
                    }
                }
            }
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                if (i != j && seen[i * n + j] > 0) out[i * n + j] = information(both[i * n + j], first[i * n + j], first[j * n + i], seen[i * n + j]);
        return out;
    }

    private static double information(double both, double i, double j, double n) {
        double sum = term(both, i * j, n) + term(i - both, i * (n - j), n) + term(j - both, (n - i) * j, n) + term(n - i - j + both, (n - i) * (n - j), n);
        return sum - 1 / (2 * n);
    }

    private static double term(double count, double product, double n) { return count == 0 ? 0 : count / n * Math.log(count * n / product); }
}
