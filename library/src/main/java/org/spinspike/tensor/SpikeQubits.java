package org.spinspike.tensor;

import java.util.List;
import java.util.TreeSet;
import org.spinspike.circuit.Circuit;

/** Hands out qubits while a circuit is made, and measures those on which a spike is written. */
final class SpikeQubits {
    final Circuit.Builder circuit;
    private final SpikeCircuit.Form form;
    private final int neurons, bins;
    private final int[] qubitOfSite;
    private final TreeSet<Integer> used = new TreeSet<>();          // measured, to be reset before they serve again
    private int next;

    SpikeQubits(int neurons, int bins, SpikeCircuit.Form form) {
        this.neurons = neurons;
        this.bins = bins;
        this.form = form;
        qubitOfSite = new int[Math.multiplyExact(neurons, bins)];
        circuit = new Circuit.Builder(qubitOfSite.length);
    }

    /** @return so many qubits that are 0 */
    int[] fresh(int count) {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            boolean again = !used.isEmpty();
            out[i] = again ? used.pollFirst() : next++;
            if (again) circuit.reset(out[i]);
        }
        return out;
    }

    /** The spike of this site is on that qubit, which is not touched again. */
    void spike(int site, int qubit) {
        qubitOfSite[site] = qubit;
        if (form == SpikeCircuit.Form.STAIRCASE) return;
        circuit.measure(qubit, site);
        used.add(qubit);
    }

    SpikeCircuit exact() { return done(List.of(new Fidelity(1, true))); }

    SpikeCircuit done(List<Fidelity> fidelity) {
        if (form == SpikeCircuit.Form.STAIRCASE) for (int l = 0; l < qubitOfSite.length; l++) circuit.measure(qubitOfSite[l], l);
        return new SpikeCircuit(circuit.build(), neurons, bins, qubitOfSite, fidelity);
    }

    /** @return qubits that hold so many values */
    static int holding(int values) { return 32 - Integer.numberOfLeadingZeros(values - 1); }

    static int[] joined(int[] a, int[] b) {
        int[] out = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
