package org.spinspike.math.linalg;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.netlib.util.intW;
import org.spinspike.math.NumericalException;

/**
 * Eigenvalues of a general real matrix, the largest in absolute value first; of a complex pair the one above the real axis first. Cost about 10 n^3 flops.
 *
 * @param re real parts
 * @param im imaginary parts
 */
public record Eigenvalues(double[] re, double[] im) {

    /**
     * @param a row-major n x n. Not modified.
     * @throws NumericalException where an entry is not finite, or the iteration does not converge
     */
    public static Eigenvalues of(double[] a, int n) {
        for (int e = 0; e < n * n; e++) if (!Double.isFinite(a[e])) throw new NumericalException("eigenvalues of a " + n + " x " + n + " matrix: entry " + e + " is " + a[e]);
        double[] re = new double[n], im = new double[n], query = new double[1], none = new double[1], matrix = java.util.Arrays.copyOf(a, n * n);
        intW info = new intW(0);
        Backend.lapack().dgeev("N", "N", n, matrix, n, re, im, none, 1, none.clone(), 1, query, -1, info);      // a matrix and its transpose have the same eigenvalues
        double[] work = new double[Math.max(1, (int) query[0])];
        Backend.lapack().dgeev("N", "N", n, matrix, n, re, im, none, 1, none.clone(), 1, work, work.length, info);
        if (info.val != 0) throw new NumericalException("eigenvalues of a " + n + " x " + n + " matrix did not converge, code " + info.val);
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble((Integer l) -> -Math.hypot(re[l], im[l]))
                .thenComparingDouble(l -> -re[l]).thenComparingDouble(l -> -im[l])).mapToInt(Integer::intValue).toArray();
        return new Eigenvalues(IntStream.of(order).mapToDouble(l -> re[l]).toArray(), IntStream.of(order).mapToDouble(l -> im[l]).toArray());
    }

    public int count()          { return re.length; }
    public double size(int l)   { return Math.hypot(re[l], im[l]); }
}
