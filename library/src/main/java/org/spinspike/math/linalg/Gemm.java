package org.spinspike.math.linalg;

/**
 * Matrix products on flat row-major arrays with offsets and row strides. BLAS is column-major: a row-major product C = A B is asked of it
 * as C' = B' A'. Kernels: shapes are the caller's responsibility.
 */
public final class Gemm {
    private Gemm() {}

    /**
     * C = A B + beta C.
     *
     * @param m    rows of A and C
     * @param n    columns of B and C
     * @param k    columns of A, rows of B
     * @param a    A, element (i,l) at aOff + i*lda + l. Not modified.
     * @param b    B, element (l,j) at bOff + l*ldb + j. Not modified.
     * @param beta 0 to overwrite C, 1 to add
     * @param c    C, element (i,j) at cOff + i*ldc + j. Modified.
     */
    public static void nn(int m, int n, int k, double[] a, int aOff, int lda, double[] b, int bOff, int ldb,
                          double beta, double[] c, int cOff, int ldc) {
        Backend.blas().dgemm("N", "N", n, m, k, 1, b, bOff, ldb, a, aOff, lda, beta, c, cOff, ldc);
    }

    /** C = A' B + beta C, with A stored k x m: element (l,i) at aOff + l*lda + i. See {@link #nn}. */
    public static void tn(int m, int n, int k, double[] a, int aOff, int lda, double[] b, int bOff, int ldb,
                          double beta, double[] c, int cOff, int ldc) {
        Backend.blas().dgemm("N", "T", n, m, k, 1, b, bOff, ldb, a, aOff, lda, beta, c, cOff, ldc);
    }

    /** C = A B' + beta C, with B stored n x k: element (j,l) at bOff + j*ldb + l. See {@link #nn}. */
    public static void nt(int m, int n, int k, double[] a, int aOff, int lda, double[] b, int bOff, int ldb,
                          double beta, double[] c, int cOff, int ldc) {
        Backend.blas().dgemm("T", "N", n, m, k, 1, b, bOff, ldb, a, aOff, lda, beta, c, cOff, ldc);
    }

    /** The same in single precision: twice the speed, sums rounded to 24 bits. */
    public static void tn(int m, int n, int k, float[] a, int aOff, int lda, float[] b, int bOff, int ldb,
                          float beta, float[] c, int cOff, int ldc) {
        Backend.blas().sgemm("N", "T", n, m, k, 1, b, bOff, ldb, a, aOff, lda, beta, c, cOff, ldc);
    }

    /** The same in single precision, as {@link #tn(int, int, int, float[], int, int, float[], int, int, float, float[], int, int)}. */
    public static void nt(int m, int n, int k, float[] a, int aOff, int lda, float[] b, int bOff, int ldb,
                          float beta, float[] c, int cOff, int ldc) {
        Backend.blas().sgemm("T", "N", n, m, k, 1, b, bOff, ldb, a, aOff, lda, beta, c, cOff, ldc);
    }

    /** @return A B for tight row-major A (m x k) and B (k x n), freshly allocated */
    public static double[] product(double[] a, double[] b, int m, int k, int n) {
        double[] c = new double[m * n];
        nn(m, n, k, a, 0, k, b, 0, n, 0, c, 0, n);
        return c;
    }
}
