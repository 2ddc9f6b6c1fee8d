package org.spinspike.ising;

import org.spinspike.ising.meanfield.MeanField;

/** The ninth step of a mean field of a {@link CriticalNetwork}: behind the first ones, in which correlations are still few. */
public final class MeanFieldWorkload {
    private static final int STEPS_BEFORE = 8;
    private final IsingNetwork network;
    private final MeanField method;
    private SpinMoments past;

    public MeanFieldWorkload(int neurons, MeanField method) {
        network = CriticalNetwork.of(neurons);
        this.method = method;
        method.run(Protocol.of(network, STEPS_BEFORE), (t, step) -> past = step.moments());
    }

    /** @return the largest covariance, so that nothing can be left out */
    public double run() { return method.step(past, network.fields(), network.couplings()).health().largestCovariance(); }
}
