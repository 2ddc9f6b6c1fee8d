package org.spinspike.ising;

import java.util.Arrays;
import java.util.function.Consumer;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Require;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.special.Logistic;

/**
 * Exact moments and entropies of a small network, from the law over all 2^N states.
 *
 * <pre>
 * forward_i = -E ln p(s_i(t) | s(t-1)) = E [ln 2 cosh h_i(s(t-1)) - h_i tanh h_i]
 * reverse_i = -E ln p_t(s_i(t-1) | s(t)) = E ln 2 cosh h_i(s(t)) - H_i m_i(t-1) - sum_j J_ij E s_i(t-1) s_j(t)
 * flow      = sum_i (reverse_i - forward_i) = E ln p_t(s_t | s_{t-1}) - ln p_t(s_{t-1} | s_t)
 * </pre>
 *
 * The fields are those of step t both ways. Numbers are exact to rounding. Cost a step: 2 * 4^N flops (N = 10: 2 million, N = 14: half a billion), and as
 * much again as 2^(3N/2) exponentials where fields change with time. The flow is the entropy production where the law is stationary; before, it may be negative.
 */
public final class Enumeration {
    public static final int MOST_NEURONS = 14;
    private static final int MOST_STEPS = 100_000;

    private Enumeration() {}

    /**
     * One bin.
     *
     * @param step    1 after the first update
     * @param moments of this bin and the one before
     * @param forward conditional entropy of each neuron's next state, length N, nats
     * @param reverse the same of the reversed transition, length N, nats
     */
    public record Step(int step, SpinMoments moments, double[] forward, double[] reverse) {
        public double forwardEntropy() { return Arrays.stream(forward).sum(); }
        public double reverseEntropy() { return Arrays.stream(reverse).sum(); }

        /** @return nats of this bin */
        public double flow() { return reverseEntropy() - forwardEntropy(); }
    }

    /** Hands every step to {@code sink}, in order. */
    public static void run(Protocol protocol, Consumer<Step> sink) {
        StateLaw law = law(protocol.network(), protocol.field(1));
        double[] p = StateLaw.independent(protocol.start());
        for (int step = 1; step <= protocol.steps(); step++) {
            if (step > 1 && protocol.driven()) law = law(protocol.network(), protocol.field(step));
            double[] q = law.next(p);
            sink.accept(step(step, protocol.network(), protocol.field(step), law, p, q));
            p = q;
        }
    }

    /**
     * One bin of the steady state, by letting the law run until no state's probability moves any more.
     *
     * @return a step of number 0
     * @throws NumericalException where the network forgets its start too slowly to get there in 100,000 steps
     */
    public static Step stationary(IsingNetwork network) {
        StateLaw law = law(network, network.fields());
        double[] p = new double[law.states];
        Arrays.fill(p, 1.0 / law.states);
        double change = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] q = law.next(p);
            change = 0;
            double sum = 0;
            for (int a = 0; a < q.length; a++) sum += q[a];
            for (int a = 0; a < q.length; a++) change += Math.abs((q[a] /= sum) - p[a]);
            if (change < 1e-14) return step(0, network, network.fields(), law, p, q);
            p = q;
        }
        throw new NumericalException("no steady state after " + MOST_STEPS + " steps: probabilities still move by " + change + "; strong couplings keep their start for longer");
    }

    private static StateLaw law(IsingNetwork network, double[] fields) {
        Require.inRange("neurons to enumerate", network.neurons(), 1, MOST_NEURONS);
        return new StateLaw(network, fields);
    }

    /** @param p law of the bin before. @param q of this one */
    private static Step step(int step, IsingNetwork network, double[] fields, StateLaw law, double[] p, double[] q) {
        int n = law.neurons;
        double[] s = StateLaw.spins(n), tanh = new double[s.length], now = new double[s.length], before = new double[s.length];
        double[] m = new double[n], past = new double[n], forward = new double[n], reverse = new double[n];
        for (int e = 0; e < s.length; e++) {
            int a = e / n, i = e % n;
            double h = law.h[e], twoCosh = Logistic.log2Cosh(h);
            tanh[e] = Math.tanh(h);
            m[i] += now[e] = q[a] * s[e];
            past[i] += before[e] = p[a] * s[e];
            forward[i] += p[a] * (twoCosh - h * tanh[e]);
            reverse[i] += q[a] * twoCosh;
        }
        double[] c = new double[n * n], d = new double[n * n];
        Gemm.tn(n, n, law.states, s, 0, n, now, 0, n, 0, c, 0, n);
        Gemm.tn(n, n, law.states, tanh, 0, n, before, 0, n, 0, d, 0, n);
        for (int i = 0; i < n; i++) {
            reverse[i] -= fields[i] * past[i];
            for (int j = 0; j < n; j++) reverse[i] -= network.couplings()[i * n + j] * d[j * n + i];
        }
        for (int i = 0; i < n; i++) for (int k = 0; k < n; k++) {
            c[i * n + k] -= m[i] * m[k];
            d[i * n + k] -= m[i] * past[k];
        }
        return new Step(step, new SpinMoments(m, c, d), forward, reverse);
    }
}
