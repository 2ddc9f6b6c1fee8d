package org.spinspike.ising.inverse;

import java.util.Arrays;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.linalg.Cholesky;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Gram;
import org.spinspike.math.linalg.Symmetric;

/**
 * Averages over transitions, spins -1 and +1: all that closed forms and mean fields look at.
 *
 * <pre>m_i = E s_i(t),   m'_j = E s_j(t-1),   C_jk = cov(s_j(t-1), s_k(t-1)),   D_ij = cov(s_i(t), s_j(t-1))</pre>
 *
 * Averages over time: a mean that drifts enters C and D.
 *
 * @param count of transitions
 * @param after m, length N
 * @param before m', length N
 * @param c     row-major [N, N]
 * @param d     row-major [N, N], row = later bin
 */
public record TransitionMoments(long count, double[] after, double[] before, double[] c, double[] d) {
    private static final int ROWS_PER_CHUNK = 1 << 13, BLOCK = 256;
    /** Of the mean eigenvalue of C: the smallest that is no rounding. */
    private static final double SINGULAR = 1e-10;

    public TransitionMoments {
        int n = after.length;
        Require.length("m of the bin before", before, n);
        Require.length("C", c, n * n);
        Require.length("D", d, n * n);
    }

    /** Of neuron i over those transitions in which it was observed, m' beside it over the same. Cost: three products of transitions x N x N. */
    public static TransitionMoments of(Transitions data) {
        int n = data.neurons();
        Sums[] parts = new Sums[Chunks.count(data.count(), ROWS_PER_CHUNK)];
        Chunks.forEach(data.count(), ROWS_PER_CHUNK, (chunk, from, to) -> parts[chunk] = new Sums(n).add(data, from, to));
        Sums sum = new Sums(n);
        for (Sums part : parts) sum.add(part);
        Symmetric.mirror(n, sum.both);
        double[] after = new double[n], before = new double[n], c = new double[n * n], d = new double[n * n];
        for (int i = 0; i < n; i++) {
            before[i] = sum.before[i] / data.count();
            after[i] = sum.seen[i] == 0 ? 0 : sum.after[i] / sum.seen[i];
        }
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                c[i * n + j] = sum.both[i * n + j] / data.count() - before[i] * before[j];
                d[i * n + j] = sum.seen[i] == 0 ? 0 : sum.later[i * n + j] / sum.seen[i] - after[i] * (sum.beside[i * n + j] / sum.seen[i]);
            }
        return new TransitionMoments(data.count(), after, before, c, d);
    }

    /** @return the moments of these neurons alone */
    TransitionMoments part(int[] neurons) {
        int n = after.length, count = neurons.length;
        double[] some = new double[count * count], later = new double[count * count];
        for (int a = 0; a < count; a++)
            for (int b = 0; b < count; b++) {
                some[a * count + b] = c[neurons[a] * n + neurons[b]];
                later[a * count + b] = d[neurons[a] * n + neurons[b]];
            }
        return new TransitionMoments(this.count, Arrays.stream(neurons).mapToDouble(i -> after[i]).toArray(), Arrays.stream(neurons).mapToDouble(i -> before[i]).toArray(), some, later);
    }

    /**
     * @return C + ridge / transitions
     * @throws IllegalArgumentException where that has no inverse
     */
    double[] invertible(double ridge) {
        int n = after.length;
        double[] out = c.clone();
        double trace = 0;
        for (int i = 0; i < n; i++) trace += out[i * n + i] += ridge / count;
        Require.that(Cholesky.positive(out, n, -SINGULAR * trace / n), "covariances of " + n + " neurons over " + count
                + " transitions have no inverse: neurons repeat each other, or there are too few transitions; choose --method ml, nmf, tap or emf with --ridge above 0, or fewer neurons");
        return out;
    }

    /** Sums over some transitions. {@code beside}: of s_j(t-1) where i was observed in t. */
    private static final class Sums {
        private final int n;
        private final double[] after, before, seen, both, later, beside;

        Sums(int n) {
            this.n = n;
            after = new double[n];
            before = new double[n];
            seen = new double[n];
            both = new double[n * n];
            later = new double[n * n];
            beside = new double[n * n];
        }

        Sums add(Transitions data, int from, int to) {
            double[] x = new double[BLOCK * n], y = new double[BLOCK * n], there = new double[BLOCK * n];
            for (int r = from; r < to; r += BLOCK) {
                int rows = Math.min(BLOCK, to - r);
                for (int b = 0; b < rows; b++)
                    for (int i = 0; i < n; i++) {
                        before[i] += x[b * n + i] = data.before(r + b, i) ? 1 : -1;
                        seen[i] += there[b * n + i] = data.seen(r + b, i) ? 1 : 0;
                        after[i] += y[b * n + i] = data.seen(r + b, i) ? data.after(r + b, i) ? 1 : -1 : 0;
                    }
                Gram.lower(rows, n, x, 1, both);
                Gemm.tn(n, n, rows, y, 0, n, x, 0, n, 1, later, 0, n);
                Gemm.tn(n, n, rows, there, 0, n, x, 0, n, 1, beside, 0, n);
            }
            return this;
        }

        void add(Sums other) {
            Chunks.add(other.after, after);
            Chunks.add(other.before, before);
            Chunks.add(other.seen, seen);
            Chunks.add(other.both, both);
            Chunks.add(other.later, later);
            Chunks.add(other.beside, beside);
        }

    }
}
