package org.spinspike.math.linalg;

import org.netlib.util.intW;
import org.spinspike.math.NumericalException;

/**
 * LQ decomposition A = L Q with Q Q' = 1 and r = min(rows, columns); the diagonal of L is made non-negative so that the factors are unique
 * for a matrix of full rank.
 *
 * @param l lower trapezoid, row-major rows x r
 * @param q orthonormal rows, row-major r x columns
 */
public record Lq(double[] l, double[] q) {

    /** @param a row-major rows x columns. Not modified. */
    public static Lq of(double[] a, int rows, int columns) {
        // Row-major A is column-major A' (columns x rows); A' = Q R gives A = R' Q'.
        int r = Math.min(rows, columns);
        double[] qr = java.util.Arrays.copyOf(a, rows * columns), tau = new double[r];
        intW info = new intW(0);
        double[] query = new double[1];
        Backend.lapack().dgeqrf(columns, rows, qr, columns, tau, query, -1, info);
        double[] work = new double[Math.max(1, (int) query[0])];
        Backend.lapack().dgeqrf(columns, rows, qr, columns, tau, work, work.length, info);
        check(info, rows, columns);
        double[] l = new double[rows * r];
        for (int i = 0; i < rows; i++) for (int j = 0; j <= Math.min(i, r - 1); j++) l[i * r + j] = qr[i * columns + j];
        double[] q = java.util.Arrays.copyOf(qr, columns * r);
        Backend.lapack().dorgqr(columns, r, r, q, columns, tau, query, -1, info);
        work = new double[Math.max(1, (int) query[0])];
        Backend.lapack().dorgqr(columns, r, r, q, columns, tau, work, work.length, info);
        check(info, rows, columns);
        for (int j = 0; j < r; j++) {
            if (l[j * r + j] >= 0) continue;
            for (int i = 0; i < rows; i++) l[i * r + j] = -l[i * r + j];
            for (int c = 0; c < columns; c++) q[j * columns + c] = -q[j * columns + c];
        }
        return new Lq(l, q);
    }

    private static void check(intW info, int rows, int columns) {
        if (info.val != 0) throw new NumericalException("LQ of a " + rows + " x " + columns + " matrix failed, code " + info.val);
    }
}
