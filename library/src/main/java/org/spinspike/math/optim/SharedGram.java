package org.spinspike.math.optim;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.linalg.Cholesky;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Gram;
import org.spinspike.math.special.Logistic;
import org.spinspike.math.special.Tanh;

/**
 * Many logistic regressions on the same rows at once: the minima {@link LogisticRegression} finds one by one, from gradients alone and one factor for all.
 *
 * <pre>c &lt;- c - a K^-1 g,   K = X'X / 4 + ridge,   a = (dc' K dc) / (dc' dg) of the last step, at least 1</pre>
 *
 * K is above every curvature, because p (1 - p) &lt;= 1/4 (Bohning's bound), so a = 1 never goes too far; the measured a of Barzilai and Borwein goes as far as the rows allow, and where it went
 * too far the regression is taken back to the best point it saw and does one step with a = 1. The first a is 1 / (4 p (1 - p)) of the mean rate. A regression ends
 * where the expected gain a g' K^-1 g / 2 is small enough. Outcomes that rare rows decide, or that are separable, are slow: they keep the
 * best they saw, and converged is false.
 *
 * <p>A pass costs two products of rows x columns x regressions and a hyperbolic tangent each; blocks of rows are unpacked once for all. Newton's method costs columns / 4 times as much a
 * pass and takes 6 where this takes 15 to 60. Sources: Bohning and Lindsay, Ann Inst Stat Math 40:641 (1988); Barzilai and Borwein, IMA J Numer Anal 8:141 (1988).
 */
public final class SharedGram {
    /** Passes where the caller does not say otherwise. */
    public static final int PASSES = 100;
    /** Expected gain, in nats, at which a regression ends: some 1e-9 standard errors from the minimum; or near enough for Newton's method to need one look. */
    public static final double TO_THE_END = 1e-19, BEFORE_NEWTON = 1e-13;
    private static final double TOO_FAR = 10;
    private static final int BLOCK = 256;

    private final List<LogisticProblem> problems;
    private final FeatureRows features;
    private final int columns;
    private final double gain;
    private final double[] bound;                         // K, both triangles
    private final Cholesky factor;

    private SharedGram(List<LogisticProblem> problems, double gain) {
        LogisticProblem first = problems.get(0);
        this.gain = gain;
        this.problems = problems;
        this.features = first.features();
        this.columns = first.columns();
        for (LogisticProblem p : problems)
            Require.that(p.features() == features && p.columns() == columns && Arrays.equals(p.ridge(), first.ridge()), "regressions at once must share rows, columns and ridge");
        this.bound = gram();
        for (int a = 0; a < columns; a++) bound[a * columns + a] += first.ridge()[a];
        this.factor = Cholesky.lifted(bound, columns);
    }

    /**
     * @param coefficients a row a regression, as {@link LogisticProblem} orders them
     * @param converged    whether the gradient of each vanished
     * @param passes       over the rows
     */
    public record Result(double[][] coefficients, boolean[] converged, int passes) {}

    /**
     * @param problems of the same rows, columns and ridge; row weights are at most 1
     * @param gain     expected gain, in nats, at which a regression ends: {@link #TO_THE_END}, {@link #BEFORE_NEWTON}
     * @param passes   most passes over the rows
     */
    public static Result fit(List<LogisticProblem> problems, double gain, int passes) {
        Require.atLeast("passes", passes, 1);
        return problems.isEmpty() ? new Result(new double[0][], new boolean[0], 0) : new SharedGram(problems, gain).fit(passes);
    }

    private Result fit(int passes) {
        Descent[] all = problems.stream().map(Descent::new).toArray(Descent[]::new), open = all;
        int pass = 0;
        while (pass++ < passes && open.length > 0) {
            double[] gradients = gradients(open);
            Descent[] now = open;
            Chunks.forEach(now.length, 1, (chunk, d, end) -> now[d].step(Arrays.copyOfRange(gradients, d * columns, (d + 1) * columns)));
            open = Arrays.stream(open).filter(d -> !d.converged).toArray(Descent[]::new);
        }
        boolean[] converged = new boolean[all.length];
        for (int d = 0; d < all.length; d++) converged[d] = all[d].converged;
        return new Result(Arrays.stream(all).map(d -> d.converged ? d.c : d.best).toArray(double[][]::new), converged, pass - 1);
    }

    /** One regression on its way. */
    private final class Descent {
        private final LogisticProblem problem;
        private double[] c = new double[columns], best, last, lastMove;
        private double length, size, bestSize = Double.POSITIVE_INFINITY;   // size: g' K^-1 g
        private boolean converged, back;

        Descent(LogisticProblem problem) {
            this.problem = problem;
            double fires = 0, rows = 0;
            for (int r = 0; r < features.rows(); r++) {
                rows += problem.weightOf(r);
                if (problem.outcome()[r]) fires += problem.weightOf(r);
            }
            double rate = (fires + .5) / (rows + 1);
            c[columns - 1] = problem.offset() == null ? Logistic.logit(rate) : 0;
            best = c;
            length = problem.offset() == null ? 1 / (4 * rate * (1 - rate)) : 1;
        }

        /** @param g of the data; the penalty's part is added here. Modified. */
        void step(double[] g) {
            for (int a = 0; a < columns; a++) g[a] += problem.ridge()[a] * c[a];
            double[] move = factor.solve(g);
            double now = Lbfgs.dot(move, g);
            if (now < bestSize) {
                bestSize = now;
                best = c;
            } else if (!(now < TOO_FAR * bestSize)) {
                c = best;
                length = 1;
                last = null;
                back = true;
                return;                                   // the gradient there is asked for anew
            }
            if (back) length = 1;
            else if (last != null) {
                double turned = 0;
                for (int a = 0; a < columns; a++) turned += lastMove[a] * (last[a] - g[a]);
                double ratio = length * size / turned;
                length = ratio >= 1 && ratio < Double.POSITIVE_INFINITY ? ratio : 1;
            }
            back = false;
            converged = length * now / 2 < gain;
            double[] next = c.clone();
            for (int a = 0; a < columns; a++) next[a] -= length * move[a];
            c = next;
            last = g;
            lastMove = move;
            size = now;
        }
    }

    /** Gradients of -ln likelihood, row-major [regressions, columns]: chunks of rows, chunk sums in chunk order. */
    private double[] gradients(Descent[] open) {
        int count = open.length, size = LogisticObjective.chunkRows(features.rows());
        double[] at = new double[count * columns];
        for (int d = 0; d < count; d++) System.arraycopy(open[d].c, 0, at, d * columns, columns);
        double[][] sums = new double[Chunks.count(features.rows(), size)][];
        Chunks.forEach(features.rows(), size, (chunk, from, to) -> {
            double[] sum = sums[chunk] = new double[count * columns], x = new double[BLOCK * columns], residual = new double[count * BLOCK];
            for (int r = from; r < to; r += BLOCK) {
                int rows = Math.min(BLOCK, to - r);
                unpack(r, rows, x);
                Gemm.nt(count, rows, columns, at, 0, columns, x, 0, columns, 0, residual, 0, rows);
                for (int d = 0; d < count; d++) offset(open[d].problem, r, rows, residual, d * rows);
                Tanh.of(residual, count * rows, residual);
                for (int d = 0; d < count; d++) residuals(open[d].problem, r, rows, residual, d * rows);
                Gemm.nn(count, columns, rows, residual, 0, rows, x, 0, columns, 1, sum, 0, columns);
            }
        });
        double[] total = new double[count * columns];
        for (double[] sum : sums) for (int e = 0; e < total.length; e++) total[e] += sum[e];
        return total;
    }

    /** Inputs become half inputs: p = (1 + tanh(input / 2)) / 2. */
    private static void offset(LogisticProblem problem, int row, int rows, double[] input, int off) {
        for (int r = 0; r < rows; r++) input[off + r] = (input[off + r] + problem.offsetOf(row + r)) / 2;
    }

    private static void residuals(LogisticProblem problem, int row, int rows, double[] tanh, int off) {
        for (int r = 0; r < rows; r++) tanh[off + r] = problem.weightOf(row + r) * .5 * (tanh[off + r] + (problem.outcome()[row + r] ? -1 : 1));
    }

    private void unpack(int row, int rows, double[] x) {
        int binary = problems.get(0).binary(), dense = features.dense();
        int[] active = new int[binary];
        Arrays.fill(x, 0, rows * columns, 0);
        for (int r = 0; r < rows; r++) {
            int at = r * columns, count = features.active(row + r, binary, active);
            for (int n = 0; n < count; n++) x[at + active[n]] = 1;
            for (int d = 0; d < dense; d++) x[at + binary + d] = features.values()[(row + r) * dense + d];
            x[at + columns - 1] = 1;
        }
    }

    private double[] gram() {
        int size = LogisticObjective.chunkRows(features.rows());
        double[][] sums = new double[Chunks.count(features.rows(), size)][];
        Chunks.forEach(features.rows(), size, (chunk, from, to) -> {
            double[] sum = sums[chunk] = new double[columns * columns], x = new double[BLOCK * columns];
            for (int r = from; r < to; r += BLOCK) {
                int rows = Math.min(BLOCK, to - r);
                unpack(r, rows, x);
                Gram.lower(rows, columns, x, 1, sum);
            }
        });
        double[] gram = new double[columns * columns];
        IntStream.range(0, columns).forEach(a -> {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (double[] part : sums) sum += part[a * columns + b];
                gram[a * columns + b] = gram[b * columns + a] = sum / 4;
            }
        });
        return gram;
    }
}
