package org.spinspike.ising;

import java.util.Arrays;
import java.util.Locale;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;

/**
 * A kinetic Ising network of N neurons, constant in time.
 *
 * <pre>P(s_i(t) = +1 | s(t-1)) = 1 / (1 + exp(-2 h_i)),   h_i = H_i + sum_j J_ij s_j(t-1),   s in {-1, +1}</pre>
 *
 * J_ij is what neuron j (column) does to neuron i (row) one bin later; J_ii is kept; the inverse temperature is part of H and J. Spikes are s = +1: in 0/1
 * variables x = (s + 1) / 2 the same law is {@code logit P(x_i = 1) = theta_i + sum_j theta_ij x_j} with theta_ij = 4 J_ij and
 * theta_i = 2 H_i - 2 sum_j J_ij ({@link #ofBits}, {@link #bitFields}, {@link #bitCouplings}).
 *
 * @param fields    H, length N. Not copied, not modified.
 * @param couplings J, row-major [N, N], row i = input to i. Not copied, not modified.
 */
public record IsingNetwork(double[] fields, double[] couplings) {
    /** Of |H_i| + sum_j |J_ij| in what is run: beyond 20 every spin is decided, and far beyond integrals over inputs lose their meaning. */
    public static final double MOST_INPUT = 1e4;

    public IsingNetwork {
        int n = fields.length;
        Require.atLeast("neurons", n, 1);
        Require.that(couplings.length == n * n, "J must be " + n + " x " + n + ", as H has " + n + " entries; it has " + couplings.length);
        for (int i = 0; i < n; i++) if (!Double.isFinite(fields[i])) throw notFinite("H[" + i + "]", fields[i]);
        for (int e = 0; e < n * n; e++) if (!Double.isFinite(couplings[e])) throw notFinite("J[" + e / n + "," + e % n + "]", couplings[e]);
    }

    /** @throws IllegalArgumentException where {@code H} [N] or {@code J} [N, N] is missing, not square, of another N, or not finite */
    public static IsingNetwork read(NamedArrays arrays) {
        int[] shape = arrays.get("J").shape();
        Require.that(shape.length == 2 && shape[0] == shape[1], "J must be square, neurons x neurons (row i = input to i); its shape is " + Arrays.toString(shape));
        Require.that(arrays.get("H").size() == shape[0], "H must have one entry a neuron: J is of " + shape[0] + " neurons, H of " + arrays.get("H").size());
        return new IsingNetwork(arrays.doubles("H"), arrays.doubles("J"));
    }

    /**
     * The network whose law in 0/1 variables is given: J_ij = theta_ij / 4, H_i = theta_i / 2 + sum_j theta_ij / 4.
     *
     * @param theta     theta_i, length N
     * @param couplings theta_ij, row-major [N, N]
     */
    public static IsingNetwork ofBits(double[] theta, double[] couplings) {
        int n = theta.length;
        Require.length("couplings", couplings, n * n);
        double[] fields = new double[n], quarter = new double[n * n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) sum += quarter[i * n + j] = couplings[i * n + j] / 4;
            fields[i] = theta[i] / 2 + sum;
        }
        return new IsingNetwork(fields, quarter);
    }

    public int neurons() { return fields.length; }

    /** @return theta_i = 2 H_i - 2 sum_j J_ij: the input of a neuron after a bin of silence, in 0/1 variables */
    public double[] bitFields() {
        int n = neurons();
        double[] theta = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) sum += couplings[i * n + j];
            theta[i] = 2 * (fields[i] - sum);
        }
        return theta;
    }

    /** @return theta_ij = 4 J_ij, row-major [N, N] */
    public double[] bitCouplings() { return times(couplings, 4); }

    /** @return the network at another inverse temperature: beta H, beta J */
    public IsingNetwork scaled(double beta) {
        Require.notNegative("beta", beta);
        return new IsingNetwork(times(fields, beta), times(couplings, beta));
    }

    /** @return the largest |H_i| + sum_j |J_ij|: what the input of a neuron can reach */
    public double largestInput() {
        double largest = 0;
        for (int i = 0; i < neurons(); i++) {
            double reach = Math.abs(fields[i]);
            for (int j = 0; j < neurons(); j++) reach += Math.abs(couplings[i * neurons() + j]);
            largest = Math.max(largest, reach);
        }
        return largest;
    }

    /**
     * @param factor of fields and couplings, by its name
     * @throws IllegalArgumentException where inputs reach beyond {@link #MOST_INPUT}
     */
    public void requireInputs(String name, double factor) {
        double reach = factor == 0 ? 0 : factor * largestInput();
        Require.that(reach <= MOST_INPUT, name + " takes the input of a neuron, |H_i| + sum_j |J_ij|, to " + String.format(Locale.ROOT, "%.3g", reach) + "; at most " + (int) MOST_INPUT + " is run: from 20 on every spin is decided");
    }

    /** As files keep it: {@code H} [N], {@code J} [N, N]. */
    public NamedArrays arrays() { return new NamedArrays().put("H", fields, neurons()).put("J", couplings, neurons(), neurons()); }

    private static double[] times(double[] x, double factor) { return Arrays.stream(x).map(v -> factor * v).toArray(); }

    private static IllegalArgumentException notFinite(String name, double value) { return new IllegalArgumentException(name + " must be finite, got " + value); }
}
