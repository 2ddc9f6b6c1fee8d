package org.spinspike.math.linalg;

import org.spinspike.math.NumericalException;

/** Square matrices with orthonormal columns, flat row-major. */
public final class Orthonormal {
    /** What is left of a unit vector behind a projection, below which it lies in the span. */
    private static final double IN_SPAN = 1e-8;

    private Orthonormal() {}

    /**
     * Orthonormal columns and more of them, up to a square matrix: the unit vectors e_0, e_1, ... by Gram-Schmidt, twice each, those in the span of what is there left out.
     *
     * @param a row-major n x k, orthonormal columns. Not modified.
     * @return row-major n x n; its first k columns are {@code a}
     */
    public static double[] completed(double[] a, int n, int k) {
        double[][] columns = new double[n][];
        for (int c = 0; c < k; c++) {
            columns[c] = new double[n];
            for (int i = 0; i < n; i++) columns[c][i] = a[i * k + c];
        }
        int have = k;
        for (int e = 0; e < n && have < n; e++) {
            double[] v = new double[n];
            v[e] = 1;
            for (int pass = 0; pass < 2; pass++)
                for (int c = 0; c < have; c++) {
                    double overlap = dot(columns[c], v);
                    for (int i = 0; i < n; i++) v[i] -= overlap * columns[c][i];
                }
            double norm = Math.sqrt(dot(v, v));
            if (norm < IN_SPAN) continue;
            for (int i = 0; i < n; i++) v[i] /= norm;
            columns[have++] = v;
        }
        if (have < n) throw new NumericalException(k + " columns of length " + n + " could not be completed: they are not orthonormal");
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) for (int c = 0; c < n; c++) out[i * n + c] = columns[c][i];
        return out;
    }

    /** @return the first columns of a row-major n x n matrix, row-major n x columns */
    public static double[] leading(double[] square, int n, int columns) {
        double[] out = new double[n * columns];
        for (int i = 0; i < n; i++) System.arraycopy(square, i * n, out, i * columns, columns);
        return out;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
        return sum;
    }

    /**
     * Whether an orthogonal matrix mirrors: its determinant is -1. By elimination with row pivots, n^3 / 3 operations.
     *
     * @param q row-major n x n, orthogonal. Not modified.
     */
    public static boolean mirrors(double[] q, int n) {
        double[] a = q.clone();
        boolean negative = false;
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int i = c + 1; i < n; i++) if (Math.abs(a[i * n + c]) > Math.abs(a[pivot * n + c])) pivot = i;
            if (pivot != c) {
                negative = !negative;
                for (int j = 0; j < n; j++) {
                    double x = a[c * n + j];
                    a[c * n + j] = a[pivot * n + j];
                    a[pivot * n + j] = x;
                }
            }
            if (a[c * n + c] < 0) negative = !negative;
            for (int i = c + 1; i < n; i++) {
                double factor = a[i * n + c] / a[c * n + c];
                for (int j = c; j < n; j++) a[i * n + j] -= factor * a[c * n + j];
            }
        }
        return negative;
    }

    /** @return a copy of the row-major matrix with column c times -1 */
    public static double[] columnFlipped(double[] q, int n, int c) {
        double[] out = q.clone();
        for (int i = 0; i < n; i++) out[i * n + c] = -out[i * n + c];
        return out;
    }
}
