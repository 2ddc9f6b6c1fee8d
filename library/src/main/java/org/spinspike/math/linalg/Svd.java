package org.spinspike.math.linalg;

import org.netlib.util.intW;
import org.spinspike.math.NumericalException;

/**
 * Thin singular value decomposition A = U diag(s) V', with r = min(rows, columns).
 *
 * <p>The matrix is scaled to largest entry 1 first (subnormal blocks make some libraries return NaN); the divide-and-conquer routine is tried
 * first, then plain QR iteration. Signs of the vectors are the library's: compare only what does not depend on them.
 *
 * @param u  left vectors, row-major rows x r
 * @param s  singular values, descending, length r
 * @param vt right vectors transposed, row-major r x columns
 */
public record Svd(double[] u, double[] s, double[] vt) {

    /**
     * @param a row-major rows x columns. Not modified.
     * @throws NumericalException where an entry is not finite, or both routines fail
     */
    public static Svd of(double[] a, int rows, int columns) {
        double largest = 0;
        for (int i = 0; i < rows * columns; i++) {
            double size = Math.abs(a[i]);
            if (!(size <= Double.MAX_VALUE)) throw new NumericalException("svd of a " + rows + " x " + columns + " matrix: entry " + i + " is " + a[i]);
            largest = Math.max(largest, size);
        }
        int r = Math.min(rows, columns);
        double scale = largest == 0 ? 1 : largest;
        // Row-major A is column-major A'. The wrapper wants room for all left vectors, so the side handed over is the one that has no more rows than columns.
        boolean wide = columns <= rows;
        int m = wide ? columns : rows, n = wide ? rows : columns;
        double[] work = new double[rows * columns];
        if (wide) for (int i = 0; i < work.length; i++) work[i] = a[i] / scale;
        else for (int i = 0; i < rows; i++) for (int j = 0; j < columns; j++) work[j * rows + i] = a[i * columns + j] / scale;
        double[] s = new double[r], left = new double[m * r], right = new double[r * n];
        if (!divideAndConquer(work.clone(), m, n, s, left, right) && !qrIteration(work, m, n, s, left, right)) {
            throw new NumericalException("svd of a " + rows + " x " + columns + " matrix did not converge");
        }
        for (int i = 0; i < r; i++) s[i] *= scale;
        return wide ? new Svd(right, s, left) : new Svd(transposed(left, r, r), s, transposed(right, columns, r));
    }

    /** Row-major rows x columns to columns x rows. */
    private static double[] transposed(double[] a, int rows, int columns) {
        double[] out = new double[a.length];
        for (int i = 0; i < rows; i++) for (int j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j];
        return out;
    }

    /** Column-major A (m x n) = left (m x r) diag(s) right (r x n). */
    private static boolean divideAndConquer(double[] a, int m, int n, double[] s, double[] left, double[] right) {
        int r = Math.min(m, n);
        double[] query = new double[1];
        int[] iwork = new int[8 * r];
        intW info = new intW(0);
        Backend.lapack().dgesdd("S", m, n, a, m, s, left, m, right, r, query, -1, iwork, info);
        double[] work = new double[Math.max(1, (int) query[0])];
        Backend.lapack().dgesdd("S", m, n, a, m, s, left, m, right, r, work, work.length, iwork, info);
        return info.val == 0 && Double.isFinite(s[0]);
    }

    private static boolean qrIteration(double[] a, int m, int n, double[] s, double[] left, double[] right) {
        int r = Math.min(m, n);
        double[] query = new double[1];
        intW info = new intW(0);
        Backend.lapack().dgesvd("S", "S", m, n, a, m, s, left, m, right, r, query, -1, info);
        double[] work = new double[Math.max(1, (int) query[0])];
        Backend.lapack().dgesvd("S", "S", m, n, a, m, s, left, m, right, r, work, work.length, info);
        return info.val == 0;
    }
}
