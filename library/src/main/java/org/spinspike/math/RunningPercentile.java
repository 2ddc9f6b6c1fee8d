package org.spinspike.math;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The percentile of what stands in a window that moves along, exact at every place.
 *
 * <pre>out[t] = percentile of {x[u] : |u - t| &lt;= h, x[u] is a number},   by straight lines between the sorted values: place (n - 1) p / 100</pre>
 *
 * At the ends the window is what of it lies inside: nothing is padded or mirrored. NaN are no values; where a window holds none, the result is NaN. Values are ranked
 * once and counted in a Fenwick tree, from which a value is added, taken away or the k-th found in log2(T) steps: cost O(T log T) for any width.
 */
public final class RunningPercentile {
    private final int[] counts;                           // Fenwick tree over ranks, from 1
    private final int top;                                // the largest power of two in it
    private int held;

    private RunningPercentile(int ranks) {
        this.counts = new int[ranks + 1];
        this.top = Integer.highestOneBit(Math.max(1, ranks));
    }

    /**
     * @param values  [T], NaN where there is none. Not modified.
     * @param half    h: neighbours on either side that belong to the window
     * @param percent 0 (the least) to 100 (the greatest)
     * @return [T]
     */
    public static double[] of(double[] values, int half, double percent) {
        Require.atLeast("half a window", half, 0);
        Require.between("percentile", percent, 0, 100);
        int[] order = IntStream.range(0, values.length).filter(t -> !Double.isNaN(values[t])).boxed().sorted(Comparator.comparingDouble(t -> values[t])).mapToInt(t -> t).toArray();
        int[] rank = new int[values.length];
        for (int r = 0; r < order.length; r++) rank[order[r]] = r + 1;
        var window = new RunningPercentile(order.length);
        double[] out = new double[values.length];
        for (int u = 0; u < Math.min(half, values.length); u++) window.add(rank[u], 1);
        for (int t = 0; t < values.length; t++) {
            if (t + half < values.length) window.add(rank[t + half], 1);
            if (t - half - 1 >= 0) window.add(rank[t - half - 1], -1);
            out[t] = window.percentile(percent, order, values);
        }
        return out;
    }

    private void add(int rank, int by) {
        if (rank == 0) return;                            // no number
        held += by;
        for (int node = rank; node < counts.length; node += node & -node) counts[node] += by;
    }

    private double percentile(double percent, int[] order, double[] values) {
        if (held == 0) return Double.NaN;
        double place = (held - 1) * percent / 100;
        int below = (int) place;
        double low = values[order[rank(below + 1) - 1]];
        if (place == below) return low;
        return low + (place - below) * (values[order[rank(below + 2) - 1]] - low);
    }

    /** @return rank of the k-th smallest of those held, k from 1 */
    private int rank(int k) {
        int node = 0, left = k;
        for (int step = top; step > 0; step >>= 1)
            if (node + step < counts.length && counts[node + step] < left) {
                node += step;
                left -= counts[node];
            }
        return node + 1;
    }
}
