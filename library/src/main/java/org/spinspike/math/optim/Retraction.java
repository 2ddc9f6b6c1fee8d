package org.spinspike.math.optim;

import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.LinearSystem;

/**
 * How a step along a tangent vector D at an isometry X comes back to the isometries; all three agree with X + D to first order ({@link Stiefel} has the
 * conventions). Cost of the order of p q^2, the first the cheapest. Source: Absil, Mahony &amp; Sepulchre (2008), section 4.1; for the last Wen &amp; Yin,
 * Mathematical Programming 142, 397 (2013), lemma 4.
 */
public enum Retraction {
    /** Gram-Schmidt on the rows of X + D. */
    QR {
        @Override public double[] of(double[] x, double[] d, int q, int p) { return Stiefel.byRows(sum(x, d), q, p); }
    },
    /** The isometry nearest to X + D. */
    POLAR {
        @Override public double[] of(double[] x, double[] d, int q, int p) { return Stiefel.nearest(sum(x, d), q, p); }
    },
    /**
     * Along the curve of rotations that leaves X in the direction D:
     *
     * <pre>X (1 - A/2) (1 + A/2)^-1,     A' = -A = X' B - B' X,     B = D - 1/2 (D X') X
     * = X + (X v') (1 - u v'/2)^-1 u,     u = (B over X),     v = (X over -B)         2q equations instead of p</pre>
     */
    CAYLEY {
        @Override public double[] of(double[] x, double[] d, int q, int p) {
            double[] dx = new double[q * q], b = d.clone(), u = new double[2 * q * p], v = u.clone();
            Gemm.nt(q, q, p, d, 0, p, x, 0, p, 0, dx, 0, q);
            for (int e = 0; e < dx.length; e++) dx[e] *= -.5;
            Gemm.nn(q, p, q, dx, 0, q, x, 0, p, 1, b, 0, p);
            for (int e = 0; e < q * p; e++) {
                u[e] = b[e];
                v[e] = u[q * p + e] = x[e];
                v[q * p + e] = -b[e];
            }
            double[] system = new double[4 * q * q], right = new double[2 * q * q], out = x.clone();
            Gemm.nt(2 * q, 2 * q, p, u, 0, p, v, 0, p, 0, system, 0, 2 * q);
            for (int i = 0; i < 2 * q; i++) for (int j = 0; j < 2 * q; j++) system[i * 2 * q + j] = (i == j ? 1 : 0) - system[i * 2 * q + j] / 2;
            Gemm.nt(q, 2 * q, p, x, 0, p, v, 0, p, 0, right, 0, 2 * q);
            Gemm.nn(q, p, 2 * q, LinearSystem.solveLeft(system, right, q, 2 * q), 0, 2 * q, u, 0, p, 1, out, 0, p);
            return out;
        }
    };

    /**
     * @param x isometry, q x p. Not modified.
     * @param d tangent there, q x p. Not modified.
     * @return an isometry, q x p
     */
    public abstract double[] of(double[] x, double[] d, int q, int p);

    private static double[] sum(double[] a, double[] b) {
        double[] out = a.clone();
        for (int e = 0; e < out.length; e++) out[e] += b[e];
        return out;
    }
}
