package org.spinspike.ising.meanfield;

import java.util.Arrays;
import org.spinspike.ising.SpinMoments;
import org.spinspike.math.Chunks;
import org.spinspike.math.linalg.Symmetric;
import org.spinspike.math.special.TanhRoot;

/**
 * No coupling into t stays: neurons answer the mean of their inputs, and the series in J brings back the rest.
 *
 * <pre>
 * order 1   m = tanh g                   C_ik = 0              D_il = a_i (J K)_il
 * order 2   m_i = tanh(g_i - m_i W_ii)   C_ik = a_i W_ik a_k   D_il = a_i (J K)_il (1 + 2 m_i J_il m_l(t-1)),   W = J K J'
 * </pre>
 *
 * @param carried whether K is the whole of C(t-1) rather than its diagonal
 */
record IndependentAnswer(boolean carried, int order) implements Answer {

    @Override public MeanField.Step to(Inputs inputs) { return order == 1 ? first(inputs) : second(inputs); }

    private MeanField.Step first(Inputs inputs) {
        int n = inputs.neurons();
        double[] m = inputs.means(), c = new double[n * n], d = carried ? inputs.times(inputs.past().c()) : inputs.timesDiagonal(inputs.variances());
        for (int i = 0; i < n; i++) {
            m[i] = Math.tanh(m[i]);
            c[i * n + i] = 1 - m[i] * m[i];
        }
        Chunks.forEach(n, ROWS, (chunk, from, to) -> {
            for (int i = from; i < to; i++) for (int l = 0; l < n; l++) d[i * n + l] *= c[i * n + i];
        });
        double largest = CovarianceCheck.largest(n, c);
        return new MeanField.Step(new SpinMoments(m, c, d), new StepHealth(CovarianceCheck.finite(m, largest), true, largest, Double.NaN, Double.NaN, 0, 0, 0));
    }

    private MeanField.Step second(Inputs inputs) {
        int n = inputs.neurons(), most = 0;
        double[] rest = carried ? ones(n) : inputs.deviations();                 // J K = d * rest
        double[] m = inputs.means(), d = carried ? inputs.times(inputs.past().c()) : inputs.timesDiagonal(rest);
        double[] c = carried ? inputs.covariances(d) : inputs.covariancesOfIndependent(d), v = new double[n], a = new double[n];
        boolean certain = !carried;                     // then W is positive semidefinite, and C is a W a plus a diagonal
        for (int i = 0; i < n; i++) {
            v[i] = c[i * n + i];
            TanhRoot root = TanhRoot.of(m[i], v[i]);
            m[i] = Math.tanh(root.theta());
            a[i] = 1 - m[i] * m[i];
            most = Math.max(most, root.steps());
            certain &= a[i] * v[i] <= 1;
        }
        double correlation = carried ? CovarianceCheck.largestCorrelation(n, c) : Double.NaN;
        Symmetric.mirror(n, a, c);
        Chunks.forEach(n, ROWS, (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                c[i * n + i] = a[i];
                past(n, i, m[i], a[i], inputs, rest, d);
            }
        });
        double largest = CovarianceCheck.largest(n, c);
        boolean finite = CovarianceCheck.finite(m, largest);
        return new MeanField.Step(new SpinMoments(m, c, d),
                new StepHealth(finite, certain || finite && CovarianceCheck.positive(n, c), largest, correlation, CovarianceCheck.least(v), n, 0, most));
    }

    private static void past(int n, int i, double mi, double ai, Inputs inputs, double[] rest, double[] d) {
        double[] couplings = inputs.couplings(), before = inputs.past().m();
        for (int l = 0, e = i * n; l < n; l++) d[e + l] *= ai * rest[l] * (1 + 2 * mi * couplings[e + l] * before[l]);
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
