package org.spinspike.ising.sk;

import org.spinspike.math.Require;

/**
 * A law of random networks: couplings independent of one another, J_ij of J_ji too.
 *
 * <pre>J_ij ~ Normal(J0 / N, DeltaJ^2 / N),   H_i ~ Uniform(-DeltaH, DeltaH),   P(s_i(t) = +1 | s(t-1)) = 1 / (1 + exp(-2 beta h_i)),   h_i = H_i + sum_j J_ij s_j(t-1)</pre>
 *
 * @param beta   inverse temperature, 0 or more
 * @param j0     J0, sum of a neuron's mean couplings, 0 or more: below zero a network with synchronous updates alternates, and has no stationary order
 * @param deltaJ DeltaJ, disorder of the couplings
 * @param deltaH DeltaH, half the width of the fields
 */
public record SkEnsemble(double beta, double j0, double deltaJ, double deltaH) {
    /** Beyond these the integrals would take more than seconds. */
    private static final double MOST_DISORDER = 1e4, MOST_FIELD = 500;

    public SkEnsemble {
        Require.notNegative("beta", beta);
        Require.notNegative("j0", j0);
        Require.notNegative("delta-j", deltaJ);
        Require.notNegative("h0", deltaH);
        Require.that(beta * deltaJ <= MOST_DISORDER, "beta times delta-j must be at most 10000, got " + beta + " x " + deltaJ);
        Require.that(beta * deltaH <= MOST_FIELD, "beta times h0 must be at most 500, got " + beta + " x " + deltaH);
        Require.that(Double.isFinite(beta * j0), "beta times j0 must be finite, got " + beta + " x " + j0);
    }

    public SkEnsemble at(double otherBeta) { return new SkEnsemble(otherBeta, j0, deltaJ, deltaH); }
}
