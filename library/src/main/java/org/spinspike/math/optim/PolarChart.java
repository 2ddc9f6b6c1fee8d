package org.spinspike.math.optim;

import org.spinspike.math.Require;

/**
 * Several isometries as one point without constraints: each is the nearest isometry X(Y) to a free matrix Y, so that a method for unconstrained
 * problems, {@link Lbfgs} above all, can be used. Any positive multiple of Y gives the same X. Blocks of no rows are numbers that are free anyway.
 */
public final class PolarChart {
    private final int[] rows, columns, offset;

    /**
     * @param rows    q of each isometry, 0 for a block of free numbers
     * @param columns p of each, at least its q; how many numbers of a free block
     */
    public PolarChart(int[] rows, int[] columns) {
        Require.length("columns", columns.length, rows.length);
        this.rows = rows.clone();
        this.columns = columns.clone();
        this.offset = new int[rows.length + 1];
        for (int b = 0; b < rows.length; b++) {
            Require.that(rows[b] >= 0 && rows[b] <= columns[b], "isometry " + b + " must have at least as many columns as rows, got " + rows[b] + " x " + columns[b]);
            offset[b + 1] = Math.addExact(offset[b], Math.multiplyExact(Math.max(1, rows[b]), columns[b]));
        }
    }

    /** A function of isometries. */
    @FunctionalInterface public interface Objective {
        /**
         * @param x         the isometries. Not modified.
         * @param gradients receive the gradients with respect to their entries, as if these were free. Modified.
         * @return the value
         */
        double at(double[][] x, double[][] gradients);
    }

    public int dimension() { return offset[rows.length]; }

    /** @return the isometries of a point */
    public double[][] isometries(double[] y) {
        double[][] x = new double[rows.length][];
        for (int b = 0; b < x.length; b++) x[b] = rows[b] == 0 ? block(y, b) : Stiefel.nearest(block(y, b), rows[b], columns[b]);
        return x;
    }

    /** @return the point whose isometries these are: themselves, one behind the other */
    public double[] point(double[][] x) {
        double[] y = new double[dimension()];
        for (int b = 0; b < rows.length; b++) System.arraycopy(Require.length("isometry " + b, x[b], offset[b + 1] - offset[b]), 0, y, offset[b], x[b].length);
        return y;
    }

    /** @return the function of the free point */
    public Lbfgs.Objective free(Objective objective) {
        return (y, gradient) -> {
            int count = rows.length;
            Stiefel.Polar[] polar = new Stiefel.Polar[count];
            double[][] x = new double[count][], g = new double[count][];
            for (int b = 0; b < count; b++) {
                polar[b] = rows[b] == 0 ? null : Stiefel.Polar.of(block(y, b), rows[b], columns[b]);
                x[b] = rows[b] == 0 ? block(y, b) : polar[b].x();
                g[b] = new double[x[b].length];
            }
            double value = objective.at(x, g);
            for (int b = 0; b < count; b++) System.arraycopy(rows[b] == 0 ? g[b] : polar[b].pullBack(g[b]), 0, gradient, offset[b], g[b].length);
            return value;
        };
    }

    private double[] block(double[] y, int b) { return java.util.Arrays.copyOfRange(y, offset[b], offset[b + 1]); }
}
