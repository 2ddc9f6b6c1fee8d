package org.spinspike.math.special;

import org.spinspike.math.Require;

/**
 * {@link TanhRoot} of many equations that resemble each other: theta_k + V_k tanh(theta_k) = h_k, all near one theta that is known.
 *
 * <p>Halley's third-order step from that theta, then rounds of {@link Tanh} and Halley's step over the whole array until every residual is below 1e-8; a last first-order step
 * squares what is left. Equations that are not there after {@value #MOST_ROUNDS} rounds are solved one by one, in their brackets. A workspace: one a thread.
 */
public final class TanhRoots {
    public static final int MOST_ROUNDS = 5;
    private static final double RESIDUAL = 1e-8;

    private final double[] theta, rest;
    private long solved, bracketed;
    private int mostSteps;

    /** @param n most equations at once */
    public TanhRoots(int n) {
        theta = new double[n];
        rest = new double[n];
    }

    /**
     * @param h     first {@code n}. Not modified.
     * @param v     V, first {@code n}. Not modified.
     * @param near  a theta near all of the roots; speed depends on it, the result does not
     * @param tanh  first {@code n}: tanh theta_k. Modified.
     */
    public void solve(double[] h, double[] v, int n, double near, double[] tanh) {
        Require.that(n <= theta.length, "this workspace holds " + theta.length + " equations, asked for " + n);
        begin(h, v, n, near, Math.tanh(near));
        int rounds = 1, open = 0;
        for (; rounds <= MOST_ROUNDS; rounds++) {
            Tanh.of(theta, n, tanh);
            open = residuals(h, v, n, tanh);
            if (open == 0 || rounds == MOST_ROUNDS) break;
            halley(v, n, tanh);
        }
        if (open > 0) oneByOne(h, v, n, tanh);
        finish(v, n, tanh);
        solved += n;
        mostSteps = Math.max(mostSteps, rounds);
    }

    /** @return equations solved so far */
    public long solved()     { return solved; }

    /** @return how many of them had to be solved in their brackets */
    public long bracketed()  { return bracketed; }

    /** @return most rounds or steps any of them took */
    public int mostSteps()   { return mostSteps; }

    private void begin(double[] h, double[] v, int n, double near, double t) {
        double s = 1 - t * t;
        for (int k = 0; k < n; k++) {
            double f = near + v[k] * t - h[k], slope = 1 + v[k] * s;
            theta[k] = near - f * slope / (slope * slope + f * v[k] * t * s);
        }
    }

    private int residuals(double[] h, double[] v, int n, double[] tanh) {
        for (int k = 0; k < n; k++) rest[k] = theta[k] + v[k] * tanh[k] - h[k];
        int open = 0;
        for (int k = 0; k < n; k++) if (!(Math.abs(rest[k]) <= RESIDUAL)) open++;            // NaN is open, too
        return open;
    }

    private void halley(double[] v, int n, double[] tanh) {
        for (int k = 0; k < n; k++) {
            double t = tanh[k], s = 1 - t * t, f = rest[k], slope = 1 + v[k] * s;
            theta[k] -= f * slope / (slope * slope + f * v[k] * t * s);
        }
    }

    private void oneByOne(double[] h, double[] v, int n, double[] tanh) {
        for (int k = 0; k < n; k++) {
            if (Math.abs(rest[k]) <= RESIDUAL) continue;
            TanhRoot root = TanhRoot.of(h[k], v[k]);
            bracketed++;
            mostSteps = Math.max(mostSteps, root.steps());
            tanh[k] = Math.tanh(root.theta());
            rest[k] = 0;
        }
    }

    private void finish(double[] v, int n, double[] tanh) {
        for (int k = 0; k < n; k++) {
            double s = 1 - tanh[k] * tanh[k];
            tanh[k] -= s * rest[k] / (1 + v[k] * s);
        }
    }
}
