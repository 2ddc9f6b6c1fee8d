package org.spinspike.ising.meanfield;

import org.spinspike.ising.Protocol;
import org.spinspike.ising.SpinMoments;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Require;

/**
 * A mean field: one reference manifold and the order at which the series around it is cut. Seven of them exist.
 *
 * <pre>
 * g_i = H_i + sum_j J_ij m_j(t-1)        K = C(t-1), or its diagonal        W = J K J'
 *
 * [t-1,t], [t]   order 1   m = tanh g                    C_ik = 0                D = a (J K)
 *                order 2   m_i = tanh(g_i - m_i W_ii)    C_ik = a_i W_ik a_k     D_il = a_i (J K)_il (1 + 2 m_i J_il m_l(t-1))
 * [t-1]                    m_i = E tanh(g_i + x_i)       C_ik = Cov(tanh(g_i + x_i), tanh(g_k + x_k))     D_il = E sech^2(g_i + x_i) (J C(t-1))_il
 * 2[t]                     one neuron l of t-1 at a time: {@link PairAnswer}
 * </pre>
 *
 * with a_i = 1 - m_i^2, x Gaussian of covariance W, C_ii = a_i always. From a known state the first step is exact in all of them.
 *
 * <p>Cost a step, in products of two N x N matrices: [t-1,t] half a one, [t] one and a half, [t-1] one and a half and a few operations a pair of neurons, 2[t] three and a half and 4 N^2 small equations.
 * Results do not depend on the number of threads. Source: Aguilera, Moosavi, Shimazaki, Nat Commun 12:1197 (2021).
 *
 * @param order at least 1, at most {@link ReferenceManifold#highestOrder()}
 */
public record MeanField(ReferenceManifold manifold, int order) {

    public MeanField {
        Require.that(order >= 1 && order <= manifold.highestOrder(), "order of " + manifold.word() + " (Plefka" + manifold.symbol() + ") must be "
                + (manifold.highestOrder() == 1 ? "1" : "1 or " + manifold.highestOrder()) + ", got " + order);
    }

    /** One bin. @param health what was found while it was computed */
    public record Step(SpinMoments moments, StepHealth health) {}

    /** Sees every bin of a run as it is made, and may keep what it wants of it. */
    @FunctionalInterface
    public interface Watcher {
        /** @param t 1 for the first bin after the start */
        void saw(int t, Step step);
    }

    /**
     * The bin after one whose moments are given. Numbers may have gone wrong: {@link StepHealth} says so.
     *
     * @param past      moments of bin t-1. Not modified.
     * @param fields    H of bin t, length N. Not modified.
     * @param couplings J, row-major [N, N], row i = input to i. Not modified.
     */
    public Step step(SpinMoments past, double[] fields, double[] couplings) {
        int n = past.neurons();
        Require.length("fields", fields, n);
        Require.length("couplings", couplings, n * n);
        return Answer.of(this).to(new Inputs(past, fields, couplings));
    }

    /**
     * All bins of a protocol, each handed to {@code watcher} and forgotten.
     *
     * @return what was found on the way
     * @throws NumericalException where a number ceases to be finite: with the step, and where the trouble began
     */
    public RunHealth run(Protocol protocol, Watcher watcher) {
        var health = new RunHealth(this);
        SpinMoments now = SpinMoments.independent(protocol.start());
        for (int t = 1; t <= protocol.steps(); t++) {
            Step step = step(now, protocol.field(t), protocol.network().couplings());
            health.add(t, step.health());
            watcher.saw(t, step);
            now = step.moments();
        }
        return health;
    }

    /** @return METHOD:ORDER, by the words of the command line */
    public String name() { return manifold.word() + ":" + order; }

    @Override public String toString() { return "Plefka" + manifold.symbol() + " order " + order; }
}
