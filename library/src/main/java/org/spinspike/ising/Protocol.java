package org.spinspike.ising;

import java.util.Arrays;
import org.spinspike.math.Require;

/**
 * What is run: a network, where it starts, for how many steps, and its fields where they change with time.
 *
 * @param network the couplings, and the fields of every step where {@code fields} is null
 * @param start   E s_i(0), length N, in -1..1, neurons independent: -1 and +1 are a known state. Not copied, not modified.
 * @param steps   T, updates after the start
 * @param fields  H_i of the update from step t - 1 to t at [(t - 1) * N + i], row-major [T, N], or null. Not copied, not modified.
 */
public record Protocol(IsingNetwork network, double[] start, int steps, double[] fields) {

    public Protocol {
        int n = network.neurons();
        Require.atLeast("steps", steps, 1);
        Require.length("the initial state", start, n);
        for (int i = 0; i < n; i++) Require.between("the initial mean of neuron " + i, start[i], -1, 1);
        if (fields != null) {
            Require.that(fields.length == (long) steps * n, "fields over time must be " + steps + " steps x " + n + " neurons, got " + fields.length + " values");
            for (int e = 0; e < fields.length; e++) Require.that(Double.isFinite(fields[e]), "H[" + e / n + "," + e % n + "] must be finite, got " + fields[e]);
        }
    }

    /** Constant fields, from all neurons +1. */
    public static Protocol of(IsingNetwork network, int steps) {
        double[] up = new double[network.neurons()];
        Arrays.fill(up, 1);
        return new Protocol(network, up, steps, null);
    }

    public int neurons()    { return network.neurons(); }
    public boolean driven() { return fields != null; }

    /** @return H of the update to {@code step} = 1..T, length N */
    public double[] field(int step) {
        return fields == null ? network.fields() : Arrays.copyOfRange(fields, (step - 1) * neurons(), step * neurons());
    }
}
