package org.spinspike.ising;

import java.util.random.RandomGenerator;
import org.spinspike.math.Seed;

/** A random network at its transition: fields uniform in -.5 to .5, couplings normal (1 / N, .1^2 / N), both times 1.1108. */
public final class CriticalNetwork {
    private static final double CRITICAL_BETA = 1.1108397534245904;

    private CriticalNetwork() {}

    public static IsingNetwork of(int neurons) {
        RandomGenerator random = new Seed(202).generator();
        double[] fields = new double[neurons], couplings = new double[neurons * neurons];
        for (int i = 0; i < neurons; i++) fields[i] = random.nextDouble() - .5;
        for (int e = 0; e < couplings.length; e++) couplings[e] = 1.0 / neurons + .1 * random.nextGaussian() / Math.sqrt(neurons);
        return new IsingNetwork(fields, couplings).scaled(CRITICAL_BETA);
    }
}
