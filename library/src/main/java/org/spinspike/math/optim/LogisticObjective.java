package org.spinspike.math.optim;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.linalg.Gram;
import org.spinspike.math.special.Logistic;

/**
 * Value, gradient and curvature of a {@link LogisticProblem} at one point.
 *
 * <p>The curvature sum_r w_r p_r (1 - p_r) x_r x_r' is added pair by pair over the active features of a row where rows are sparse (spikes), and by
 * blocks of rows through BLAS where they are not. Rows are cut into chunks of a fixed size, chunk sums are added in chunk order.
 * Cost: rows x (a + a^2 / 2) with a active features a row, or rows x columns^2 flops.
 */
final class LogisticObjective {
    /** Rows of a chunk, and the most chunks there are: their partial sums are all held at once. */
    private static final int ROWS_PER_CHUNK = 1 << 14, MOST_CHUNKS = 16;
    /** Rows unpacked at once for BLAS. */
    private static final int BLOCK = 256;
    /** Share of active features from which BLAS is the faster way: a pair costs about 1 ns, a flop 1/40. */
    private static final double DENSE_FROM = .25;

    private final LogisticProblem problem;
    private final int columns, chunkRows;
    private final boolean dense;

    LogisticObjective(LogisticProblem problem) {
        this.problem = problem;
        this.columns = problem.columns();
        this.chunkRows = chunkRows(problem.features().rows());
        this.dense = activeShare() > DENSE_FROM;
    }

    static int chunkRows(int rows) { return Math.max(ROWS_PER_CHUNK, (rows + MOST_CHUNKS - 1) / MOST_CHUNKS); }

    /** @param logLikelihood without the penalty; {@code value} = penalty - logLikelihood; {@code curvature} symmetric [columns, columns], of the columns asked for */
    record Point(double value, double logLikelihood, double[] gradient, double[] curvature) {}

    Point at(double[] c) { return at(c, IntStream.range(0, columns).toArray()); }

    /** @param curved columns the curvature is wanted of, in its order, ascending */
    Point at(double[] c, int[] curved) {
        int size = curved.length;
        int[] place = new int[columns];
        Arrays.fill(place, -1);
        for (int p = 0; p < size; p++) place[curved[p]] = p;
        int chunks = Chunks.count(problem.features().rows(), chunkRows);
        Sum[] sums = new Sum[chunks];
        Chunks.forEach(problem.features().rows(), chunkRows, (chunk, from, to) -> sums[chunk] = new Sum(c, place, size).add(from, to));
        double logLikelihood = 0, value = 0;
        double[] gradient = new double[columns], curvature = new double[size * size];
        for (Sum sum : sums) {
            logLikelihood += sum.logLikelihood;
            for (int a = 0; a < columns; a++) gradient[a] += sum.gradient[a];
            for (int e = 0; e < curvature.length; e++) curvature[e] += sum.curvature[e];
        }
        for (int a = 0; a < columns; a++) {
            double ridge = problem.ridge()[a];
            value += ridge * c[a] * c[a] / 2;
            gradient[a] += ridge * c[a];
        }
        for (int p = 0; p < size; p++) {
            curvature[p * size + p] += problem.ridge()[curved[p]];
            for (int q = 0; q < p; q++) curvature[q * size + p] = curvature[p * size + q];
        }
        return new Point(value - logLikelihood, logLikelihood, gradient, curvature);
    }

    private double activeShare() {
        FeatureRows features = problem.features();
        int[] active = new int[features.binary()];
        int rows = features.rows(), step = Math.max(1, rows / 1000), seen = 0;
        double count = 0;
        for (int r = 0; r < rows; r += step, seen++) count += features.active(r, problem.binary(), active) + features.dense() + 1;
        return seen == 0 ? 0 : count / ((double) seen * columns);
    }

    /** Sums over one chunk of rows; curvature in the lower triangle. */
    private final class Sum {
        private final double[] c, gradient = new double[columns], curvature, block, x = new double[columns];
        private final int[] active = new int[columns], place;
        private final int size;
        private double logLikelihood;
        private int blockRows;

        /** @param place of each column in the curvature, or -1 */
        Sum(double[] c, int[] place, int size) {
            this.c = c;
            this.place = place;
            this.size = size;
            this.curvature = new double[size * size];
            this.block = dense && size >= 16 ? new double[BLOCK * size] : null;
        }

        Sum add(int from, int to) {
            for (int r = from; r < to; r++) if (problem.weightOf(r) > 0) row(r);
            if (blockRows > 0) flush();
            return this;
        }

        private void row(int r) {
            FeatureRows features = problem.features();
            int count = features.active(r, problem.binary(), active), dense = features.dense();
            Arrays.fill(x, 0, count, 1);               // values beside the active columns
            for (int d = 0; d < dense; d++, count++) {
                active[count] = problem.binary() + d;
                x[count] = features.values()[r * dense + d];
            }
            active[count] = columns - 1;
            x[count++] = 1;
            double input = problem.offsetOf(r);
            for (int n = 0; n < count; n++) input += c[active[n]] * x[n];
            double weight = problem.weightOf(r), p = Logistic.sigmoid(input), curve = weight * p * (1 - p);
            logLikelihood += weight * Logistic.logProbability(problem.outcome()[r], input);
            double residual = weight * (problem.outcome()[r] ? -Logistic.sigmoid(-input) : p);
            for (int n = 0; n < count; n++) gradient[active[n]] += residual * x[n];
            if (size < columns) count = curved(count);
            if (block != null) unpack(count, Math.sqrt(curve));
            else pairs(count, curve);
        }

        /** Leaves of the active columns those the curvature is wanted of, under their places in it. */
        private int curved(int count) {
            int kept = 0;
            for (int n = 0; n < count; n++) {
                int at = place[active[n]];
                if (at < 0) continue;
                active[kept] = at;
                x[kept++] = x[n];
            }
            return kept;
        }

        private void pairs(int count, double curve) {
            for (int n = 0; n < count; n++) {
                int at = active[n] * size;
                double wx = curve * x[n];
                for (int m = 0; m <= n; m++) curvature[at + active[m]] += wx * x[m];
            }
        }

        private void unpack(int count, double root) {
            int at = blockRows++ * size;
            for (int n = 0; n < count; n++) block[at + active[n]] = root * x[n];
            if (blockRows == BLOCK) flush();
        }

        private void flush() {
            Gram.lower(blockRows, size, block, 1, curvature);
            Arrays.fill(block, 0);
            blockRows = 0;
        }
    }
}
