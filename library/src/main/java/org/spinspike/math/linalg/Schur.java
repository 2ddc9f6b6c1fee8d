package org.spinspike.math.linalg;

import org.netlib.util.intW;
import org.spinspike.math.NumericalException;

/**
 * Real Schur form A = Z T Z' of a square matrix: Z orthogonal, T upper triangular but for blocks 2 x 2 on the diagonal, one for each pair of complex eigenvalues.
 *
 * @param z row-major n x n
 * @param t row-major n x n
 */
public record Schur(double[] z, double[] t) {

    /** @param a row-major n x n. Not modified. */
    public static Schur of(double[] a, int n) {
        double[] h = transposed(a, n), tau = new double[Math.max(1, n - 1)], work = new double[64 * n];
        intW info = new intW(0);
        Backend.lapack().dgehrd(n, 1, n, h, n, tau, work, work.length, info);
        check(info, n);
        double[] z = h.clone(), re = new double[n], im = new double[n];
        Backend.lapack().dorghr(n, 1, n, z, n, tau, work, work.length, info);
        check(info, n);
        for (int j = 0; j < n; j++) for (int i = j + 2; i < n; i++) h[j * n + i] = 0;       // the reflectors lay there
        Backend.lapack().dhseqr("S", "V", n, 1, n, h, n, re, im, z, n, work, work.length, info);
        check(info, n);
        return new Schur(transposed(z, n), transposed(h, n));
    }

    private static double[] transposed(double[] a, int n) {
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) out[j * n + i] = a[i * n + j];
        return out;
    }

    private static void check(intW info, int n) {
        if (info.val != 0) throw new NumericalException("Schur form of a " + n + " x " + n + " matrix failed, code " + info.val);
    }
}
