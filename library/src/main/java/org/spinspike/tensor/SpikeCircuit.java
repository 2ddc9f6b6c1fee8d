package org.spinspike.tensor;

import java.util.List;
import org.spinspike.circuit.Circuit;
import org.spinspike.math.Require;

/**
 * A circuit whose classical bits are spikes: c[l] is site l = t N + i, neuron i in bin t.
 *
 * @param qubitOfSite the qubit each site is measured on
 * @param fidelity    squared overlap of the state it makes with the model's, after 1, 2 .. layers; 1 where the circuit is exact
 */
public record SpikeCircuit(Circuit circuit, int neurons, int bins, int[] qubitOfSite, List<Fidelity> fidelity) {
    public SpikeCircuit {
        Require.length("bits (bins times neurons)", circuit.bits(), Math.multiplyExact(bins, neurons));
        Require.length("qubits of sites", qubitOfSite.length, circuit.bits());
    }

    /** How sites get their qubits. */
    public enum Form {
        /** Each a qubit of its own, all measured at the end. */ STAIRCASE,
        /** A qubit is measured as soon as its spike is written, reset, and used again: as few as there can be. */ REUSE;

        public String word() { return name().toLowerCase(java.util.Locale.ROOT); }
    }
}
