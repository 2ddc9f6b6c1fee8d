package org.spinspike.statistics;

import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/**
 * How often each of the 2^N words of a bin occurs, over complete bins. Neuron 0 is the most significant bit.
 *
 * <p>Plug-in divergences of such laws are biased upward by about (m - 1)/8 (1/N1 + 1/N2) nats for m occupied words and N1, N2 bins.
 *
 * @param neurons N, at most {@value #MOST}
 * @param counts  length 2^N
 * @param bins    sum of the counts
 */
public record WordLaw(int neurons, long[] counts, long bins) {
    public static final int MOST = 12;

    public static WordLaw of(SpikeTrains data) {
        int n = Require.inRange("neurons of a word", data.neurons(), 1, MOST);
        long[] counts = new long[1 << n];
        long bins = 0;
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                if (UnitCounts.complete(data, k, t)) {
                    counts[(int) (Long.reverse(data.word(k, t, 0)) >>> 64 - n)]++;
                    bins++;
                }
        return new WordLaw(n, counts, bins);
    }

    public double[] probabilities() {
        double[] p = new double[counts.length];
        for (int w = 0; w < p.length; w++) p[w] = (double) counts[w] / bins;
        return p;
    }

    /** @return the law given at least one spike */
    public double[] givenASpike() {
        double[] p = new double[counts.length];
        for (int w = 1; w < p.length; w++) p[w] = (double) counts[w] / (bins - counts[0]);
        return p;
    }

    public int occupied() { return (int) java.util.Arrays.stream(counts).filter(c -> c > 0).count(); }

    /** @return whether there are more words than a tenth of the bins: the bias then outweighs what divergences measure */
    public boolean biasDominated() { return counts.length > bins / 10.0; }

    /** @return plug-in entropy, nats */
    public double entropy() {
        double h = 0;
        for (double p : probabilities()) if (p > 0) h -= p * Math.log(p);
        return h;
    }

    /** @return Miller-Madow: plug-in + (occupied words - 1) / (2 bins), nats */
    public double entropyMillerMadow() { return entropy() + (occupied() - 1) / (2.0 * bins); }
}
