package org.spinspike.ising.meanfield;

import java.util.Arrays;
import org.spinspike.ising.SpinMoments;
import org.spinspike.math.Chunks;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Symmetric;
import org.spinspike.math.special.TanhRoot;
import org.spinspike.math.special.TanhRoots;

/**
 * One coupling into t stays at a time: neuron i of t answers the state s = -1, +1 of one neuron l of t-1, and the mean of all others. With W = J C(t-1) J' and V_i = W_ii,
 *
 * <pre>
 * order 1   theta_il(s) = g_i + J_il (s - m_l(t-1))                                          C_ik = 0
 * order 2   theta = g_i + (J_il + W2_il) (s - m_l(t-1)) - tanh(theta) V_il
 *           V_il = V_i - 2 J_il (J C)_il + J_il^2 C_ll                        variance of the input without l
 *           W2_il = (J D J')_il - J_il sum_n J_ln D_ln                        what i hears of l through others: D = D(t-1)
 *           C: theta = g_i + W_ik (s - m_k(t-1)) - tanh(theta) V_i, C_ik = u_k/2 (tanh theta(+1) - tanh theta(-1)), then the mean of C_ik and C_ki
 * both      D_il = u_l/2 (tanh theta_il(+1) - tanh theta_il(-1)),   m_i = mean over l of E_s tanh theta_il(s),   u_l = 1 - m_l(t-1)^2
 * </pre>
 *
 * The mean of neuron k at t-1 stands for its mean at t in the equation of C, as in the source's program.
 */
record PairAnswer(int order) implements Answer {

    @Override public MeanField.Step to(Inputs inputs) { return order == 1 ? first(inputs) : second(inputs); }

    private static MeanField.Step first(Inputs inputs) {
        int n = inputs.neurons();
        double[] g = inputs.means(), m = new double[n], c = new double[n * n], d = new double[n * n];
        Chunks.forEach(n, ROWS, (chunk, from, to) -> {
            var row = new PairRow(inputs);
            for (int i = from; i < to; i++) {
                row.first(i, g[i]);
                m[i] = row.mean();
                c[i * n + i] = 1 - m[i] * m[i];
                row.covariance(d, i);
            }
        });
        double largest = CovarianceCheck.largest(n, c);
        return new MeanField.Step(new SpinMoments(m, c, d), new StepHealth(CovarianceCheck.finite(m, largest), true, largest, Double.NaN, Double.NaN, 0, 0, 0));
    }

    private static MeanField.Step second(Inputs inputs) {
        int n = inputs.neurons();
        double[] g = inputs.means(), j = inputs.couplings(), jc = inputs.times(inputs.past().c()), w = inputs.covariances(jc), jd = inputs.times(inputs.past().d());
        double[] own = own(inputs), least = new double[n], m = new double[n], c = new double[n * n], d = new double[n * n];
        double correlation = CovarianceCheck.largestCorrelation(n, w);
        Symmetric.mirror(n, w);
        var roots = new TanhRoots[Chunks.count(n, ROWS)];
        Chunks.forEach(n, ROWS, (chunk, from, to) -> {
            var row = new PairRow(inputs);
            roots[chunk] = row.roots;
            double[] through = new double[(to - from) * n];
            Gemm.nt(to - from, n, n, jd, from * n, n, j, 0, n, 0, through, 0, n);
            for (int i = from; i < to; i++) {
                double v = w[i * n + i], near = TanhRoot.of(g[i], v).theta();
                least[i] = row.second(i, g[i], near, v, jc, through, (i - from) * n, own);
                m[i] = row.mean();
                row.covariance(d, i);
                row.sameBin(i, g[i], near, v, w);
                row.covariance(c, i);
            }
        });
        Symmetric.average(n, c);
        for (int i = 0; i < n; i++) c[i * n + i] = 1 - m[i] * m[i];
        double largest = CovarianceCheck.largest(n, c);
        boolean finite = CovarianceCheck.finite(m, largest), positive = finite && CovarianceCheck.positive(n, c);
        long bracketed = Arrays.stream(roots).mapToLong(TanhRoots::bracketed).sum(), solved = Arrays.stream(roots).mapToLong(TanhRoots::solved).sum();
        int most = Arrays.stream(roots).mapToInt(TanhRoots::mostSteps).max().orElse(0);
        return new MeanField.Step(new SpinMoments(m, c, d),
                new StepHealth(finite, positive, largest, correlation, CovarianceCheck.least(least), solved, bracketed, most));
    }

    /** @return sum_n J_ln D_ln(t-1): what neuron l heard of itself, length N */
    private static double[] own(Inputs inputs) {
        int n = inputs.neurons();
        double[] own = new double[n], j = inputs.couplings(), d = inputs.past().d();
        for (int l = 0; l < n; l++) for (int e = l * n; e < l * n + n; e++) own[l] += j[e] * d[e];
        return own;
    }
}
