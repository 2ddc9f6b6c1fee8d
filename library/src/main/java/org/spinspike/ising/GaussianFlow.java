package org.spinspike.ising;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import org.spinspike.math.Require;
import org.spinspike.math.special.GaussianIntegral;
import org.spinspike.math.special.Logistic;

/**
 * Entropy flow of one bin with Gaussian inputs: neurons of a bin are taken for independent, so that the input of a neuron is normal.
 *
 * <pre>
 * h_i = g_i + sqrt(Delta_i) z,    g_i = H_i + sum_j J_ij m_j(t-1),   Delta_i = sum_j J_ij^2 (1 - m_j(t-1)^2)
 * m_i(t)    = E tanh h_i
 * forward_i = E ln 2 cosh h_i - h_i tanh h_i
 * reverse_i = E ln 2 cosh h'_i - m_i(t-1) h'_i,    h' as h with m(t) in the place of m(t-1)
 * flow      = sum_i (reverse_i - forward_i)
 * </pre>
 *
 * The reverse term forgets that s(t-1) and s(t) depend on each other, which makes the flow <b>usually too large</b>, often several times, and now and then too small: it is a quick look and no bound, {@link SampledFlow} is
 * unbiased. Where J = 0 it is exact. Cost: N^2 flops and about 80 N logarithms. Source: Ishihara, Shimazaki, arXiv 2502.15440; integrals are accurate to rounding here.
 *
 * @param m       E s_i(t), length N
 * @param forward length N, nats
 * @param reverse length N, nats
 */
public record GaussianFlow(double[] m, double[] forward, double[] reverse) {

    /**
     * @param fields H of bin t, length N. Not modified.
     * @param past   m(t-1), length N. Not modified.
     */
    public static GaussianFlow of(IsingNetwork network, double[] fields, double[] past) { return of(network, fields, past, GaussianIntegral::ofSlope); }

    /** Of all bins of a protocol, in order. */
    public static GaussianFlow[] run(Protocol protocol) {
        GaussianFlow[] bins = new GaussianFlow[protocol.steps()];
        double[] m = protocol.start();
        for (int t = 0; t < bins.length; t++) {
            bins[t] = of(protocol.network(), protocol.field(t + 1), m);
            m = bins[t].m;
        }
        return bins;
    }

    /** @param grid nodes for functions of g + s z, by s */
    static GaussianFlow of(IsingNetwork network, double[] fields, double[] past, DoubleFunction<GaussianIntegral> grid) {
        int n = network.neurons();
        Require.length("fields", fields, n);
        Require.length("means", past, n);
        double[] m = new double[n], forward = new double[n], reverse = new double[n];
        Input before = Input.of(network, fields, past);
        for (int i = 0; i < n; i++) {
            double g = before.mean[i], s = before.deviation[i];
            GaussianIntegral integral = grid.apply(s);
            m[i] = 2 * integral.mean(z -> Logistic.sigmoid(2 * (g + s * z))) - 1;
            forward[i] = integral.mean(z -> Logistic.log2Cosh(g + s * z) - (g + s * z) * Math.tanh(g + s * z));
        }
        Input after = Input.of(network, fields, m);
        for (int i = 0; i < n; i++) {
            double g = after.mean[i], s = after.deviation[i], was = past[i];
            reverse[i] = grid.apply(s).mean(z -> Logistic.log2Cosh(g + s * z) - was * (g + s * z));
        }
        return new GaussianFlow(m, forward, reverse);
    }

    /** @return nats of this bin */
    public double flow() { return Arrays.stream(reverse).sum() - Arrays.stream(forward).sum(); }

    /** Mean and standard deviation of each neuron's input. */
    private record Input(double[] mean, double[] deviation) {
        static Input of(IsingNetwork network, double[] fields, double[] m) {
            int n = m.length;
            double[] mean = fields.clone(), deviation = new double[n], j = network.couplings();
            for (int i = 0; i < n; i++) {
                double variance = 0;
                for (int l = 0; l < n; l++) {
                    mean[i] += j[i * n + l] * m[l];
                    variance += j[i * n + l] * j[i * n + l] * (1 - m[l] * m[l]);
                }
                deviation[i] = Math.sqrt(variance);
            }
            return new Input(mean, deviation);
        }
    }
}
