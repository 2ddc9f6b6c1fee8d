package org.spinspike.ising.sk;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.special.NormalTable;

/**
 * One network of N neurons that is drawn anew for every trial and runs from all spins up: couplings and inputs in single precision.
 *
 * <p>Only neurons that turned over change the inputs of the others: a step costs N additions for each of those, not N^2. Couplings are held by column, the neuron that sends.
 * Normal numbers come from a {@link NormalTable}; a chance to point against the input from a table with a relative error of 1e-5 at most.
 */
final class RandomNetwork {
    /** Chances 1 / (1 + exp(2 x)), at multiples of 1 / {@value #PER_UNIT}; beyond the end they are below 1e-13. */
    private static final int PER_UNIT = 256, UNITS = 15;
    private static final float[] AGAINST = against();
    private static final double TWO_TO_MINUS_53 = 0x1p-53;

    private final int n;
    /** beta J, [N, N], column c (the sender) contiguous. */
    private final float[] couplings;
    private final float[] fields, inputs, back;
    private final byte[] spins;
    private final int[] turned;

    RandomNetwork(int neurons) {
        n = neurons;
        couplings = new float[n * n];
        fields = new float[n];
        inputs = new float[n];
        back = new float[n];
        spins = new byte[n];
        turned = new int[n];
    }

    /** Draws fields and couplings, and turns all spins up. Fields whose mean is below zero change their sign, so that the spins begin on the side the fields favour. */
    void draw(SkEnsemble e, boolean symmetric, RandomGenerator random) {
        double mean = 0;
        for (int i = 0; i < n; i++) mean += fields[i] = (float) (e.beta() * e.deltaH() * (2 * random.nextDouble() - 1));
        if (mean < 0) for (int i = 0; i < n; i++) fields[i] = -fields[i];
        NormalTable.fill(couplings, (float) (e.beta() * e.j0() / n), (float) (e.beta() * e.deltaJ() / Math.sqrt(n)), random);
        if (symmetric) for (int i = 0; i < n; i++) for (int c = 0; c < i; c++) couplings[i * n + c] = couplings[c * n + i];
        Arrays.fill(spins, (byte) 1);
        System.arraycopy(fields, 0, inputs, 0, n);
        for (int c = 0; c < n; c++) turned[c] = c;
        add(inputs, 1, n);
    }

    /** All neurons draw their next spin given the inputs; then the inputs follow the spins. */
    void step(RandomGenerator random) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            double u = (random.nextLong() >>> 11) * TWO_TO_MINUS_53;
            float x = inputs[i];
            byte s = (byte) (u < against(Math.abs(x)) == x > 0 ? -1 : 1);
            if (s != spins[i]) turned[count++] = i;
            spins[i] = s;
        }
        add(inputs, 2, count);
    }

    byte[] spins() { return spins; }

    /** @return the network as it is, beta inside */
    IsingNetwork network() {
        double[] h = new double[n], j = new double[n * n];
        for (int i = 0; i < n; i++) {
            h[i] = fields[i];
            for (int c = 0; c < n; c++) j[i * n + c] = couplings[c * n + i];
        }
        return new IsingNetwork(h, j);
    }

    /** @return mean of tanh h_i: of the spins one step later, given these */
    double magnetisation() {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += Math.tanh(inputs[i]);
        return sum / n;
    }

    /** @return mean of s_i tanh h_i: overlap of the spins one step later with these */
    double overlap() {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += spins[i] * Math.tanh(inputs[i]);
        return sum / n;
    }

    /** @return sum over i, j of tanh h_i beta (J_ij - J_ji) s_j, divided by N */
    double entropyProduction() {
        Arrays.fill(back, 0);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            float mean = (float) Math.tanh(inputs[i]);
            sum += mean * (inputs[i] - fields[i]);
            int column = i * n;
            for (int j = 0; j < n; j++) back[j] += mean * couplings[column + j];
        }
        for (int j = 0; j < n; j++) sum -= spins[j] * back[j];
        return sum / n;
    }

    /** Adds {@code factor} s_c column c to {@code h} for the first {@code count} neurons that {@link #turned} names, four at a time. */
    private void add(float[] h, float factor, int count) {
        int t = 0;
        for (; t + 4 <= count; t += 4) four(h, factor, turned[t], turned[t + 1], turned[t + 2], turned[t + 3]);
        for (; t < count; t++) {
            float a = factor * spins[turned[t]];
            int column = turned[t] * n;
            for (int i = 0; i < n; i++) h[i] += a * couplings[column + i];
        }
    }

    private void four(float[] h, float factor, int c0, int c1, int c2, int c3) {
        float a0 = factor * spins[c0], a1 = factor * spins[c1], a2 = factor * spins[c2], a3 = factor * spins[c3];
        int p0 = c0 * n, p1 = c1 * n, p2 = c2 * n, p3 = c3 * n;
        float[] j = couplings;
        for (int i = 0; i < n; i++) h[i] += (a0 * j[p0 + i] + a1 * j[p1 + i]) + (a2 * j[p2 + i] + a3 * j[p3 + i]);
    }

    private static float[] against() {
        float[] table = new float[PER_UNIT * UNITS + 2];
        for (int k = 0; k < table.length - 1; k++) table[k] = (float) (1 / (1 + Math.exp(2. * k / PER_UNIT)));
        return table;
    }

    /** @return 1 / (1 + exp(2 x)) for x not below 0, between the places of the table on a straight line */
    static float against(float x) {
        float at = Math.min(x, UNITS) * PER_UNIT;
        int k = (int) at;
        return AGAINST[k] + (at - k) * (AGAINST[k + 1] - AGAINST[k]);
    }
}
