package org.spinspike.math.linalg;

/** Products of a matrix with its own transpose, at half the cost of {@link Gemm}. Kernel: shapes are the caller's responsibility. */
public final class Gram {
    private Gram() {}

    /**
     * C = A' A + beta C, one triangle.
     *
     * @param m    rows of A
     * @param n    columns of A, order of C
     * @param a    tight row-major A, m x n. Not modified.
     * @param beta 0 to overwrite C, 1 to add
     * @param c    row-major C, n x n: elements (i,j) with j &lt;= i. Modified; the other triangle is left alone.
     */
    public static void lower(int m, int n, double[] a, double beta, double[] c) {
        Backend.blas().dsyrk("U", "N", n, m, 1, a, n, beta, c, n);
    }

    /** The same in single precision. */
    public static void lower(int m, int n, float[] a, float beta, float[] c) {
        Backend.blas().ssyrk("U", "N", n, m, 1, a, n, beta, c, n);
    }
}
