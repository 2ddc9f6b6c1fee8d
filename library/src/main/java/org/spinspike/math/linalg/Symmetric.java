package org.spinspike.math.linalg;

import org.spinspike.math.Chunks;

/** Symmetric matrices made of general ones, in panels of rows that are independent of each other. Kernel: shapes are the caller's responsibility. */
public final class Symmetric {
    private static final int PANEL = 128, GRAM_PANEL = 256, TILE = 32;

    private Symmetric() {}

    /**
     * C = A B', known to be symmetric: elements (i,j) with j &lt;= i; those of the other triangle near the diagonal are written, too, the rest is left alone. Cost: (n + 128) n m flops, in parallel.
     *
     * @param n rows of A and B, order of C
     * @param m columns of A and B
     * @param a tight row-major, n x m. Not modified.
     * @param b tight row-major, n x m. Not modified.
     * @param c row-major, n x n. Modified.
     */
    public static void lower(int n, int m, double[] a, double[] b, double[] c) {
        Chunks.forEach(n, PANEL, (chunk, from, to) -> Gemm.nt(to - from, to, m, a, from * m, m, b, 0, m, 0, c, from * n, n));
    }

    /**
     * C = A A', elements (i,j) with j &lt;= i; the rest is left alone. Cost: n^2 m flops, in parallel.
     *
     * @param n rows of A, order of C
     * @param m columns of A
     * @param a tight row-major, n x m. Not modified.
     * @param c row-major, n x n. Modified.
     */
    public static void gram(int n, int m, double[] a, double[] c) {
        Chunks.forEach(n, GRAM_PANEL, (chunk, from, to) -> {
            int rows = to - from;
            double[] corner = new double[rows * rows];
            if (from > 0) Gemm.nt(rows, from, m, a, from * m, m, a, 0, m, 0, c, from * n, n);
            Backend.blas().dsyrk("U", "T", rows, m, 1, a, from * m, m, 0, corner, 0, rows);
            for (int i = 0; i < rows; i++) System.arraycopy(corner, i * rows, c, (from + i) * n + from, i + 1);
        });
    }

    /** Copies the elements (i,j) with j &lt; i to (j,i). */
    public static void mirror(int n, double[] c) {
        Chunks.forEach(n, PANEL, (chunk, from, to) -> {
            for (int left = 0; left < to; left += TILE)
                for (int i = Math.max(from, left + 1); i < to; i++)
                    for (int j = left, end = Math.min(left + TILE, i); j < end; j++) c[j * n + i] = c[i * n + j];
        });
    }

    /** C_ij = a_i a_j C_ij for j &lt; i, copied to (j,i); the diagonal is left alone. */
    public static void mirror(int n, double[] a, double[] c) {
        Chunks.forEach(n, PANEL, (chunk, from, to) -> {
            for (int i = from; i < to; i++) scale(a[i], a, c, i * n, i);
        });
        mirror(n, c);
    }

    private static void scale(double factor, double[] a, double[] c, int at, int count) {
        for (int j = 0; j < count; j++) c[at + j] *= factor * a[j];
    }

    /** C = (C + C') / 2. */
    public static void average(int n, double[] c) {
        Chunks.forEach(n, PANEL, (chunk, from, to) -> {
            for (int left = 0; left < to; left += TILE)
                for (int i = Math.max(from, left + 1); i < to; i++)
                    for (int j = left, end = Math.min(left + TILE, i); j < end; j++) c[j * n + i] = c[i * n + j] = .5 * (c[i * n + j] + c[j * n + i]);
        });
    }
}
