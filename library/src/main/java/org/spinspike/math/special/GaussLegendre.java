package org.spinspike.math.special;

import org.spinspike.math.Require;

/**
 * Means over -1..1 by the rule of Gauss and Legendre: exact for polynomials up to degree 2 n - 1, and for functions with a pole at distance d from the
 * interval wrong by about exp(-2 n asinh d).
 *
 * @param nodes   in -1..1, ascending. Not copied, not to be modified.
 * @param weights of the nodes; their sum is one, for a mean. Not copied, not to be modified.
 */
public record GaussLegendre(double[] nodes, double[] weights) {
    private static final int NEWTON_STEPS = 20;

    /** Roots of the Legendre polynomial of degree n by Newton's method from their asymptotic places. Costs O(n^2). */
    public static GaussLegendre of(int n) {
        Require.atLeast("nodes", n, 1);
        double[] nodes = new double[n], weights = new double[n];
        for (int i = 0; i < n; i++) {
            double x = -Math.cos(Math.PI * (i + .75) / (n + .5)), slope = 1;
            for (int step = 0; step < NEWTON_STEPS; step++) {
                double before = 1, here = x;
                for (int k = 2; k <= n; k++) {
                    double next = ((2 * k - 1) * x * here - (k - 1) * before) / k;
                    before = here;
                    here = next;
                }
                slope = n * (x * here - before) / (x * x - 1);
                double move = here / slope;
                x -= move;
                if (Math.abs(move) < 1e-15) break;
            }
            nodes[i] = x;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
        return new GaussLegendre(nodes, weights);
    }
}
