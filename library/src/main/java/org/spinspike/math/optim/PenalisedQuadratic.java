package org.spinspike.math.optim;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinspike.math.linalg.Cholesky;
import org.spinspike.math.linalg.Svd;

/**
 * The minimum over z of a quadratic and norms of groups:
 *
 * <pre>g' (z - c) + 1/2 (z - c)' H (z - c) + sum_G w_G |z_G|,   |.| Euclidean</pre>
 *
 * Free variables, those of no group, are eliminated first (Schur complement); groups then take turns, each solved exactly, until none moves. A group of one is a soft threshold,
 * z = -sign(b) max(0, |b| - w) / H; one of several is z_G = 0 where |b_G| &lt;= w and else (H_GG + w / r) z_G = -b_G with r = |z_G|, whose r is found by Newton's method on the eigenvalues
 * of H_GG; b is the gradient at z_G = 0. Cost: free^2 x columns, and columns^2 a round. Source: Yuan and Lin, J R Stat Soc B 68:49 (2006).
 */
final class PenalisedQuadratic {
    private static final int ROUNDS = 2000, ROOT_STEPS = 60;
    private static final double STILL = 1e-14;

    private final int[] free, held;                       // columns outside of groups, and in them
    private final double[] reduced, slope;                // Schur complement [held, held]; gradient of the quadratic at z, over held columns
    private final double[] z;                             // over held columns
    private final int size;

    private PenalisedQuadratic(double[] g, double[] h, double[] c, int[] free, int[] held) {
        this.free = free;
        this.held = held;
        this.size = held.length;
        int columns = g.length;
        this.z = IntStream.of(held).mapToDouble(a -> c[a]).toArray();
        this.reduced = part(h, columns, held, held);
        this.slope = IntStream.of(held).mapToDouble(a -> g[a]).toArray();
        if (free.length == 0) return;
        Cholesky factor = Cholesky.lifted(part(h, columns, free, free), free.length);
        double[] still = factor.solve(IntStream.of(free).mapToDouble(a -> g[a]).toArray());
        for (int p = 0; p < size; p++) {
            double[] cross = part(h, columns, new int[] {held[p]}, free), solved = factor.solve(cross);
            slope[p] -= Lbfgs.dot(cross, still);
            for (int q = 0; q < size; q++) for (int f = 0; f < free.length; f++) reduced[q * size + p] -= h[held[q] * columns + free[f]] * solved[f];
        }
    }

    /**
     * @param g      gradient at c. Not modified.
     * @param h      symmetric, row-major [columns, columns], positive definite over free columns. Not modified.
     * @param c      where the quadratic is made. Not modified.
     * @param groups columns of each group, disjoint
     * @param w      weight of each group
     * @return z
     */
    static double[] minimum(double[] g, double[] h, double[] c, int[][] groups, double[] w) {
        int columns = g.length;
        int[] place = new int[columns];
        Arrays.fill(place, -1);
        for (int[] group : groups) for (int a : group) place[a] = 0;
        int[] held = IntStream.range(0, columns).filter(a -> place[a] == 0).toArray(), free = IntStream.range(0, columns).filter(a -> place[a] < 0).toArray();
        for (int p = 0; p < held.length; p++) place[held[p]] = p;
        var model = new PenalisedQuadratic(g, h, c, free, held);
        Block[] blocks = new Block[groups.length];
        for (int n = 0; n < blocks.length; n++) blocks[n] = model.new Block(IntStream.of(groups[n]).map(a -> place[a]).toArray(), w[n]);
        for (int round = 0; round < ROUNDS; round++) {
            double moved = 0;
            for (Block block : blocks) moved = Math.max(moved, block.solve());
            if (moved < STILL) break;
        }
        return model.whole(g, h, c);
    }

    /** Free variables follow: d_F = -H_FF^-1 (g_F + H_FP d_P). */
    private double[] whole(double[] g, double[] h, double[] c) {
        int columns = g.length;
        double[] out = c.clone();
        for (int p = 0; p < size; p++) out[held[p]] = z[p];
        if (free.length == 0) return out;
        double[] right = new double[free.length];
        for (int f = 0; f < free.length; f++) {
            right[f] = g[free[f]];
            for (int p = 0; p < size; p++) right[f] += h[free[f] * columns + held[p]] * (z[p] - c[held[p]]);
        }
        double[] move = Cholesky.lifted(part(h, columns, free, free), free.length).solve(right);
        for (int f = 0; f < free.length; f++) out[free[f]] -= move[f];
        return out;
    }

    private static double[] part(double[] h, int columns, int[] rows, int[] chosen) {
        double[] out = new double[rows.length * chosen.length];
        for (int r = 0; r < rows.length; r++) for (int q = 0; q < chosen.length; q++) out[r * chosen.length + q] = h[rows[r] * columns + chosen[q]];
        return out;
    }

    /** One group, others standing still. */
    private final class Block {
        private final int[] at;
        private final double w;
        private final double[] own, lambda, vectors;      // H_GG; its eigenvalues, eigenvectors as rows; null for a group of one

        Block(int[] at, double w) {
            this.at = at;
            this.w = w;
            this.own = part(reduced, size, at, at);
            Svd svd = at.length == 1 ? null : Svd.of(own, at.length, at.length);
            this.lambda = svd == null ? own : svd.s();
            this.vectors = svd == null ? null : svd.vt();
        }

        /** @return the largest move, relative to the entry */
        double solve() {
            double[] b = new double[at.length];
            for (int p = 0; p < b.length; p++) {
                b[p] = slope[at[p]];
                for (int q = 0; q < b.length; q++) b[p] -= own[p * b.length + q] * z[at[q]];
            }
            double[] next = at.length == 1 ? new double[] {lambda[0] > 0 ? -Math.signum(b[0]) * Math.max(0, Math.abs(b[0]) - w) / lambda[0] : 0} : several(b);
            double moved = 0;
            for (int p = 0; p < b.length; p++) {
                double d = next[p] - z[at[p]];
                if (d == 0) continue;
                moved = Math.max(moved, Math.abs(d) / (1 + Math.abs(next[p])));
                z[at[p]] = next[p];
                for (int a = 0; a < size; a++) slope[a] += reduced[a * size + at[p]] * d;
            }
            return moved;
        }

        /** 1 / |y(r)| = 1 with y_k = b_k / (lambda_k r + w) in eigenvectors: rises with r, and is nearly straight. */
        private double[] several(double[] b) {
            int m = b.length;
            if (Math.sqrt(Lbfgs.dot(b, b)) <= w) return new double[m];
            double[] turned = new double[m];
            for (int k = 0; k < m; k++) for (int p = 0; p < m; p++) turned[k] += vectors[k * m + p] * b[p];
            double r = 0;
            for (int step = 0; step < ROOT_STEPS && w > 0; step++) {
                double squares = 0, turn = 0;
                for (int k = 0; k < m; k++) {
                    double y = turned[k] / (lambda[k] * r + w);
                    squares += y * y;
                    turn += lambda[k] * y * y / (lambda[k] * r + w);
                }
                double move = (1 - 1 / Math.sqrt(squares)) * squares * Math.sqrt(squares) / turn;
                r = Math.max(0, r + move);
                if (Math.abs(move) <= STILL * r) break;
            }
            double[] next = new double[m];
            for (int k = 0; k < m; k++) {
                double scale = w > 0 ? -turned[k] * r / (lambda[k] * r + w) : lambda[k] > 0 ? -turned[k] / lambda[k] : 0;
                for (int p = 0; p < m; p++) next[p] += scale * vectors[k * m + p];
            }
            return next;
        }
    }
}
