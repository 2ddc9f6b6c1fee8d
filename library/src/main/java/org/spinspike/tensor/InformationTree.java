package org.spinspike.tensor;

import java.util.ArrayList;
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
        int n = data.neurons();
        double[] information = pairs(data);
        List<int[]> children = new ArrayList<>();
        List<List<Integer>> groups = new ArrayList<>();                          // neurons below each open node
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            groups.add(List.of(i));
            nodes.add(i);
        }
        while (groups.size() > 1) {
            int bestA = 0, bestB = 1;
            double most = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < groups.size(); a++)
                for (int b = a + 1; b < groups.size(); b++) {
                    double mean = mean(information, n, groups.get(a), groups.get(b));
                    if (mean > most) {
                        most = mean;
                        bestA = a;
                        bestB = b;
                    }
                }
            children.add(new int[] {nodes.get(bestA), nodes.get(bestB)});
            var joined = new ArrayList<>(groups.get(bestA));
            joined.addAll(groups.get(bestB));
            groups.set(bestA, joined);
            nodes.set(bestA, n + children.size() - 1);
            groups.remove(bestB);
            nodes.remove(bestB);
        }
        return NeuronTree.of(n, children.toArray(int[][]::new));
    }

    private static double mean(double[] information, int n, List<Integer> a, List<Integer> b) {
        double sum = 0;
        for (int i : a) for (int j : b) sum += information[i * n + j];
        return sum / a.size() / b.size();
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
