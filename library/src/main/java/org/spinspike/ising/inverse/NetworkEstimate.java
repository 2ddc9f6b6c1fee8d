package org.spinspike.ising.inverse;

import java.util.List;
import java.util.stream.DoubleStream;
import org.spinspike.ising.IsingNetwork;

/**
 * A network inferred from transitions.
 *
 * @param network        H and J; J_ij = 0 where neuron j never changed
 * @param fieldsOverTime H_i(t), row-major [clock bins, N], or null where fields are constant
 * @param fieldErrors    standard errors of H, length N; NaN where there is none; null where the method has none
 * @param couplingErrors the same of J, row-major [N, N]
 * @param notes          what the user should know, a line each
 */
public record NetworkEstimate(IsingNetwork network, double[] fieldsOverTime, double[] fieldErrors, double[] couplingErrors, List<String> notes) {
    public NetworkEstimate {
        notes = List.copyOf(notes);
    }

    /** @return how many couplings are not 0 */
    public long couplings() { return DoubleStream.of(network.couplings()).filter(j -> j != 0).count(); }

    static NetworkEstimate withoutErrors(IsingNetwork network, List<String> notes) { return new NetworkEstimate(network, null, null, null, notes); }

    /** Neurons without couplings, each with the field of its rate (k + 1/2) / (M + 1): what couplings have to be better than. */
    public static NetworkEstimate withoutCouplings(Transitions data) {
        return withoutErrors(new IsingNetwork(Varying.fieldsOfRates(data), new double[data.neurons() * data.neurons()]), List.of());
    }
}
