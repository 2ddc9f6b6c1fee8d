package org.spinspike.statistics;

import java.util.Arrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Units;

/**
 * Means and ratios of per-trial numbers, with percentile intervals from resampling whole units (source trials or blocks). Everything asked of one
 * object meets the same bootstrap samples, so two models compared are compared on the same trials.
 */
public final class PairedBootstrap {
    /** Bootstrap samples where nothing else is said. */
    public static final int RESAMPLES = 2000;

    private final Units units;
    private final int[][] weights;                       // [resample][unit]

    private PairedBootstrap(Units units, int[][] weights) {
        this.units = units;
        this.weights = weights;
    }

    public static PairedBootstrap of(Units units, Seed seed) { return of(units, RESAMPLES, seed); }

    public static PairedBootstrap of(Units units, int resamples, Seed seed) {
        Require.that(units.count() >= 2, "an interval needs at least 2 trials (or blocks), got " + units.count());
        Require.atLeast("bootstrap samples", resamples, 1);
        int[][] weights = new int[resamples][];
        Arrays.setAll(weights, b -> Resample.bootstrap(units.count(), seed.child("bootstrap").child(b)));
        return new PairedBootstrap(units, weights);
    }

    /** @param perTrial one number a trial; the mean is over trials, units with more trials weigh more */
    public Estimate mean(double[] perTrial) {
        double[] ones = new double[perTrial.length];
        Arrays.fill(ones, 1);
        return ratio(perTrial, ones);
    }

    /** Mean over trials of a - b: with log-likelihoods, how many nats a trial a is ahead. */
    public Estimate difference(double[] a, double[] b) {
        Require.length("values of b", b.length, a.length);
        double[] difference = new double[a.length];
        Arrays.setAll(difference, k -> a[k] - b[k]);
        return mean(difference);
    }

    /** sum over trials of the numerator / sum of the denominator. A resample whose denominator is 0 is left out. */
    public Estimate ratio(double[] numerator, double[] denominator) {
        double[] above = byUnit(numerator), below = byUnit(denominator), draws = new double[weights.length];
        for (int b = 0; b < draws.length; b++) draws[b] = ratio(above, below, weights[b]);
        int[] ones = new int[units.count()];
        Arrays.fill(ones, 1);
        return Estimate.of(ratio(above, below, ones), Arrays.stream(draws).filter(d -> !Double.isNaN(d)).toArray());
    }

    /** The ratio of {@link #ratio} of two pairs added, and {@code offset}: a resample in which either denominator is 0 is left out. */
    Estimate sumOfRatios(double[] numerator, double[] denominator, double[] other, double[] otherDenominator, double offset) {
        double[] above = byUnit(numerator), below = byUnit(denominator), more = byUnit(other), under = byUnit(otherDenominator), draws = new double[weights.length];
        for (int b = 0; b < draws.length; b++) draws[b] = ratio(above, below, weights[b]) + ratio(more, under, weights[b]) + offset;
        int[] ones = new int[units.count()];
        Arrays.fill(ones, 1);
        return Estimate.of(ratio(above, below, ones) + ratio(more, under, ones) + offset, Arrays.stream(draws).filter(d -> !Double.isNaN(d)).toArray());
    }

    /**
     * Bits per spike: sum (ln p - ln p0) / (ln 2 sum spikes), a ratio of sums over trials.
     *
     * @param logP   ln p of each trial under the model, nats
     * @param logNull the same under the null model
     * @param spikes observed spikes of each trial
     */
    public Estimate bitsPerSpike(double[] logP, double[] logNull, double[] spikes) {
        Require.length("log-probabilities of the null", logNull.length, logP.length);
        double[] gain = new double[logP.length];
        Arrays.setAll(gain, k -> (logP[k] - logNull[k]) / Math.log(2));
        return ratio(gain, spikes);
    }

    /**
     * Share of the bootstrap samples in which each is the best.
     *
     * @param perTrial [model][trial], larger is better; ties are shared
     * @return one share a model, summing to 1
     */
    public double[] chanceBest(double[][] perTrial) {
        double[][] sums = Arrays.stream(perTrial).map(this::byUnit).toArray(double[][]::new);
        double[] chance = new double[sums.length], total = new double[sums.length];
        for (int[] weight : weights) {
            double best = Double.NEGATIVE_INFINITY;
            for (int m = 0; m < total.length; m++) {
                total[m] = 0;
                for (int u = 0; u < weight.length; u++) if (weight[u] > 0) total[m] += weight[u] * sums[m][u];
                best = Math.max(best, total[m]);
            }
            int ties = 0;
            for (double t : total) if (t == best) ties++;
            for (int m = 0; m < total.length; m++) if (total[m] == best) chance[m] += 1.0 / ties / weights.length;
        }
        return chance;
    }

    private static double ratio(double[] above, double[] below, int[] weights) {
        double a = 0, b = 0;
        for (int u = 0; u < weights.length; u++) {
            if (weights[u] == 0) continue;               // 0 times infinity
            a += weights[u] * above[u];
            b += weights[u] * below[u];
        }
        return b == 0 ? Double.NaN : a / b;
    }

    private double[] byUnit(double[] perTrial) {
        Require.length("values per trial", perTrial.length, units.of().length);
        double[] sum = new double[units.count()];
        for (int k = 0; k < perTrial.length; k++) sum[units.of()[k]] += perTrial[k];
        return sum;
    }
}
