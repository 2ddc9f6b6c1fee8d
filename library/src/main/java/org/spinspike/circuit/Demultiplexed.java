package org.spinspike.circuit;

import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Orthonormal;
import org.spinspike.math.linalg.Schur;

/**
 * One of two rotations X0, X1, chosen by a qubit, as two rotations that are always applied and turns of opposite sense between them:
 *
 * <pre>X0 = V D W,   X1 = V D' W,   D = turns by phi_k / 2 in the planes of coordinates 2k and 2k + 1</pre>
 *
 * V and D come from the real Schur form of X0 X1' = V D^2 V'. Real counterpart of the demultiplexing of Shende, Bullock &amp; Markov, IEEE Trans. CAD 25, 1000 (2006).
 *
 * @param phi angles [n / 2], as Ry counts them
 * @param v   row-major n x n with determinant 1, as w
 */
record Demultiplexed(double[] phi, double[] v, double[] w) {

    /** @param x0 row-major n x n, orthogonal with determinant 1, as x1; n is even. Not modified. */
    static Demultiplexed of(double[] x0, double[] x1, int n) {
        double[] q = new double[n * n];
        Gemm.nt(n, n, n, x0, 0, n, x1, 0, n, 0, q, 0, n);
        Schur schur = Schur.of(q, n);
        double[] t = schur.t(), phi = new double[n / 2], v = new double[n * n];
        int plane = 0;
        int[] alone = {-1, -1};                          // column of an eigenvalue 1, or -1, that has no partner yet
        for (int j = 0; j < n; j++) {
            if (j + 1 < n && t[(j + 1) * n + j] != 0) {
                phi[plane] = Math.atan2(t[(j + 1) * n + j] - t[j * n + j + 1], t[j * n + j] + t[(j + 1) * n + j + 1]);
                columns(schur.z(), j, ++j, v, plane++, n);
                continue;
            }
            int sign = t[j * n + j] < 0 ? 1 : 0;
            if (alone[sign] >= 0) {
                phi[plane] = sign * Math.PI;
                columns(schur.z(), alone[sign], j, v, plane++, n);
                alone[sign] = -1;
            } else alone[sign] = j;
        }
        if (Orthonormal.mirrors(v, n)) {
            v = Orthonormal.columnFlipped(v, n, 1);
            phi[0] = -phi[0];
        }
        double[] vx = new double[n * n], w = new double[n * n];
        Gemm.tn(n, n, n, v, 0, n, x1, 0, n, 0, vx, 0, n);
        for (int k = 0; k < n / 2; k++) {
            double c = Math.cos(phi[k] / 2), s = Math.sin(phi[k] / 2);
            for (int j = 0; j < n; j++) {
                w[2 * k * n + j] = c * vx[2 * k * n + j] - s * vx[(2 * k + 1) * n + j];
                w[(2 * k + 1) * n + j] = s * vx[2 * k * n + j] + c * vx[(2 * k + 1) * n + j];
            }
        }
        return new Demultiplexed(phi, v, w);
    }

    private static void columns(double[] z, int first, int second, double[] v, int plane, int n) {
        for (int i = 0; i < n; i++) {
            v[i * n + 2 * plane] = z[i * n + first];
            v[i * n + 2 * plane + 1] = z[i * n + second];
        }
    }
}
