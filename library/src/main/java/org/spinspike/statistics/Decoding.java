package org.spinspike.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;
import org.spinspike.spikes.Units;

/**
 * How well conditions are told from trials, from the posterior a decoder gave.
 *
 * <pre>log loss = -mean ln q(c | S)          bits = mean [ln q(c | S) - ln prior(c)] / ln 2</pre>
 *
 * In expectation the bits are at most the information between trial and condition, and equal to it where the posterior is the true one. The null hands
 * each source trial the condition of another (each window, where conditions change within a source): what a decoder says by luck. Intervals are percentiles of a bootstrap over source trials.
 *
 * @param trials       judged
 * @param accuracy     share in which the most probable condition is the true one
 * @param logLoss      nats
 * @param bits         information
 * @param bitsNull95   95 % quantile of the bits under the null
 * @param p            that bits so high come by luck: (1 + #null at least as high) / (permutations + 1)
 * @param confusion    trials, row-major [true, decoded]
 * @param bitsPerTrial of each trial
 */
public record Decoding(int trials, Estimate accuracy, Estimate logLoss, Estimate bits, double bitsNull95, double p, int[] confusion, double[] bitsPerTrial) {
    static final int PERMUTATIONS = 999;

    /**
     * @param logPosterior row-major [trials, conditions], nats
     * @param prior        of each condition, positive
     * @param truth        condition of each trial
     */
    public static Decoding of(double[] logPosterior, double[] prior, int[] truth, Units units, Seed seed) {
        int conditions = prior.length, trials = truth.length;
        Require.length("log-posterior", logPosterior, trials * conditions);
        int[] confusion = new int[conditions * conditions], guess = guesses(logPosterior, conditions);
        double[] right = new double[trials], loss = new double[trials], bits = new double[trials];
        for (int k = 0; k < trials; k++) {
            confusion[truth[k] * conditions + guess[k]]++;
            right[k] = guess[k] == truth[k] ? 1 : 0;
            loss[k] = -logPosterior[k * conditions + truth[k]];
            bits[k] = bits(logPosterior, prior, k, truth[k]);
        }
        double[] luck = luck(logPosterior, prior, truth, units, seed);
        double found = Arrays.stream(bits).average().orElseThrow();
        double p = (1.0 + Arrays.stream(luck).filter(v -> v >= found - 1e-12 * Math.abs(found)).count()) / (luck.length + 1);
        var bootstrap = PairedBootstrap.of(units, seed);
        return new Decoding(trials, bootstrap.mean(right), bootstrap.mean(loss), bootstrap.mean(bits), Quantiles.of(luck, .95), p, confusion, bits);
    }

    /** @return the most probable condition of each trial, the first of equals */
    public static int[] guesses(double[] logPosterior, int conditions) {
        return IntStream.range(0, logPosterior.length / conditions).map(k -> {
            int best = 0;
            for (int c = 1; c < conditions; c++) if (logPosterior[k * conditions + c] > logPosterior[k * conditions + best]) best = c;
            return best;
        }).toArray();
    }

    private static double bits(double[] logPosterior, double[] prior, int k, int condition) {
        return (logPosterior[k * prior.length + condition] - Math.log(prior[condition])) / Math.log(2);
    }

    private static double[] luck(double[] logPosterior, double[] prior, int[] truth, Units units, Seed seed) {
        int[] of = units.of(), label = new int[units.count()];
        for (int k = 0; k < truth.length; k++) label[of[k]] = truth[k];
        boolean whole = IntStream.range(0, truth.length).allMatch(k -> label[of[k]] == truth[k]);
        int[] unit = whole ? of : IntStream.range(0, truth.length).toArray(), labels = whole ? label : truth;
        double[] luck = new double[PERMUTATIONS];
        for (int b = 0; b < luck.length; b++) {
            int[] order = Shuffle.order(labels.length, seed.child("permutation").child(b).generator());
            for (int k = 0; k < truth.length; k++) luck[b] += bits(logPosterior, prior, k, labels[order[unit[k]]]) / truth.length;
        }
        return luck;
    }
}
