package org.spinspike.ising;

import org.spinspike.math.linalg.Gemm;

/**
 * The transition law of a small network over all 2^N states, never written out: bit i of a state's number is neuron i, and given state a the neurons of a
 * lower half x and an upper half y are independent, so
 *
 * <pre>q(y x) = sum_a p(a) V(a, y) U(a, x),   U(a, x) = prod_{i in x} P(x_i | a),   V likewise</pre>
 *
 * is one matrix product of 2 * 4^N flops instead of a matrix of 4^N entries. Memory: 3 * 2^(3N/2) doubles.
 */
final class StateLaw {
    final int neurons, states;
    /** h_i(a), row-major [2^N, N]. */
    final double[] h;
    private final int lower;
    private final double[] u, v, weighted;

    /** @param fields H of this step, length N */
    StateLaw(IsingNetwork network, double[] fields) {
        neurons = network.neurons();
        states = 1 << neurons;
        lower = (neurons + 1) / 2;
        h = new double[states * neurons];
        Gemm.nt(states, neurons, neurons, spins(neurons), 0, neurons, network.couplings(), 0, neurons, 0, h, 0, neurons);
        for (int e = 0; e < h.length; e++) h[e] += fields[e % neurons];
        u = factors(0, lower);
        v = factors(lower, neurons);
        weighted = new double[v.length];
    }

    /** @return s_i(a), row-major [2^N, N] */
    static double[] spins(int neurons) {
        double[] s = new double[(1 << neurons) * neurons];
        for (int e = 0; e < s.length; e++) s[e] = (e / neurons >> e % neurons & 1) == 1 ? 1 : -1;
        return s;
    }

    /** @return the law of independent neurons with these means, length 2^N */
    static double[] independent(double[] means) {
        double[] p = new double[1 << means.length];
        p[0] = 1;
        for (int i = 0; i < means.length; i++) spread(p, 0, i, (1 + means[i]) / 2, (1 - means[i]) / 2);
        return p;
    }

    /** @return the law one step later, length 2^N */
    double[] next(double[] p) {
        int columns = v.length / states;
        for (int e = 0; e < v.length; e++) weighted[e] = p[e / columns] * v[e];
        double[] q = new double[states];
        Gemm.tn(columns, 1 << lower, states, weighted, 0, columns, u, 0, 1 << lower, 0, q, 0, 1 << lower);
        return q;
    }

    private double[] factors(int from, int to) {
        int width = 1 << to - from;
        double[] out = new double[states * width];
        for (int a = 0; a < states; a++) {
            out[a * width] = 1;
            for (int i = from; i < to; i++) {
                double odds = Math.exp(-2 * Math.abs(h[a * neurons + i])), likely = 1 / (1 + odds), unlikely = odds / (1 + odds);
                boolean up = h[a * neurons + i] > 0;
                spread(out, a * width, i - from, up ? likely : unlikely, up ? unlikely : likely);
            }
        }
        return out;
    }

    /** The product law of the first i neurons at {@code at}, made that of i + 1. */
    private static void spread(double[] law, int at, int i, double up, double down) {
        for (int x = 0; x < 1 << i; x++) {
            law[at + x + (1 << i)] = law[at + x] * up;
            law[at + x] *= down;
        }
    }
}
