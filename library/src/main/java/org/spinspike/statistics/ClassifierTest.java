package org.spinspike.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.spinspike.math.Rows;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.SoftmaxRegression;
import org.spinspike.math.optim.Standardisation;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

/**
 * Whether two sets of trials can be told apart by a classifier that learned from half of the source trials of both and is asked about the other half. Where the laws are
 * equal the accuracy is 1/2. The p-value hands the labels of the judged source trials out anew; the classifier stays.
 *
 * <p>Source: Lopez-Paz and Oquab, Revisiting classifier two-sample tests, arXiv:1610.06545. Deviation: p by permutation of whole source trials instead of the normal law.
 *
 * @param accuracy on the other half
 * @param p        of equal laws
 * @param judged   trials of the other half
 */
record ClassifierTest(double accuracy, double p, int judged) {
    private static final int NEIGHBOURS = 5, COUNTS = 11;
    private static final double RIDGE = 10;

    /** Half of the source trials of each side, drawn at random. */
    private record Halves(int[] learned, int[] judged) {
        static Halves of(Units units, int first, Seed seed) {
            boolean[] learns = new boolean[units.count()];
            int[] one = Resample.order(first, seed.child(0)), other = Resample.order(units.count() - first, seed.child(1));
            for (int x = 0; x < first / 2; x++) learns[one[x]] = true;
            for (int x = 0; x < other.length / 2; x++) learns[first + other[x]] = true;
            return new Halves(IntStream.range(0, units.of().length).filter(k -> learns[units.of()[k]]).toArray(), IntStream.range(0, units.of().length).filter(k -> !learns[units.of()[k]]).toArray());
        }
    }

    /**
     * Logistic regression with ridge 10 on standardised features of a trial: rate of every neuron, shares of bins with 0, 1, .. 9, 10 or more active neurons, share of bins in which a neuron that
     * fired fires again one bin later, mean products of the population count one bin apart and with itself.
     */
    static ClassifierTest logistic(SpikeTrains both, Units units, int first, Seed seed) {
        var halves = Halves.of(units, first, seed.child("halves"));
        int features = 2 * both.neurons() + COUNTS + 2;
        double[] x = new double[both.trials() * features];
        for (int k = 0; k < both.trials(); k++) System.arraycopy(features(both, k), 0, x, k * features, features);
        double[] learned = Rows.of(x, features, halves.learned);
        var scale = Standardisation.of(learned, features);
        int[] label = IntStream.of(halves.learned).map(k -> units.of()[k] < first ? 0 : 1).toArray();
        double[] logP = SoftmaxRegression.fit(scale.apply(learned), label, 2, RIDGE).logProbabilities(scale.apply(Rows.of(x, features, halves.judged)), halves.judged.length);
        return judged(halves.judged, k -> logP[2 * k] >= logP[2 * k + 1] ? 0 : 1, units, first, seed);
    }

    /** The majority of the five nearest trials learned from. */
    static ClassifierTest nearest(double[] distances, Units units, int first, Seed seed) {
        var halves = Halves.of(units, first, seed.child("halves"));
        int trials = units.of().length, most = Math.min(NEIGHBOURS, halves.learned.length - 1 | 1);
        return judged(halves.judged, x -> {
            int k = halves.judged[x];
            long ones = IntStream.of(halves.learned).boxed().sorted(Comparator.comparingDouble(j -> distances[k * trials + j])).limit(most).filter(j -> units.of()[j] >= first).count();
            return 2 * ones > most ? 1 : 0;
        }, units, first, seed);
    }

    private interface Guess { int of(int judged); }

    private static ClassifierTest judged(int[] judged, Guess guess, Units units, int first, Seed seed) {
        int[] own = IntStream.of(judged).map(k -> units.of()[k]).distinct().toArray(), said = IntStream.range(0, judged.length).map(guess::of).toArray();
        int[] place = new int[units.count()];
        for (int u = 0; u < own.length; u++) place[own[u]] = u;
        int right = right(judged, said, units, IntStream.of(own).map(u -> u < first ? 0 : 1).toArray(), place), reached = 0;
        for (int b = 0; b < KernelTest.PERMUTATIONS; b++) {
            int[] order = Resample.order(own.length, seed.child("labels").child(b));
            if (right(judged, said, units, IntStream.range(0, own.length).map(u -> own[order[u]] < first ? 0 : 1).toArray(), place) >= right) reached++;
        }
        return new ClassifierTest((double) right / judged.length, (1.0 + reached) / (KernelTest.PERMUTATIONS + 1), judged.length);
    }

    private static int right(int[] judged, int[] said, Units units, int[] label, int[] place) {
        int right = 0;
        for (int k = 0; k < judged.length; k++) if (said[k] == label[place[units.of()[judged[k]]]]) right++;
        return right;
    }

    private static double[] features(SpikeTrains data, int k) {
        int n = data.neurons(), bins = data.bins(k);
        double[] out = new double[2 * n + COUNTS + 2];
        for (int i = 0; i < n; i++) {
            int seen = 0, spikes = 0, pairs = 0, again = 0;
            for (int t = 0; t < bins; t++) {
                if (!data.observed(k, t, i)) continue;
                seen++;
                if (data.fires(k, t, i)) spikes++;
                if (t == 0 || !data.observed(k, t - 1, i)) continue;
                pairs++;
                if (data.fires(k, t, i) && data.fires(k, t - 1, i)) again++;
            }
            out[i] = seen == 0 ? 0 : (double) spikes / seen;
            out[n + i] = pairs == 0 ? 0 : (double) again / pairs;
        }
        for (int t = 0; t < bins; t++) {
            double active = data.population(k, t);
            out[2 * n + (int) Math.min(COUNTS - 1, active)] += 1.0 / bins;
            out[2 * n + COUNTS] += active * active / bins;
            if (t > 0) out[2 * n + COUNTS + 1] += active * data.population(k, t - 1) / (bins - 1);
        }
        return out;
    }
}
