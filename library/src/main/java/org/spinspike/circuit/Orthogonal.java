package org.spinspike.circuit;

import java.util.Arrays;
import org.spinspike.math.Require;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Orthonormal;

/**
 * Real matrices as rotations about Y and cx. Indices count the first qubit as the highest bit.
 *
 * <p>Two qubits: two cx. More: cosine-sine decomposition by the first qubit, the two rotations it chooses from taken apart, and so on:
 * c(n) = 4 c(n-1) + 3 2^(n-1) cx, that is 2, 20, 104, 464 for 2 to 5 qubits. Fresh qubits, which are 0 at the beginning, save about half of it each.
 * This is the quantum Shannon decomposition of Shende, Bullock &amp; Markov, IEEE Trans. CAD 25, 1000 (2006), kept real throughout.
 */
public final class Orthogonal {
    private static final double SAME = 1e-14;

    private Orthogonal() {}

    /**
     * @param u      row-major 2^n x 2^n, orthogonal with determinant 1. Not modified.
     * @param qubits n of them
     */
    public static void rotation(double[] u, int[] qubits, Circuit.Builder circuit) {
        int n = 1 << qubits.length;
        Require.length("matrix on " + qubits.length + " qubits", u.length, n * n);
        Require.that(!Orthonormal.mirrors(u, n), "a rotation must have determinant 1, this matrix mirrors");
        emit(u, qubits, circuit);
    }

    /**
     * An isometry from the qubits {@code in} to {@code fresh} and {@code in}, the fresh ones first.
     *
     * @param a     row-major 2^(fresh + in) x 2^in, orthonormal columns; without fresh qubits the determinant is 1. Not modified.
     * @param fresh qubits that are 0
     */
    public static void isometry(double[] a, int[] fresh, int[] in, Circuit.Builder circuit) {
        int f = fresh.length, rows = 1 << f + in.length, columns = 1 << in.length;
        Require.length("matrix from " + in.length + " to " + (f + in.length) + " qubits", a.length, rows * columns);
        if (f == 0) rotation(a, in, circuit);
        else if (in.length == 0) preparation(a, fresh, circuit);
        else if (f + in.length == 2) RealPair.emit(rotationOf(a, 4, 2), fresh[0], in[0], circuit);
        else {
            int half = rows / 2;
            int[] rest = joined(Arrays.copyOfRange(fresh, 1, f), in);
            double[] wide = halfCompleted(a, rows, columns);
            CosineSine cs = CosineSine.of(Arrays.copyOf(wide, half * half), Arrays.copyOfRange(wide, half * half, 2 * half * half), half);
            isometry(Orthonormal.leading(cs.r(), half, columns), Arrays.copyOfRange(fresh, 1, f), in, circuit);
            Multiplexed.ry(doubled(cs.theta()), fresh[0], rest, circuit);
            chosen(cs.l0(), cs.l1(), fresh[0], rest, circuit);
        }
    }

    /**
     * An isometry with one fresh qubit but for its last rotation of {@code in}, which is returned: whoever comes next on these qubits takes it along, and it costs
     * nothing. Two rotations of {@code in} and 2^(in + 1) cx are left.
     *
     * @param a  row-major 2^(1 + in) x k, orthonormal columns, k at most 2^in: the values of {@code in} that occur. Not modified.
     * @param in two qubits or more
     * @return row-major 2^in x 2^in, orthogonal with determinant 1
     */
    public static double[] unfinished(double[] a, int fresh, int[] in, Circuit.Builder circuit) {
        int half = 1 << in.length;
        double[] wide = halfCompleted(a, 2 * half, a.length / (2 * half));
        CosineSine cs = CosineSine.of(Arrays.copyOf(wide, half * half), Arrays.copyOfRange(wide, half * half, 2 * half * half), half);
        emit(cs.r(), in, circuit);
        Multiplexed.ry(doubled(cs.theta()), fresh, in, circuit);
        return choice(cs.l0(), cs.l1(), fresh, in, circuit);
    }

    /**
     * Amplitudes on qubits that are 0: of each bit the rotation its forerunners ask for, 2^n - 2 cx.
     *
     * @param amplitudes [2^n], of norm 1. Not modified.
     */
    public static void preparation(double[] amplitudes, int[] fresh, Circuit.Builder circuit) {
        int n = fresh.length;
        for (int level = 0; level < n; level++) {
            double[] angles = new double[1 << level];
            int span = 1 << n - level;
            for (int x = 0; x < angles.length; x++) angles[x] = 2 * (span == 2 ? Math.atan2(amplitudes[2 * x + 1], amplitudes[2 * x])
                    : Math.atan2(norm(amplitudes, x * span + span / 2, span / 2), norm(amplitudes, x * span, span / 2)));
            Multiplexed.ry(angles, fresh[level], Arrays.copyOf(fresh, level), circuit);
        }
    }

    /**
     * Columns completed to a rotation, the last one turned over where it has to be.
     *
     * @param a row-major rows x columns, orthonormal columns, fewer than rows. Not modified.
     * @return row-major rows x rows, determinant 1
     */
    public static double[] rotationOf(double[] a, int rows, int columns) {
        double[] u = Orthonormal.completed(a, rows, columns);
        return Orthonormal.mirrors(u, rows) ? Orthonormal.columnFlipped(u, rows, rows - 1) : u;
    }

    private static void emit(double[] u, int[] qubits, Circuit.Builder circuit) {
        if (qubits.length == 0) return;
        if (qubits.length == 1) circuit.ry(2 * Math.atan2(u[2], u[0]), qubits[0]);
        else if (qubits.length == 2) RealPair.emit(u, qubits[0], qubits[1], circuit);
        else {
            int half = 1 << qubits.length - 1, n = 2 * half;
            double[][] block = new double[4][half * half];                                             // A, B over one another, and what stands right of them
            for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) block[i / half + j / half * 2][i % half * half + j % half] = u[i * n + j];
            CosineSine cs = CosineSine.of(block[0], block[1], half);
            double[] top = new double[half * half], r1 = new double[half * half];
            Gemm.tn(half, half, half, cs.l0(), 0, half, block[2], 0, half, 0, top, 0, half);           // -sin R1
            Gemm.tn(half, half, half, cs.l1(), 0, half, block[3], 0, half, 0, r1, 0, half);            // cos R1
            for (int i = 0; i < half; i++)
                for (int j = 0; j < half; j++) r1[i * half + j] = Math.cos(cs.theta()[i]) * r1[i * half + j] - Math.sin(cs.theta()[i]) * top[i * half + j];
            int[] rest = Arrays.copyOfRange(qubits, 1, qubits.length);
            chosen(cs.r(), r1, qubits[0], rest, circuit);
            Multiplexed.ry(doubled(cs.theta()), qubits[0], rest, circuit);
            chosen(cs.l0(), cs.l1(), qubits[0], rest, circuit);
        }
    }

    /** X0 where {@code by} is 0, X1 where it is 1. */
    private static void chosen(double[] x0, double[] x1, int by, int[] rest, Circuit.Builder circuit) {
        double[] v = choice(x0, x1, by, rest, circuit);
        emit(v, rest, circuit);
    }

    /** All of {@link #chosen} but a last rotation of {@code rest}, which is returned. */
    private static double[] choice(double[] x0, double[] x1, int by, int[] rest, Circuit.Builder circuit) {
        boolean same = true;
        for (int i = 0; i < x0.length; i++) same &= Math.abs(x0[i] - x1[i]) < SAME;
        if (same) return x0;
        Demultiplexed d = Demultiplexed.of(x0, x1, 1 << rest.length);
        emit(d.w(), rest, circuit);
        double[] angles = new double[2 * d.phi().length];
        for (int k = 0; k < d.phi().length; k++) {
            angles[k] = d.phi()[k];
            angles[d.phi().length + k] = -d.phi()[k];
        }
        Multiplexed.ry(angles, rest[rest.length - 1], joined(new int[] {by}, Arrays.copyOf(rest, rest.length - 1)), circuit);
        return d.v();
    }

    private static double[] doubled(double[] theta) { return Arrays.stream(theta).map(t -> 2 * t).toArray(); }

    /** As many columns as half the rows. */
    private static double[] halfCompleted(double[] a, int rows, int columns) { return columns == rows / 2 ? a : Orthonormal.leading(Orthonormal.completed(a, rows, columns), rows, rows / 2); }

    private static int[] joined(int[] a, int[] b) {
        int[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }

    private static double norm(double[] x, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) sum += x[i] * x[i];
        return Math.sqrt(sum);
    }
}
