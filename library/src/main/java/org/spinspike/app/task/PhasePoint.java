package org.spinspike.app.task;

import org.spinspike.ising.EntropyFlow;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.SpinMoments;

/**
 * Means of one bin at one inverse temperature.
 *
 * @param m      mean of m_i over neurons
 * @param c      mean of C_ik over all N^2 entries: N^2 of it is the variance of the sum of all spins
 * @param d      mean of D_il over all N^2 entries
 * @param sigma  sum_ij J_ij (D_ij - D_ji), nats: the entropy production if this is the steady state
 */
public record PhasePoint(double m, double c, double d, double sigma) {
    public static final PhasePoint UNDEFINED = new PhasePoint(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static PhasePoint of(IsingNetwork network, SpinMoments moments) { return of(network, moments, 1); }

    /** @param factor of covariances of two neurons or two bins, which R trials show too small: R / (R - 1) */
    static PhasePoint of(IsingNetwork network, SpinMoments moments, double factor) {
        int n = network.neurons();
        double own = 0;
        for (int i = 0; i < n; i++) own += moments.c()[i * n + i] / n / n;
        return new PhasePoint(moments.meanM(), factor * (moments.meanC() - own) + own, factor * moments.meanD(), factor * EntropyFlow.stationary(network, moments).total());
    }
}
