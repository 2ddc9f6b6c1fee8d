package org.spinspike.statistics;

import java.util.random.RandomGenerator;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * A generator with known truth: logistic neurons with rates that follow the clock, memory of their own last bin, and a slow common drive, so bins
 * are correlated in time and neurons with one another.
 *
 * @param neurons number of neurons
 * @param memory  weight of the own last bin
 * @param common  weight of the common drive
 * @param faintest field of neuron 0; at -4 it hardly ever fires
 */
record Simulated(int neurons, double memory, double common, double faintest) {

    Simulated(int neurons, double memory, double common) { this(neurons, memory, common, -2); }

    SpikeTrains sample(int trials, int bins, Seed seed) { return sample(Design.plain(trials, bins, .01), seed); }

    SpikeTrains sample(Design design, Seed seed) {
        var builder = new SpikeTrains.Builder(design, Neurons.unnamed(neurons));
        for (int k = 0; k < design.trials(); k++) {
            RandomGenerator random = seed.child(k).generator();
            boolean[] last = new boolean[neurons];
            double drive = random.nextGaussian();
            for (int t = 0; t < design.bins(k); t++) {
                for (int i = 0; i < neurons; i++) {
                    double field = (i == 0 ? faintest : -2 + .25 * i) + .7 * Math.sin((design.clock(k, t) + i) / 3.0) + common * drive + (last[i] ? memory : 0);
                    last[i] = random.nextDouble() < 1 / (1 + Math.exp(-field));
                    if (last[i]) builder.set(k, t, i);
                }
                drive = .8 * drive + .6 * random.nextGaussian();
            }
        }
        return builder.build();
    }

    /** Independent neurons of the given rates. */
    static SpikeTrains independent(double[] rates, Design design, Seed seed) {
        RandomGenerator random = seed.generator();
        return SpikeTrains.generate(design, Neurons.unnamed(rates.length), (k, t, i) -> random.nextDouble() < rates[i]);
    }
}
