package org.spinspike.statistics;

import java.util.Arrays;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

/**
 * How often one word of a few neurons follows another, in each unit of trials. The word of a bin has the first neuron as its most significant bit.
 * Pairs of bins lie within a trial, and every one of the neurons was observed in both.
 *
 * @param words  2^m of m neurons
 * @param counts [unit][words * from + to]
 */
record WordTransitions(int words, long[][] counts) {
    /** Neurons of a word, at most: 256 transitions want some thousand bins. */
    static final int MOST = 4;

    static WordTransitions of(SpikeTrains data, Units units) {
        int m = Require.inRange("neurons of a word", data.neurons(), 1, MOST), words = 1 << m;
        long[][] counts = new long[units.count()][words * words];
        long all = words - 1;
        for (int k = 0; k < data.trials(); k++) {
            int before = -1;
            for (int t = 0; t < data.bins(k); t++) {
                int word = data.observedWord(k, t, 0) == all ? (int) (Long.reverse(data.word(k, t, 0)) >>> 64 - m) : -1;
                if (before >= 0 && word >= 0) counts[units.of()[k]][words * before + word]++;
                before = word;
            }
        }
        return new WordTransitions(words, counts);
    }

    /** @param weights how often each unit counts, below 0 read backwards; @return the sum over units {@code first}, first + 2, ... */
    long[] sum(int first, int[] weights) {
        long[] sum = new long[words * words];
        for (int u = first; u < counts.length; u += 2) {
            int weight = weights[u];
            if (weight > 0) for (int x = 0; x < sum.length; x++) sum[x] += weight * counts[u][x];
            else if (weight < 0) for (int x = 0; x < sum.length; x++) sum[x] -= weight * counts[u][x % words * words + x / words];
        }
        return sum;
    }

    /** f(a, b) = ln (n(a, b) + alpha) - ln (n(b, a) + alpha): antisymmetric, finite. */
    double[] logRatio(long[] n, double alpha) {
        double[] f = new double[n.length];
        for (int a = 0; a < words; a++) for (int b = 0; b < words; b++) f[words * a + b] = Math.log((n[words * a + b] + alpha) / (n[words * b + a] + alpha));
        return f;
    }

    static double dot(long[] n, double[] f) {
        double sum = 0;
        for (int x = 0; x < n.length; x++) sum += n[x] * f[x];
        return sum;
    }

    static long total(long[] n) { return Arrays.stream(n).sum(); }
}
