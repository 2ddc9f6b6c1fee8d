package org.spinspike.math.optim;

import org.spinspike.math.Require;

/**
 * Adam on a product of isometries: gradients are projected to the tangents, moments move along by projection, and a retraction ends each step.
 *
 * <pre>
 * g_b = tangent part of tensor b's gradient
 * m_b &lt;- .9 m_b + .1 g_b          w_b &lt;- .99 w_b + .01 |g_b|^2 / q
 * X_b &lt;- retraction at X_b of  -length  m^_b / sqrt(w^_b),     m_b &lt;- its tangent part at the new X_b          m^ = m / (1 - .9^n), w^ = w / (1 - .99^n)
 * </pre>
 *
 * The second moment is one number a tensor, not one an entry: so the direction stays tangent, and a change of basis on the legs between tensors changes nothing.
 * It is the mean over the rows, unit vectors, so that {@code length} is by how many radians a row turns. A block of no rows is numbers that are free: g is its gradient
 * as it is, the mean goes over the numbers, and a move is added. States are values. Cost of a step: of the order of p q^2 a tensor.
 * Source: Becigneul &amp; Ganea, ICLR 2019, arXiv 1810.00760 (transport by projection and .99 in place of .999 are ours: trainings take hundreds of steps).
 */
public final class RiemannianAdam {
    private static final double FIRST = .9, SECOND = .99, TINY = 1e-150;

    private final int[] rows, columns;
    private final Retraction retraction;

    /**
     * @param rows    q of each isometry, 0 for a block of free numbers
     * @param columns p of each, at least its q; how many numbers of a free block
     */
    public RiemannianAdam(int[] rows, int[] columns, Retraction retraction) {
        Require.length("columns", columns.length, rows.length);
        this.rows = rows.clone();
        this.columns = columns.clone();
        this.retraction = retraction;
    }

    /**
     * @param x      the isometries
     * @param first  m of each, tangent
     * @param second w of each
     * @param steps  n, taken so far
     */
    public record State(double[][] x, double[][] first, double[] second, long steps) {}

    public State start(double[][] x) {
        double[][] first = new double[x.length][];
        for (int b = 0; b < x.length; b++) first[b] = new double[Require.length("isometry " + b, x[b], Math.max(1, rows[b]) * columns[b]).length];
        return new State(x, first, new double[x.length], 0);
    }

    /**
     * @param gradients with respect to the entries, as if these were free. Not modified.
     * @param length    of the step
     */
    public State step(State from, double[][] gradients, double length) {
        int count = from.x.length;
        double[][] x = new double[count][], first = new double[count][];
        double[] second = new double[count];
        double grown = 1 - Math.pow(FIRST, from.steps + 1), grownSecond = 1 - Math.pow(SECOND, from.steps + 1);
        for (int b = 0; b < count; b++) {
            int q = rows[b], p = columns[b];
            double[] g = tangent(from.x[b], gradients[b], b), m = from.first[b].clone(), move = new double[m.length];
            double square = 0;
            for (int e = 0; e < g.length; e++) {
                m[e] = FIRST * m[e] + (1 - FIRST) * g[e];
                square += g[e] * g[e];
            }
            second[b] = SECOND * from.second[b] + (1 - SECOND) * square / (q == 0 ? p : q);
            double factor = -length / grown / (Math.sqrt(second[b] / grownSecond) + TINY);
            for (int e = 0; e < move.length; e++) move[e] = factor * m[e];
            x[b] = q == 0 ? sum(from.x[b], move) : retraction.of(from.x[b], move, q, p);
            first[b] = tangent(x[b], m, b);
        }
        return new State(x, first, second, from.steps + 1);
    }

    private double[] tangent(double[] x, double[] v, int b) { return rows[b] == 0 ? v : Stiefel.tangent(x, v, rows[b], columns[b]); }

    private static double[] sum(double[] a, double[] b) {
        double[] out = a.clone();
        for (int e = 0; e < out.length; e++) out[e] += b[e];
        return out;
    }
}
