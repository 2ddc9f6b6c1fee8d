package org.spinspike.statistics;

import java.util.Arrays;
import org.spinspike.math.Require;

/**
 * Chance that a number of one group is larger than one of another, ties half, with an interval from resampling whole units.
 *
 * <pre>
 * A = sum_ij h(x_i, y_j) / (n m),   h = 1, 1/2, 0
 * A* = a* + b* - A,   a* = mean over resampled x_i of mean_j h,   b* = mean over resampled y_j of mean_i h
 * </pre>
 *
 * The bootstrap is of the two first-order terms of Hoeffding's decomposition of A: each resample costs a pass over the units, not over the numbers; what is left out
 * is of order 1/units. The same resamples are used for both groups, so a unit with numbers in both counts as one. Cost: sorting, and 2000 passes over the units.
 *
 * <p>Source: N. A. Obuchowski, Biometrics 53 (1997) 567, who takes the variance of the same two sums over clusters; the bootstrap of them is ours.
 */
public final class AreaUnderRoc {
    private AreaUnderRoc() {}

    /**
     * @param high      numbers that should be the larger ones; not modified
     * @param highTrial trial of each
     * @param low       the others; not modified
     * @param lowTrial  trial of each
     * @param trials    number of trials the bootstrap knows
     * @return NaN where one of the groups is empty
     */
    public static Estimate of(PairedBootstrap bootstrap, double[] high, int[] highTrial, double[] low, int[] lowTrial, int trials) {
        Require.length("trials of the larger numbers", highTrial.length, high.length);
        Require.length("trials of the smaller numbers", lowTrial.length, low.length);
        double[] sortedHigh = high.clone(), sortedLow = low.clone(), a = new double[trials], b = new double[trials], n = new double[trials], m = new double[trials];
        Arrays.sort(sortedHigh);
        Arrays.sort(sortedLow);
        for (int i = 0; i < high.length; i++) {
            a[highTrial[i]] += below(sortedLow, high[i]);
            n[highTrial[i]]++;
        }
        for (int j = 0; j < low.length; j++) {
            b[lowTrial[j]] += 1 - below(sortedHigh, low[j]);
            m[lowTrial[j]]++;
        }
        return bootstrap.sumOfRatios(a, n, b, m, -Arrays.stream(a).sum() / high.length);
    }

    /** Share of sorted numbers below x, those equal to it half. */
    private static double below(double[] sorted, double x) { return (first(sorted, x, false) + first(sorted, x, true)) / 2. / sorted.length; }

    /** @return how many are below x, or also those equal to it */
    private static int first(double[] sorted, double x, boolean orEqual) {
        int from = 0, to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < x || orEqual && sorted[middle] == x) from = middle + 1;
            else to = middle;
        }
        return from;
    }
}
