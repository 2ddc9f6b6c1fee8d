package org.spinspike.math.linalg;

import java.util.Optional;
import org.netlib.util.intW;

/** Cholesky factor of a symmetric positive definite matrix, for solving systems and for the inverse's diagonal. */
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

    /** @return x with A x = b. {@code b} is not modified. */
    public double[] solve(double[] b) {
        double[] x = b.clone();
        Backend.lapack().dpotrs("L", n, 1, factor, n, x, n, new intW(0));
        return x;
    }

    /** @return the diagonal of the inverse: variances, where A is an information matrix */
    public double[] inverseDiagonal() {
        double[] inverse = factor.clone(), diagonal = new double[n];
        Backend.lapack().dpotri("L", n, inverse, n, new intW(0));
        for (int i = 0; i < n; i++) diagonal[i] = inverse[i * n + i];
        return diagonal;
    }
}
