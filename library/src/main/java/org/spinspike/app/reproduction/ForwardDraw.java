package org.spinspike.app.reproduction;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.Seed;

/**
 * One network of the published law, H_i uniform in -1/2..1/2, J_ij normal with mean 1 / N and standard deviation 0.1 / sqrt(N), and what was found of it.
 *
 * @param found at each beta
 */
record ForwardDraw(IsingNetwork network, List<ForwardErrors> found) {
    /** Moments of the published network: mean(J) N, sd(J) sqrt(N), mean(H). */
    private static final double COUPLING_MEAN = .99313, COUPLING_SPREAD = .09987, FIELD_MEAN = .01035;

    /** @param raw as drawn; otherwise shifted and scaled to the moments of the published draw */
    static IsingNetwork network(int n, boolean raw, Seed seed) {
        RandomGenerator random = seed.generator();
        double[] h = random.doubles(n, -.5, .5).toArray(), j = new double[n * n];
        Arrays.setAll(j, e -> random.nextGaussian());
        if (raw) return new IsingNetwork(h, Arrays.stream(j).map(x -> 1. / n + .1 / Math.sqrt(n) * x).toArray());
        double shift = FIELD_MEAN - mean(h), mean = mean(j);
        double spread = Math.sqrt(Arrays.stream(j).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
        return new IsingNetwork(Arrays.stream(h).map(x -> x + shift).toArray(), Arrays.stream(j).map(x -> COUPLING_MEAN / n + COUPLING_SPREAD / Math.sqrt(n) * (x - mean) / spread).toArray());
    }

    double meanField() { return mean(network.fields()); }

    /** @return mean C of the last step, of the simulated one */
    double ratio(int beta, int method) {
        ForwardErrors at = found.get(beta);
        int last = at.simulated.c().length - 1;
        return at.trajectories.get(method).c()[last] / at.simulated.c()[last];
    }

    private static double mean(double[] x) { return Arrays.stream(x).average().orElseThrow(); }
}
