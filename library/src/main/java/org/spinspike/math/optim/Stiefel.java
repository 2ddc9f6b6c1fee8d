package org.spinspike.math.optim;

import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Lq;
import org.spinspike.math.linalg.Svd;

/**
 * Isometries: matrices X with orthonormal rows, X X' = 1, row-major q x p with q &lt;= p. A unit vector is the case q = 1.
 *
 * <p>Tangent vectors at X satisfy X V' + V X' = 0. The metric is that of the surrounding space. Cost of each operation: of the order of p q^2.
 * Source: Absil, Mahony &amp; Sepulchre, Optimization Algorithms on Matrix Manifolds (2008), sections 3.5 and 4.1; they write columns where we write rows.
 */
public final class Stiefel {
    private Stiefel() {}

    /**
     * The tangent part of a gradient, the Riemannian gradient: G - sym(G X') X.
     *
     * @param x isometry. Not modified.
     * @param g q x p. Not modified. @return q x p
     */
    public static double[] tangent(double[] x, double[] g, int q, int p) {
        double[] a = new double[q * q], out = g.clone();
        Gemm.nt(q, q, p, g, 0, p, x, 0, p, 0, a, 0, q);
        for (int i = 0; i < q; i++)
            for (int j = 0; j <= i; j++) {
                double s = -(a[i * q + j] + a[j * q + i]) / 2;
                a[i * q + j] = s;
                a[j * q + i] = s;
            }
        Gemm.nn(q, p, q, a, 0, q, x, 0, p, 1, out, 0, p);
        return out;
    }

    /** Retraction by Gram-Schmidt: the isometry Q of Y = L Q with a positive diagonal of L. */
    public static double[] byRows(double[] y, int q, int p) { return Lq.of(y, q, p).q(); }

    /** Retraction to the nearest isometry: U V' of Y = U S V'. */
    public static double[] nearest(double[] y, int q, int p) { return Polar.of(y, q, p).x(); }

    /** @return the largest entry of |X X' - 1| */
    public static double defect(double[] x, int q, int p) {
        double[] gram = new double[q * q];
        Gemm.nt(q, q, p, x, 0, p, x, 0, p, 0, gram, 0, q);
        double largest = 0;
        for (int i = 0; i < q; i++) for (int j = 0; j < q; j++) largest = Math.max(largest, Math.abs(gram[i * q + j] - (i == j ? 1 : 0)));
        return largest;
    }

    /**
     * Nearest isometry together with what is needed to differentiate it.
     *
     * @param x   the isometry U V'
     * @param svd of the matrix it was made from
     */
    public record Polar(double[] x, Svd svd, int q, int p) {
        public static Polar of(double[] y, int q, int p) {
            Svd svd = Svd.of(y, q, p);
            return new Polar(Gemm.product(svd.u(), svd.vt(), q, q, p), svd, q, p);
        }

        /**
         * Gradient with respect to Y of a function of X(Y), where G is its gradient with respect to X:
         *
         * <pre>U K V' + U S^-1 U' G (1 - V V'),      A = U' G V,   K_ij = (A_ij - A_ji) / (s_i + s_j)</pre>
         *
         * @param g q x p. Not modified. @return q x p; undefined where Y has no full rank
         */
        public double[] pullBack(double[] g) {
            double[] s = svd.s(), ug = new double[q * p], a = new double[q * q], inside = new double[q * p];
            Gemm.tn(q, p, q, svd.u(), 0, q, g, 0, p, 0, ug, 0, p);                             // U' G
            Gemm.nt(q, q, p, ug, 0, p, svd.vt(), 0, p, 0, a, 0, q);                            // A
            double[] k = new double[q * q];
            for (int i = 0; i < q; i++)
                for (int j = 0; j < q; j++) k[i * q + j] = (a[i * q + j] - a[j * q + i]) / (s[i] + s[j]) - a[i * q + j] / s[i];
            for (int i = 0; i < q; i++) for (int c = 0; c < p; c++) inside[i * p + c] = ug[i * p + c] / s[i];
            Gemm.nn(q, p, q, k, 0, q, svd.vt(), 0, p, 1, inside, 0, p);                        // (K - S^-1 A) V' + S^-1 U' G
            return Gemm.product(svd.u(), inside, q, q, p);
        }
    }
}
