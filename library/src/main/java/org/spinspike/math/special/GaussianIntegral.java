package org.spinspike.math.special;

import java.util.function.DoubleUnaryOperator;
import org.spinspike.math.Require;

/**
 * Means over a standard normal variable by the trapezoid rule,
 *
 * <pre>int Dz f(z) = sum_n weights_n f(nodes_n),   Dz = exp(-z^2 / 2) dz / sqrt(2 pi)</pre>
 *
 * For f analytic around the real axis the error falls exponentially in 1 / step: exp(-2 pi d / step) where the nearest pole lies at distance d, and
 * exp(-2 pi^2 / step^2) from the bell itself. Nodes are equidistant and symmetric about 0, which is one of them; weights sum to one.
 *
 * @param nodes   z_n, ascending. Not copied, not to be modified.
 * @param weights of the nodes. Not copied, not to be modified.
 */
public record GaussianIntegral(double[] nodes, double[] weights) {
    /** Where 2 (1 - Phi) is 2e-19: what lies beyond is lost in rounding, for bounded f. */
    private static final double END = 9;
    /** Of a step in units of the pole's distance: exp(-2 pi (pi / 2) / .25) is 7e-18. */
    private static final double STEP_BY_SLOPE = .25;
    private static final double WIDEST = .5;

    /**
     * @param step between nodes
     * @param end  the nodes cover -end..end
     */
    public static GaussianIntegral of(double step, double end) {
        int half = (int) Math.ceil(Require.positive("end", end) / Require.positive("step", step));
        double[] nodes = new double[2 * half + 1], weights = new double[2 * half + 1];
        double sum = 0;
        for (int n = 0; n < nodes.length; n++) {
            nodes[n] = step * (n - half);
            sum += weights[n] = Math.exp(-nodes[n] * nodes[n] / 2);
        }
        for (int n = 0; n < nodes.length; n++) weights[n] /= sum;
        return new GaussianIntegral(nodes, weights);
    }

    /** For functions of g + slope z that are analytic within pi/2 of the real axis, as tanh, 1/cosh^2 and ln cosh are: to rounding, whatever g. About 72 slope nodes, at least 37. */
    public static GaussianIntegral ofSlope(double slope) { return of(step(slope), END); }

    /** @return the step that {@link #ofSlope} takes */
    public static double step(double slope) { return Math.min(WIDEST, STEP_BY_SLOPE / Math.abs(slope)); }

    public int size() { return nodes.length; }

    /** @return int Dz f(z) */
    public double mean(DoubleUnaryOperator f) {
        double sum = 0;
        for (int n = 0; n < nodes.length; n++) sum += weights[n] * f.applyAsDouble(nodes[n]);
        return sum;
    }
}
