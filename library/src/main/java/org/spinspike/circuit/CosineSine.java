package org.spinspike.circuit;

import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Lq;
import org.spinspike.math.linalg.Orthonormal;
import org.spinspike.math.linalg.Svd;

/**
 * Two square blocks over one another with orthonormal columns, A'A + B'B = 1, taken apart:
 *
 * <pre>A = L0 cos(theta) R,   B = L1 sin(theta) R,   L0, L1, R orthogonal with determinant 1</pre>
 *
 * The singular values of A decide: where the cosine is below sqrt(1/2) the columns of B R' are long and are normalised; the others come from a decomposition
 * of what is left of B, so that no short vector is ever normalised. Errors are of the order of rounding. Cost: about 30 n^3.
 * Source: Van Loan, Numer. Math. 46, 479 (1985).
 *
 * @param theta angles [n], anywhere on the circle
 * @param l0    row-major n x n, as l1 and r
 */
record CosineSine(double[] theta, double[] l0, double[] l1, double[] r) {

    /** @param a row-major n x n, as b. Not modified. */
    static CosineSine of(double[] a, double[] b, int n) {
        Svd svd = Svd.of(a, n, n);
        double[] l0 = svd.u(), r = svd.vt(), c = svd.s(), s = new double[n], l1 = new double[n * n];
        int large = 0;                                   // cosines above sqrt(1/2): the first columns
        while (large < n && c[large] > Math.sqrt(.5)) large++;
        double[] br = new double[n * n];                 // B R', orthogonal columns of length sin
        Gemm.nt(n, n, n, b, 0, n, r, 0, n, 0, br, 0, n);

        // Long columns first, then a basis of what is left: in all an orthogonal matrix.
        int small = n - large;
        double[] basis = Orthonormal.completed(orthonormal(br, n, large, small), n, small);
        for (int i = 0; i < n; i++) for (int j = 0; j < small; j++) l1[i * n + large + j] = basis[i * n + j];
        for (int j = large; j < n; j++) s[j] = dot(l1, br, n, j);
        if (large > 0) {
            double[] rest = new double[large * large];   // of B R' in that basis
            for (int i = 0; i < large; i++) for (int j = 0; j < large; j++) for (int k = 0; k < n; k++) rest[i * large + j] += basis[k * n + small + i] * br[k * n + j];
            Svd inner = Svd.of(rest, large, large);
            double[] turned = new double[n * large];
            Gemm.nn(large, n, large, inner.vt(), 0, large, r, 0, n, 0, turned, 0, n);
            System.arraycopy(turned, 0, r, 0, large * n);
            for (int i = 0; i < n; i++)
                for (int j = 0; j < large; j++)
                    for (int k = 0; k < large; k++) l1[i * n + j] += basis[i * n + small + k] * inner.u()[k * large + j];
            System.arraycopy(inner.s(), 0, s, 0, large);
            double[] ar = new double[n * n];
            Gemm.nt(n, n, n, a, 0, n, r, 0, n, 0, ar, 0, n);
            double[] first = orthonormal(ar, n, 0, large);
            for (int i = 0; i < n; i++) for (int j = 0; j < large; j++) l0[i * n + j] = first[i * large + j];
            for (int j = 0; j < large; j++) c[j] = dot(l0, ar, n, j);
        }
        if (Orthonormal.mirrors(r, n)) {
            for (int j = 0; j < n; j++) r[j] = -r[j];
            l0 = Orthonormal.columnFlipped(l0, n, 0);
            l1 = Orthonormal.columnFlipped(l1, n, 0);
        }
        if (Orthonormal.mirrors(l0, n)) {
            l0 = Orthonormal.columnFlipped(l0, n, 0);
            c[0] = -c[0];
        }
        if (Orthonormal.mirrors(l1, n)) {
            l1 = Orthonormal.columnFlipped(l1, n, 0);
            s[0] = -s[0];
        }
        double[] theta = new double[n];
        for (int j = 0; j < n; j++) theta[j] = Math.atan2(s[j], c[j]);
        return new CosineSine(theta, l0, l1, r);
    }

    /** Columns from..from+count of a, nearly orthogonal and not short, made orthonormal: [n, count]. */
    private static double[] orthonormal(double[] a, int n, int from, int count) {
        if (count == 0) return new double[0];
        double[] rows = new double[count * n], out = new double[n * count];
        for (int i = 0; i < n; i++) for (int j = 0; j < count; j++) rows[j * n + i] = a[i * n + from + j];
        double[] q = Lq.of(rows, count, n).q();
        for (int i = 0; i < n; i++) for (int j = 0; j < count; j++) out[i * count + j] = q[j * n + i];
        return out;
    }

    private static double dot(double[] x, double[] y, int n, int column) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += x[i * n + column] * y[i * n + column];
        return sum;
    }
}
