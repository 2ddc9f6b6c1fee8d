package org.spinspike.math.special;

import java.util.Arrays;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.linalg.Gemm;

/**
 * tanh of many Gaussian fields, each written in Hermite polynomials of its own standard normal variable: then the covariance of any two is a power series in the correlation of the fields,
 * which is Mehler's formula.
 *
 * <pre>B_in = E h_n(x) tanh(g_i + s_i x),   h_n = He_n / sqrt(n!),   Cov(tanh_i, tanh_k) = sum_{n>=1} rho_ik^n B_in B_kn</pre>
 *
 * Since sum_{n>=1} B_in^2 is the variance of tanh_i, what is left out after n terms is at most |rho|^(n+1) sqrt(tail_i(n) tail_k(n)): each row takes as many of
 * the {@value #TERMS} terms as push that below 1e-13, and a pair for which they do not suffice (large fields nearly parallel) goes to {@link GaussianTanh#product}.
 *
 * <p>Cost: N tangents at 97 nodes where fields are small, one product of 97 x {@value #TERMS}, and a few operations a term and pair.
 */
public final class HermiteTanh {
    public static final int TERMS = 64;
    private static final double LEFT_OUT = 1e-13;
    /** Where phi(x) h_n(x), which |h_n(x)| &lt;= 1.1 exp(x^2/4) holds below phi(x) exp(x^2/4), is 1e-16. */
    private static final double REACH = 12;
    /** A step at which the trapezoid rule is exact for phi h_n by itself, too: its error is (2 pi / step)^n exp(-(2 pi / step)^2 / 2) / sqrt(n!). */
    private static final double WIDEST = .25;
    private static final int BLOCK = 1 << 16;

    private final double[] g, s, mean, slope;
    /** [TERMS][N]: B_in at n - 1. */
    private final double[][] coefficients;
    /** [TERMS + 1][N]: what terms beyond the n-th hold of the variance. */
    private final double[][] tails;
    private final double[] largestTails = new double[TERMS + 1];

    /**
     * @param g means of the fields, length N. Not copied, not modified.
     * @param s their standard deviations. Not copied, not modified.
     */
    public HermiteTanh(double[] g, double[] s) {
        this.g = g;
        this.s = s;
        int n = g.length;
        mean = new double[n];
        slope = new double[n];
        coefficients = new double[TERMS][n];
        tails = new double[TERMS + 1][n];
        double largest = 0;
        for (double sd : s) largest = Math.max(largest, Require.between("standard deviation of a field", sd, 0, GaussianTanh.LARGEST_SCALE));
        GaussianIntegral grid = GaussianIntegral.of(Math.min(WIDEST, GaussianIntegral.step(largest)), REACH);
        double[] basis = basis(grid);
        Chunks.forEach(n, Math.max(1, BLOCK / grid.size()), (chunk, from, to) -> expand(grid, basis, from, to));
        for (int t = 0; t <= TERMS; t++) for (double tail : tails[t]) largestTails[t] = Math.max(largestTails[t], tail);
    }

    /** @return E tanh, length N. Not to be modified. */
    public double[] mean()  { return mean; }

    /** @return E sech^2, length N. Not to be modified. */
    public double[] slope() { return slope; }

    /**
     * Covariances of tanh_i with tanh_0 .. tanh_{count-1}.
     *
     * @param rho correlations of the fields, first {@code count}, within -1..1. Not modified.
     * @param out first {@code count}. Modified.
     */
    public void covariances(int i, double[] rho, int count, double[] out) {
        double largest = 0;
        for (int k = 0; k < count; k++) largest = Math.max(largest, Math.abs(rho[k]));
        int terms = 0;
        while (terms < TERMS && Math.pow(largest, terms + 1) * Math.sqrt(tails[terms][i] * largestTails[terms]) > LEFT_OUT) terms++;
        Arrays.fill(out, 0, count, 0);
        for (int t = terms; t >= 1; t--) horner(coefficients[t - 1][i], coefficients[t - 1], rho, count, out);
        if (terms == TERMS) integrate(i, rho, count, out);
    }

    private static void horner(double factor, double[] b, double[] rho, int count, double[] out) {
        for (int k = 0; k < count; k++) out[k] = rho[k] * (out[k] + factor * b[k]);
    }

    private void integrate(int i, double[] rho, int count, double[] out) {
        for (int k = 0; k < count; k++) {
            if (Math.pow(Math.abs(rho[k]), TERMS + 1) * Math.sqrt(tails[TERMS][i] * tails[TERMS][k]) <= LEFT_OUT) continue;
            out[k] = GaussianTanh.product(g[i], s[i], g[k], s[k], rho[k]) - mean[i] * mean[k];
        }
    }

    /** @return [nodes, TERMS + 1]: w h_n */
    private static double[] basis(GaussianIntegral grid) {
        double[] basis = new double[grid.size() * (TERMS + 1)];
        for (int k = 0; k < grid.size(); k++) {
            double x = grid.nodes()[k], before = 0, now = grid.weights()[k];
            for (int t = 0; t <= TERMS; t++) {
                basis[k * (TERMS + 1) + t] = now;
                double next = (x * now - Math.sqrt(t) * before) / Math.sqrt(t + 1.);
                before = now;
                now = next;
            }
        }
        return basis;
    }

    private void expand(GaussianIntegral grid, double[] basis, int from, int to) {
        int nodes = grid.size(), rows = to - from;
        double[] x = grid.nodes(), w = grid.weights(), row = new double[nodes], t = new double[rows * nodes], b = new double[rows * (TERMS + 1)];
        for (int i = from; i < to; i++) {
            for (int k = 0; k < nodes; k++) row[k] = g[i] + s[i] * x[k];
            Tanh.of(row, nodes, row);
            System.arraycopy(row, 0, t, (i - from) * nodes, nodes);
            double square = 0;
            for (int k = 0; k < nodes; k++) square += w[k] * (1 - row[k] * row[k]);
            slope[i] = square;
        }
        Gemm.nn(rows, TERMS + 1, nodes, t, 0, nodes, basis, 0, TERMS + 1, 0, b, 0, TERMS + 1);
        for (int i = from; i < to; i++) {
            int at = (i - from) * (TERMS + 1);
            mean[i] = b[at];
            double rest = 1 - slope[i] - mean[i] * mean[i];
            for (int n = 1; n <= TERMS; n++) {
                coefficients[n - 1][i] = b[at + n];
                rest -= b[at + n] * b[at + n];
            }
            tails[TERMS][i] = Math.max(0, rest);
            for (int n = TERMS; n >= 1; n--) tails[n - 1][i] = tails[n][i] + b[at + n] * b[at + n];
        }
    }
}
