package org.spinspike.circuit;

/**
 * Rotations of four dimensions on two qubits: six angles and two cx, as many angles as SO(4) has dimensions.
 *
 * <pre>U = (Ry(a0) x Ry(b0)) CX (Ry(a1) x Ry(b1)) CX (Ry(a2) x Ry(b2))</pre>
 *
 * With e = (0, -1; 1, 0) the generators fall into {e1, Ze, Xe} and {1e, eX, eZ}, which commute with each other and are quaternions each; U is a product of two unit
 * quaternions, and each of them three rotations, about the first, the second and the first generator, because CX turns e1 and 1e into eX and Ze. The first qubit
 * is the control and the higher bit of the index. Only real matrices of determinant 1: the general case needs three cx.
 * The count agrees with Vatan &amp; Williams, Phys. Rev. A 69, 032315 (2004); the construction is ours.
 */
final class RealPair {
    private static final double TINY = 1e-14;
    private static final double[][] LEFT = {kron(1, 0, 0, 1, 1, 0, 0, 1), kron(0, -1, 1, 0, 1, 0, 0, 1), kron(0, 1, 1, 0, 0, -1, 1, 0), kron(1, 0, 0, -1, 0, -1, 1, 0)};
    private static final double[][] RIGHT = {LEFT[0], kron(1, 0, 0, 1, 0, -1, 1, 0), kron(0, -1, 1, 0, 1, 0, 0, -1), kron(0, -1, 1, 0, 0, 1, 1, 0)};

    private RealPair() {}

    private static double[] kron(double... ab) {
        double[] out = new double[16];
        for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) out[4 * i + j] = ab[i / 2 * 2 + j / 2] * ab[4 + i % 2 * 2 + j % 2];
        return out;
    }

    /** @param u row-major 4 x 4, orthogonal with determinant 1. Not modified. */
    static void emit(double[] u, int first, int second, Circuit.Builder circuit) {
        double[] c = new double[16], p = new double[4], q = new double[4];
        int largest = 0;
        for (int i = 0; i < 4; i++)
            for (int j = 0; j < 4; j++) {
                c[4 * i + j] = component(LEFT[i], RIGHT[j], u);
                if (Math.abs(c[4 * i + j]) > Math.abs(c[largest])) largest = 4 * i + j;
            }
        double norm = 0;
        for (int j = 0; j < 4; j++) norm += c[largest / 4 * 4 + j] * c[largest / 4 * 4 + j];
        for (int j = 0; j < 4; j++) q[j] = c[largest / 4 * 4 + j] / Math.sqrt(norm);
        for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) p[i] += c[4 * i + j] * q[j];
        double[] a = euler(p[0], p[1], p[3], p[2]), b = euler(q[0], q[1], q[3], -q[2]);
        circuit.ry(a[2], first).ry(b[2], second).cx(first, second).ry(b[1], first).ry(a[1], second).cx(first, second).ry(a[0], first).ry(b[0], second);
    }

    /** tr((L R)' U) / 4 */
    private static double component(double[] l, double[] r, double[] u) {
        double sum = 0;
        for (int i = 0; i < 4; i++) for (int k = 0; k < 4; k++) for (int j = 0; j < 4; j++) sum += l[4 * i + k] * r[4 * k + j] * u[4 * i + j];
        return sum / 4;
    }

    /** cos b cos(a + c), cos b sin(a + c), sin b cos(a - c), sin b sin(a - c) are given; the angles doubled, as Ry counts them. */
    private static double[] euler(double x0, double x1, double x2, double x3) {
        double cos = Math.hypot(x0, x1), sin = Math.hypot(x2, x3);
        double sum = cos < TINY ? Math.atan2(x3, x2) : Math.atan2(x1, x0), difference = sin < TINY ? sum : Math.atan2(x3, x2);
        return new double[] {sum + difference, sin < TINY ? 0 : 2 * Math.atan2(sin, cos), sum - difference};
    }
}
