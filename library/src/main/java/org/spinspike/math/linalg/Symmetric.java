package org.spinspike.math.linalg;

import org.spinspike.math.Chunks;

/** Symmetric matrices made of general ones, in panels of rows that are independent of each other. Kernel: shapes are the caller's responsibility. */
public final class Symmetric {
    private static final int PANEL = 64, TILE = 32;

    private Symmetric() {}

    /**
     * C = A B', known to be symmetric: elements (i,j) with j &lt;= i; those of the other triangle near the diagonal are written, too, the rest is left alone. Cost: (n + 64) n m flops, in parallel.
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

    /** Copies the elements (i,j) with j &lt; i to (j,i). */
    public static void mirror(int n, double[] c) {
        Chunks.forEach(n, PANEL, (chunk, from, to) -> {
            for (int left = 0; left < to; left += TILE)
                for (int i = Math.max(from, left + 1); i < to; i++)
                    for (int j = left, end = Math.min(left + TILE, i); j < end; j++) c[j * n + i] = c[i * n + j];
        });
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
