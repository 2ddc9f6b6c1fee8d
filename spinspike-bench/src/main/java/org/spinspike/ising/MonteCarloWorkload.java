package org.spinspike.ising;

import org.spinspike.math.Progress;
import org.spinspike.math.Seed;

/** Steps of the trials of a {@link CriticalNetwork}, with m, C and D. */
public final class MonteCarloWorkload {
    private final Protocol protocol;
    private final MonteCarlo.Plan plan;

    public MonteCarloWorkload(int neurons, int trials, int steps, boolean doubles) {
        protocol = Protocol.of(CriticalNetwork.of(neurons), steps);
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
