package org.spinspike.tensor;

import java.util.random.RandomGenerator;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/**
 * Where training starts: independent bits with the training rates of every bin and neuron, p = (k + 1/2) / (M + 1), embedded in bonds of dimension 2 whose
 * other entries are a small noise. So training starts at rates over time and only has to learn what hangs together.
 */
final class ProductStart {
    private ProductStart() {}

    static Mps of(SpikeTrains data, int bond, double noise, Seed seed) {
        double[] p = rates(data);
        int sites = p.length;
        RandomGenerator random = seed.child("start").generator();
        int[] bonds = new int[sites + 1];
        java.util.Arrays.fill(bonds, Math.min(2, bond));
        bonds[0] = bonds[sites] = 1;
        double[][] cores = new double[sites][];
        for (int l = 0; l < sites; l++) {
            double[] core = new double[2 * bonds[l] * bonds[l + 1]];
            for (int e = 0; e < core.length; e++) core[e] = noise * random.nextGaussian();
            core[0] = Math.sqrt(1 - p[l]);
            core[bonds[l + 1]] = Math.sqrt(p[l]);
            cores[l] = core;
        }
        return Mps.owning(bonds, cores);
    }

    /** @return p(spike) at every site, smoothed by half a spike */
    private static double[] rates(SpikeTrains data) {
        int n = data.neurons(), sites = Math.multiplyExact(data.bins(), n);
        int[] spikes = new int[sites], seen = new int[sites];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < n; i++) {
                    if (!data.observed(k, t, i)) continue;
                    seen[t * n + i]++;
                    if (data.fires(k, t, i)) spikes[t * n + i]++;
                }
        double[] p = new double[sites];
        for (int l = 0; l < sites; l++) p[l] = (spikes[l] + .5) / (seen[l] + 1);
        return p;
    }
}
