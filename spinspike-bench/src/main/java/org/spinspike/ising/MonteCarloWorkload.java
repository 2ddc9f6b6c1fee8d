package org.spinspike.ising;

import java.util.random.RandomGenerator;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;

/** A random network at its transition, and steps of its trials with m, C and D: fields uniform in -.5...5, couplings normal (1 / N, .1^2 / N), both times 1.1108. */
public final class MonteCarloWorkload {
    private static final double CRITICAL_BETA = 1.1108397534245904;
    private final Protocol protocol;
    private final MonteCarlo.Plan plan;

    public MonteCarloWorkload(int neurons, int trials, int steps, boolean doubles) {
        RandomGenerator random = new Seed(202).generator();
        double[] fields = new double[neurons], couplings = new double[neurons * neurons];
        for (int i = 0; i < neurons; i++) fields[i] = random.nextDouble() - .5;
        for (int e = 0; e < couplings.length; e++) couplings[e] = 1.0 / neurons + .1 * random.nextGaussian() / Math.sqrt(neurons);
        protocol = Protocol.of(new IsingNetwork(fields, couplings).scaled(CRITICAL_BETA), steps);
        plan = new MonteCarlo.Plan(trials, doubles, false);
    }

    /** @return mean sigma of the last step, so that nothing can be left out */
    public double run() {
        double[] sigma = new double[1];
        MonteCarlo.run(protocol, plan, new Seed(1), Progress.SILENT, step -> sigma[0] = step.sigma());
        return sigma[0];
    }

    public double spinUpdates() { return (double) protocol.neurons() * protocol.steps() * plan.trials(); }

    /** @return of the matrix products */
    public double flops() { return MonteCarlo.flops(protocol.neurons(), protocol.steps(), plan); }
}
