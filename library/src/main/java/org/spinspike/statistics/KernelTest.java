package org.spinspike.statistics;

import java.util.Arrays;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Units;

/**
 * Whether two sets of trials have one law, by the unbiased maximum mean discrepancy with kernel k = exp(-d / h), h the median of d over all pairs:
 *
 * <pre>MMD^2 = mean_(i != j) k(x_i, x_j) + mean_(i != j) k(y_i, y_j) - 2 mean k(x_i, y_j)</pre>
 *
 * 0 in expectation where the laws are equal. The p-value hands whole source trials to the two sides at random, (1 + #at least as large) / (permutations + 1).
 *
 * <p>Source: Gretton et al., Journal of Machine Learning Research 13 (2012) 723.
 *
 * @param mmd2 may be below 0
 * @param p    of equal laws
 */
record KernelTest(double mmd2, double p) {
    static final int PERMUTATIONS = 999;

    /**
     * @param distances row-major [trials, trials], of both sides together
     * @param units     of the trials: those of the first side have the lower numbers
     * @param first     units of the first side
     */
    static KernelTest of(double[] distances, Units units, int first, Seed seed) {
        int count = units.count(), trials = units.of().length;
        Require.length("distances", distances, trials * trials);
        double h = bandwidth(distances, trials);
        double[] sums = new double[count * count];
        int[] size = new int[count];
        for (int k = 0; k < trials; k++) {
            size[units.of()[k]]++;
            for (int j = 0; j < trials; j++) if (j != k) sums[units.of()[k] * count + units.of()[j]] += Math.exp(-distances[k * trials + j] / h);
        }
        int[] order = new int[count];
        Arrays.setAll(order, u -> u);
        double found = mmd2(sums, size, order, first);
        double[] luck = new double[PERMUTATIONS];
        Chunks.forEach(PERMUTATIONS, 50, (chunk, from, to) -> {
            for (int b = from; b < to; b++) luck[b] = mmd2(sums, size, Resample.order(count, seed.child(b)), first);
        });
        double rounding = 1e-12 * Math.max(1, Math.abs(found));
        return new KernelTest(found, (1.0 + Arrays.stream(luck).filter(v -> v >= found - rounding).count()) / (PERMUTATIONS + 1));
    }

    private static double bandwidth(double[] distances, int trials) {
        double[] pairs = new double[trials * (trials - 1) / 2];
        for (int k = 1, at = 0; k < trials; k++) for (int j = 0; j < k; j++) pairs[at++] = distances[k * trials + j];
        double median = Quantiles.median(pairs);
        return median > 0 ? median : 1;
    }

    /** @param order units of the first side, then those of the second */
    private static double mmd2(double[] sums, int[] size, int[] order, int first) {
        double xx = 0, yy = 0, xy = 0, m = 0, n = 0;
        for (int a = 0; a < order.length; a++) {
            if (a < first) m += size[order[a]];
            else n += size[order[a]];
            for (int b = 0; b < order.length; b++) {
                double k = sums[order[a] * order.length + order[b]];
                if (a < first && b < first) xx += k;
                else if (a >= first && b >= first) yy += k;
                else xy += k / 2;
            }
        }
        return xx / (m * (m - 1)) + yy / (n * (n - 1)) - 2 * xy / (m * n);
    }
}
