package org.spinspike.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Lq;
import org.spinspike.math.linalg.Orthonormal;

class OrthogonalTest {
    private static final double TOLERANCE = 1e-12;

    // ---- an own reading of circuits: columns of the matrix they stand for, the first qubit the highest bit

    private static double[][] columns(Circuit circuit, int qubits, int fresh) {
        int in = 1 << qubits - fresh;
        double[][] out = new double[in][];
        for (int x = 0; x < in; x++) {
            double[] v = new double[1 << qubits];
            v[x] = 1;
            for (Operation o : circuit.operations()) {
                double[] w = new double[v.length];
                for (int y = 0; y < v.length; y++) {
                    if (o instanceof Operation.Turn t) {
                        int bit = 1 << qubits - 1 - t.qubit();
                        double c = Math.cos(t.angle() / 2), s = Math.sin(t.angle() / 2);
                        w[y] += c * v[y];
                        w[y ^ bit] += (y & bit) == 0 ? s * v[y] : -s * v[y];
                    } else if (o instanceof Operation.Pair p) w[(y >> qubits - 1 - p.control() & 1) == 1 ? y ^ 1 << qubits - 1 - p.target() : y] = v[y];
                }
                v = w;
            }
            out[x] = v;
        }
        return out;
    }

    private static double[] random(int n, SplittableRandom random) {
        double[] gauss = new double[n * n];
        for (int i = 0; i < gauss.length; i++) gauss[i] = random.nextGaussian();
        double[] q = Lq.of(gauss, n, n).q();
        return Orthonormal.mirrors(q, n) ? Orthonormal.columnFlipped(q, n, 0) : q;
    }

    private static double[] left(double[] u, int n, int k) {
        double[] out = new double[n * k];
        for (int i = 0; i < n; i++) System.arraycopy(u, i * n, out, i * k, k);
        return out;
    }

    private static void agrees(double[] a, int rows, int k, double[][] columns) {
        double overlap = IntStream.range(0, rows).mapToDouble(i -> a[i * k] * columns[0][i]).sum(), worst = 0;
        for (int i = 0; i < rows; i++) for (int j = 0; j < k; j++) worst = Math.max(worst, Math.abs(a[i * k + j] - Math.signum(overlap) * columns[j][i]));
        assertThat(worst).isLessThan(TOLERANCE);
    }

    private static Circuit rotation(double[] u, int qubits) {
        var circuit = new Circuit.Builder(0);
        Orthogonal.rotation(u, IntStream.range(0, qubits).toArray(), circuit);
        return circuit.build();
    }

    @ParameterizedTest @CsvSource({"1,0", "2,2", "3,20", "4,104"})
    void randomRotationsAreSynthesised(int qubits, int cx) {
        var random = new SplittableRandom(qubits);
        for (int n = 0; n < 20; n++) {
            double[] u = random(1 << qubits, random);
            Circuit circuit = rotation(u, qubits);
            agrees(u, 1 << qubits, 1 << qubits, columns(circuit, qubits, 0));
            assertThat(circuit.pairs()).isLessThanOrEqualTo(cx);
        }
    }

    /** The spectra where eigenvalues and singular values fall together: permutations, products, reflections of pairs, and what is near them. */
    @ParameterizedTest @ValueSource(ints = {2, 3, 4})
    void degenerateRotationsAreSynthesised(int qubits) {
        int n = 1 << qubits;
        var random = new SplittableRandom(5);
        List<double[]> cases = new ArrayList<>();
        for (int c = 0; c < 12; c++) {
            double[] u = new double[n * n];
            int[] order = IntStream.range(0, n).toArray();
            for (int i = n - 1; i > 0; i--) {
                int j = random.nextInt(i + 1), x = order[i];
                order[i] = order[j];
                order[j] = x;
            }
            for (int i = 0; i < n; i++) u[i * n + (c < 6 ? order[i] : i)] = random.nextBoolean() ? 1 : -1;
            cases.add(u);
        }
        for (double size : new double[] {1e-3, 1e-7, 1e-9, 1e-13}) {
            double[] near = new double[n * n];
            for (int i = 0; i < n * n; i++) near[i] = (i % (n + 1) == 0 ? 1 : 0) + size * random.nextGaussian();
            double[] q = Lq.of(near, n, n).q();
            for (int c = 0; c < 12; c += 5) cases.add(Gemm.product(cases.get(c), q, n, n, n));
        }
        for (double[] u : cases) {
            double[] turned = Orthonormal.mirrors(u, n) ? Orthonormal.columnFlipped(u, n, n - 1) : u;
            agrees(turned, n, n, columns(rotation(turned, qubits), qubits, 0));
        }
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) identity[i * n + i] = 1;
        assertThat(rotation(identity, qubits).operations()).isEmpty();
    }

    @ParameterizedTest @CsvSource({"1,1,2", "1,2,14", "2,1,14", "2,2,70", "1,3,76", "3,1,70"})
    void randomIsometriesAreSynthesised(int fresh, int in, int cx) {
        var random = new SplittableRandom(11 * fresh + in);
        int qubits = fresh + in, n = 1 << qubits, k = 1 << in;
        for (int c = 0; c < 10; c++) {
            double[] a = left(random(n, random), n, k);
            var circuit = new Circuit.Builder(0);
            Orthogonal.isometry(a, IntStream.range(0, fresh).toArray(), IntStream.range(fresh, qubits).toArray(), circuit);
            agrees(a, n, k, columns(circuit.build(), qubits, fresh));
            assertThat(circuit.build().pairs()).isLessThanOrEqualTo(cx);
        }
    }

    @Test void statesArePrepared() {
        double[] amplitudes = {.1, -.5, 0, 0, .7, -.1, .3, 0};
        double norm = Math.sqrt(Arrays.stream(amplitudes).map(x -> x * x).sum());
        for (int i = 0; i < 8; i++) amplitudes[i] /= norm;
        var circuit = new Circuit.Builder(0);
        Orthogonal.preparation(amplitudes, new int[] {0, 1, 2}, circuit);
        agrees(amplitudes, 8, 1, columns(circuit.build(), 3, 3));
        assertThat(circuit.build().pairs()).isLessThanOrEqualTo(6);
    }

    /** 90 degrees where the first bit says 1 and the second 0, nothing elsewhere: by hand from (1 +- 1 +- ...) / 4. */
    @Test void chosenRotationsFollowTheirControls() {
        var circuit = new Circuit.Builder(0);
        Multiplexed.ry(new double[] {0, 0, Math.PI, 0}, 2, new int[] {0, 1}, circuit);
        double[][] columns = columns(circuit.build(), 3, 0);
        for (int x = 0; x < 8; x++) for (int y = 0; y < 8; y++) {
            double expected = x == 4 && y == 5 ? 1 : x == 5 && y == 4 ? -1 : x == y && x != 4 && x != 5 ? 1 : 0;
            assertThat(columns[x][y]).as("%d to %d", x, y).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-15));
        }
        var one = new Circuit.Builder(0);
        Multiplexed.ry(new double[] {.3, .3, -.2, -.2}, 2, new int[] {0, 1}, one);
        assertThat(one.build().counts()).as("the second control makes no difference").containsEntry("cx", 2).containsEntry("ry", 2);
    }

    @ParameterizedTest @ValueSource(doubles = {1, 1e-3, 1e-8, 1e-15, 0})
    void cosinesAndSinesOfAnySizeComeApart(double size) {
        var random = new SplittableRandom(2);
        for (int mix = 0; mix < 3; mix++) {
            int n = 4;
            double[] theta = {size, .3, Math.PI / 2 - size, Math.PI / 2 - size * mix}, r = random(n, random), l0 = random(n, random), l1 = random(n, random);
            double[] a = new double[16], b = new double[16];
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++)
                    for (int k = 0; k < n; k++) {
                        a[i * n + j] += l0[i * n + k] * Math.cos(theta[k]) * r[k * n + j];
                        b[i * n + j] += l1[i * n + k] * Math.sin(theta[k]) * r[k * n + j];
                    }
            CosineSine cs = CosineSine.of(a, b, n);
            for (double[] x : List.of(cs.l0(), cs.l1(), cs.r())) {
                assertThat(org.spinspike.math.optim.Stiefel.defect(x, n, n)).isLessThan(1e-14);
                assertThat(Orthonormal.mirrors(x, n)).isFalse();
            }
            double worst = 0;
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) {
                    double da = a[i * n + j], db = b[i * n + j];
                    for (int k = 0; k < n; k++) {
                        da -= cs.l0()[i * n + k] * Math.cos(cs.theta()[k]) * cs.r()[k * n + j];
                        db -= cs.l1()[i * n + k] * Math.sin(cs.theta()[k]) * cs.r()[k * n + j];
                    }
                    worst = Math.max(worst, Math.max(Math.abs(da), Math.abs(db)));
                }
            assertThat(worst).isLessThan(1e-14);
        }
    }

    @Test void whatMirrorsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> rotation(new double[] {0, 1, 1, 0}, 1)).withMessageContaining("determinant 1");
    }
}
