package org.spinspike.math.linalg;

import java.util.Optional;
import org.netlib.util.intW;
import org.spinspike.math.NumericalException;

/** Cholesky factor of a symmetric positive definite matrix, for solving systems and for the inverse. */
public final class Cholesky {
    private final double[] factor;
    private final int n;

    private Cholesky(double[] factor, int n) {
        this.factor = factor;
        this.n = n;
    }

    /**
     * @param a symmetric, n x n. Not modified; only one triangle is read.
     * @return the factor, or nothing where the matrix is not positive definite
     */
    public static Optional<Cholesky> of(double[] a, int n) {
        double[] factor = a.clone();
        intW info = new intW(0);
        Backend.lapack().dpotrf("L", n, factor, n, info);
        return info.val == 0 ? Optional.of(new Cholesky(factor, n)) : Optional.empty();
    }

    /** @return whether A + shift I is positive definite. {@code a} is symmetric, n x n, not modified; only one triangle is read. */
    public static boolean positive(double[] a, int n, double shift) {
        double[] factor = a.clone();
        for (int i = 0; i < n; i++) factor[i * n + i] += shift;
        intW info = new intW(0);
        Backend.lapack().dpotrf("L", n, factor, n, info);
        return info.val == 0;
    }

    /**
     * The factor of A, or where A is not positive definite of A with the least addition to its diagonal that makes it so.
     *
     * @throws NumericalException where no addition helps: an entry is not finite
     */
    public static Cholesky lifted(double[] a, int n) {
        Optional<Cholesky> plain = of(a, n);
        double largest = 0;
        for (int i = 0; i < n; i++) largest = Math.max(largest, a[i * n + i]);
        for (double added = 1e-14 * largest + 1e-300; plain.isEmpty(); added *= 100) {
            if (!Double.isFinite(added)) throw new NumericalException("a matrix of order " + n + " has entries that are not finite: it has no factor");
            double[] lifted = a.clone();
            for (int i = 0; i < n; i++) lifted[i * n + i] += added;
            plain = of(lifted, n);
        }
        return plain.get();
    }

    /** @return x with A x = b. {@code b} is not modified. */
    public double[] solve(double[] b) {
        double[] x = b.clone();
        Backend.lapack().dpotrs("L", n, 1, factor, n, x, n, new intW(0));
        return x;
    }

    /** @return the inverse, row-major n x n: the covariance, where A is an information matrix */
    public double[] inverse() {
        double[] inverse = factor.clone();
        Backend.lapack().dpotri("L", n, inverse, n, new intW(0));
        for (int i = 0; i < n; i++) for (int j = 0; j < i; j++) inverse[i * n + j] = inverse[j * n + i];
        return inverse;
    }
}
