package org.spinspike.ising.meanfield;

import org.spinspike.ising.SpinMoments;
import org.spinspike.math.Chunks;
import org.spinspike.math.linalg.Symmetric;
import org.spinspike.math.special.HermiteTanh;

/**
 * All couplings into t stay, those into t-1 do not: the inputs are sums over many independent neurons, so Gaussian, and neurons answer their whole distribution.
 *
 * <pre>
 * W = J diag(1 - m(t-1)^2) J',   x Gaussian of covariance W
 * m_i = E tanh(g_i + x_i)     C_ik = Cov(tanh(g_i + x_i), tanh(g_k + x_k))     D_il = E sech^2(g_i + x_i) (J C(t-1))_il
 * </pre>
 *
 * C by Mehler's series ({@link HermiteTanh}). For D the correlations of t-1 are carried on, as in the source's program.
 */
record GaussianAnswer() implements Answer {

    @Override public MeanField.Step to(Inputs inputs) {
        int n = inputs.neurons();
        double[] g = inputs.means(), c = inputs.covariancesOfIndependent(inputs.timesDiagonal(inputs.deviations())), d = inputs.times(inputs.past().c()), v = new double[n], scale = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = c[i * n + i];
            scale[i] = v[i] > 0 ? 1 / Math.sqrt(v[i]) : 0;
        }
        double correlation = CovarianceCheck.largestCorrelation(n, c);
        var tanh = new HermiteTanh(g, java.util.Arrays.stream(v).map(Math::sqrt).toArray());
        double[] m = tanh.mean().clone(), slope = tanh.slope();
        Chunks.forEach(n, ROWS, (chunk, from, to) -> {
            double[] rho = new double[to], row = new double[to];
            for (int i = from; i < to; i++) {
                for (int k = 0; k < i; k++) rho[k] = Math.max(-1, Math.min(1, c[i * n + k] * scale[i] * scale[k]));
                tanh.covariances(i, rho, i, row);
                System.arraycopy(row, 0, c, i * n, i);
                c[i * n + i] = 1 - m[i] * m[i];
                for (int l = 0; l < n; l++) d[i * n + l] *= slope[i];
            }
        });
        Symmetric.mirror(n, c);
        double largest = CovarianceCheck.largest(n, c);
        boolean finite = CovarianceCheck.finite(m, largest);
        return new MeanField.Step(new SpinMoments(m, c, d),
                new StepHealth(finite, finite && CovarianceCheck.positive(n, c), largest, correlation, CovarianceCheck.least(v), 0, 0, 0));
    }
}
