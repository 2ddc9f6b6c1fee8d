package org.spinspike.tensor;

import java.util.Arrays;
import java.util.Optional;
import org.spinspike.math.linalg.Svd;
import org.spinspike.model.Model;

/**
 * Entropies S = - sum lambda^2 ln lambda^2 of a network's bonds, nats: an upper bound to the information that the spikes on both sides share. They depend on the
 * amplitudes' signs, which the probabilities do not: two models with the same law may differ in all of them. Of a complex network they are those of its real form.
 *
 * @param temporal of the bond before bin t + 1, [bins - 1]: the past and the rest of the trial
 * @param edges    [bin][node] of the edge above each node of the tree: the neurons below it in that bin and everything else; empty for a chain
 */
public record Entanglement(double[] temporal, double[][] edges) {

    /** @return nothing where the model is no tensor network */
    public static Optional<Entanglement> of(Model model, int bins) {
        if (model instanceof TreeModel m) return Optional.of(of(m.network(), bins));
        if (model instanceof TiedMpsModel m) return Optional.of(of(m.network().chain(bins), m.neurons(), bins));
        if (model instanceof MpsModel m) return Optional.of(of(m.chain(), m.neurons(), bins));
        return Optional.empty();
    }

    /** Cost 4 chi D^3 flops a bin, and 4 N chi^4 for its tree. */
    static Entanglement of(TreeMps net, int bins) {
        var past = new HiddenPast(net, bins);
        double[] temporal = new double[bins - 1];
        double[][] edges = new double[bins][];
        for (int t = 0; t < bins; t++) {
            if (t > 0) temporal[t - 1] = entropy(past.before(t), net.bond(t));
            double[][] legs = past.legs(t);
            edges[t] = new double[legs.length];
            for (int v = 0; v < legs.length; v++) edges[t][v] = entropy(legs[v], net.leg(v));
        }
        return new Entanglement(temporal, edges);
    }

    private static Entanglement of(Mps chain, int neurons, int bins) {
        double[] all = Schmidt.of(chain).entropies(), temporal = new double[bins - 1];
        for (int t = 1; t < bins; t++) temporal[t - 1] = all[t * neurons - 1];
        return new Entanglement(temporal, new double[0][]);
    }

    /** @param rho symmetric and not negative, trace 1: its eigenvalues are its singular values */
    private static double entropy(double[] rho, int d) {
        return Arrays.stream(Svd.of(rho, d, d).s()).filter(l -> l > 0).map(l -> -l * Math.log(l)).sum();
    }
}
