package org.spinspike.tensor;

/** A model that a quantum circuit can write: measured bits follow the law of its trials. */
public interface WritesCircuits {
    /** @return bins of the longest trial it can write; {@link Integer#MAX_VALUE} for any number */
    int mostCircuitBins();

    /** The circuit of trials of so many bins, exactly. Later bins are summed out: what they would need is not measured. */
    SpikeCircuit circuit(int bins, SpikeCircuit.Form form);

    /** @return whether {@link #layeredCircuit} is there */
    default boolean hasLayers() { return true; }

    /**
     * The same approximately, in so many layers of gates on neighbours.
     *
     * @throws IllegalArgumentException where the model has no such form
     */
    SpikeCircuit layeredCircuit(int bins, int layers, SpikeCircuit.Form form);
}
