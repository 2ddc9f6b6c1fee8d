package org.spinspike.math.special;

/**
 * The root theta of
 *
 * <pre>theta + V tanh(theta) = h</pre>
 *
 * by Newton steps inside a bracket that shrinks at every step; a step that would leave it, or that does not halve the last one, is replaced by bisection. For V &gt; 0 the start is
 * the larger of |h| - V and |h| / (1 + V), below the root as both are, and no step overshoots. It cannot hang: it stops when the step falls below 1e-15 (1 + |theta|), and in any case after
 * {@value #MOST_STEPS} steps, when bisection alone would have reached neighbouring numbers.
 *
 * <p>The left side increases for V &gt; -1: then there is one root, between h - |V| and h + |V|. For V &lt;= -1 there may be three; one of them is found.
 *
 * @param theta NaN where h or V is not finite
 * @param steps Newton and bisection steps
 */
public record TanhRoot(double theta, int steps) {
    public static final int MOST_STEPS = 200;
    private static final double TOLERANCE = 1e-15;

    public static TanhRoot of(double h, double v) {
        if (!Double.isFinite(h) || !Double.isFinite(v)) return new TanhRoot(Double.NaN, 0);
        double low = h - Math.abs(v), high = h + Math.abs(v), theta = v > 0 ? Math.copySign(Math.max(Math.abs(h) - v, Math.abs(h) / (1 + v)), h) : h, last = high - low;
        for (int step = 1; step <= MOST_STEPS; step++) {
            double t = Math.tanh(theta), f = theta + v * t - h, slope = 1 + v * (1 - t * t);
            if (f > 0) high = theta;
            else low = theta;
            double next = theta - f / slope;
            if (!(next >= low && next <= high) || 2 * Math.abs(next - theta) > last) next = .5 * (low + high);
            last = Math.abs(next - theta);
            theta = next;
            if (last <= TOLERANCE * (1 + Math.abs(theta))) return new TanhRoot(theta, step);
        }
        return new TanhRoot(theta, MOST_STEPS);
    }
}
