package org.spinspike.math.linalg;

import org.netlib.util.intW;
import org.spinspike.math.NumericalException;

/** Square systems of linear equations, by LU decomposition with row exchanges. */
public final class LinearSystem {
    private LinearSystem() {}

    /**
     * @param a row-major n x n. Not modified.
     * @param b row-major rows x n. Not modified.
     * @return X with X A = B, row-major rows x n
     * @throws NumericalException where A is singular
     */
    public static double[] solveLeft(double[] a, double[] b, int rows, int n) {
        double[] x = b.clone();                          // what is row-major X A = B here is column-major A' X' = B' there
        intW info = new intW(0);
        Backend.lapack().dgesv(n, rows, a.clone(), n, new int[n], x, n, info);
        if (info.val != 0) throw new NumericalException("a system of " + n + " linear equations is singular, code " + info.val);
        return x;
    }
}
