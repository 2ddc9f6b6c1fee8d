package org.spinspike.tensor;

import java.util.random.RandomGenerator;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/** Independent exact samples, site by site from the left, after Ferris and Vidal, arXiv 1201.3974; a block of trials a time. 4 L D^2 flops a trial. */
final class PerfectSampling {
    private PerfectSampling() {}

    /** Draws trials from..to of the design; trial k from {@code seed.child(k)}, one number a site. */
    static void draw(Mps mps, int neurons, Design design, Seed seed, int from, int to, SpikeTrains.Builder builder) {
        int m = to - from, bins = 0;
        var random = new RandomGenerator[m];
        for (int x = 0; x < m; x++) {
            random[x] = seed.child(from + x).generator();
            bins = Math.max(bins, design.bins(from + x));
        }
        var forward = new Forward(mps, m);
        byte[] bits = new byte[m];
        for (int t = 0; t < bins; t++) {
            for (int i = 0; i < neurons; i++) {
                forward.lookAhead();
                for (int x = 0; x < m; x++) {
                    bits[x] = random[x].nextDouble() * (forward.zero[x] + forward.one[x]) < forward.one[x] ? (byte) 1 : 0;
                    if (bits[x] == 1 && t < design.bins(from + x)) builder.set(from + x, t, i);
                }
                forward.take(bits);
            }
        }
    }
}
