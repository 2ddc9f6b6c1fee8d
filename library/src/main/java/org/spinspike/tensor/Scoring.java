package org.spinspike.tensor;

import org.spinspike.spikes.SpikeTrains;

/** ln p(S_t | S_0 .. S_(t-1)) of fully observed trials, by the forward pass. */
final class Scoring {
    /** Probabilities are multiplied until they are this small, then their logarithm is taken. */
    private static final double TINY = 0x1p-900;

    private Scoring() {}

    /** @param out row-major [trials, bins]; rows of {@code trials} receive their scores. A bin that cannot follow its past, and all after it, get -infinity. */
    static void byBin(Mps mps, SpikeTrains data, int[] trials, double[] out) {
        int m = trials.length, n = data.neurons();
        var forward = new Forward(mps, m);
        byte[] bits = new byte[m];
        double[] product = new double[m], log = new double[m];
        for (int t = 0; t < data.bins(); t++) {
            java.util.Arrays.fill(product, 1);
            java.util.Arrays.fill(log, 0);
            for (int i = 0; i < n; i++) {
                forward.lookAhead();
                read(data, trials, t, i, bits);
                for (int x = 0; x < m; x++) {
                    product[x] *= bits[x] == 0 ? forward.zero[x] : forward.one[x];
                    if (product[x] < TINY) {
                        log[x] += Math.log(product[x]);
                        product[x] = 1;
                    }
                }
                forward.take(bits);
            }
            for (int x = 0; x < m; x++)
                if (t < data.bins(trials[x])) out[trials[x] * data.bins() + t] = log[x] + Math.log(product[x]);
        }
    }

    /** Bits of neuron i in bin t; past the end of a trial any will do. */
    static void read(SpikeTrains data, int[] trials, int t, int i, byte[] bits) {
        for (int x = 0; x < bits.length; x++) bits[x] = t < data.bins(trials[x]) && data.fires(trials[x], t, i) ? (byte) 1 : 0;
    }
}
