package org.spinspike.spikes.trace;

import java.util.function.DoubleUnaryOperator;
import org.spinspike.math.Require;

/**
 * Deconvolution of a trace that decays exponentially after every event, by the online active set method for spike inference.
 *
 * <pre>minimise 1/2 sum_t (y_t - b - c_t)^2 + lambda sum_t s_t   over s_t = c_t - gamma c_(t-1) &gt;= 0,  c_(-1) = 0</pre>
 *
 * The trace is one pool a frame at first: value v_p = y_t - b - lambda (1 - gamma), in the last frame y_t - b - lambda, weight w_p = 1, length l_p = 1. From the left, a pool whose value lies
 * below gamma^l_(p-1) v_(p-1), what is left of the one before, is joined to it,
 *
 * <pre>v = (w_1 v_1 + gamma^l_1 w_2 v_2) / (w_1 + gamma^(2 l_1) w_2),   w = w_1 + gamma^(2 l_1) w_2,   l = l_1 + l_2</pre>
 *
 * and so on backwards until all decay no faster than gamma. Then c = max(0, v_p) gamma^(t - start) within a pool. The result is the exact minimum. Cost: O(T), every frame is joined once.
 *
 * <p>{@link #withNoise} looks for lambda so that the mean square residual is the variance of the noise, and for the baseline b so that the mean residual is zero; b and lambda are found by regula
 * falsi (Illinois), one inside the other, about a hundred passes over the trace. Where a constant is within the noise, there are no events and lambda is infinite.
 *
 * <p>Source: Friedrich, Zhou and Paninski 2017, Fast online deconvolution of calcium imaging data, algorithm 1 and the section on the hard noise constraint. Deviations: lambda and b by root finding
 * instead of steps with the pools held fixed; gamma is not refined.
 */
public final class Oasis {
    private static final int MOST_STEPS = 60;
    /** Of the noise: how near the residuals come to their constraints. */
    private static final double NEAR = 1e-3;

    private Oasis() {}

    /**
     * @param calcium  c [T], baseline not included
     * @param events   s [T], in the unit of the trace
     * @param baseline b
     * @param lambda   the penalty
     */
    public record Fit(double[] calcium, double[] events, double baseline, double lambda) {}

    /**
     * @param y      trace [T]. Not modified.
     * @param gamma  what of the calcium is left a frame later, 0 to below 1
     * @param lambda penalty on the sum of events, at least 0
     */
    public static Fit solve(double[] y, double gamma, double lambda, double baseline) {
        check(gamma);
        Require.notNegative("lambda", lambda);
        var pools = new Pools(y.length);
        double[] c = new double[y.length];
        pools.calcium(y, gamma, lambda, baseline, c);
        return fit(c, gamma, baseline, lambda);
    }

    /** @param noise standard deviation of the noise, above 0 */
    public static Fit withNoise(double[] y, double gamma, double noise) {
        check(gamma);
        Require.positive("noise", noise);
        double mean = 0, variance = 0, low = Double.POSITIVE_INFINITY;
        for (double v : y) {
            mean += v / y.length;
            low = Math.min(low, v);
        }
        for (double v : y) variance += (v - mean) * (v - mean) / y.length;
        double target = noise * noise;
        if (variance <= target) return fit(new double[y.length], gamma, mean, Double.POSITIVE_INFINITY);
        var search = new Search(y, gamma, low, noise);
        double lambda = Math.exp(root(x -> target - search.meanSquare(Math.exp(x)), Math.log(noise), Math.log(4), NEAR * target));
        return fit(search.c, gamma, search.baseline, lambda);
    }

    /** Where a falling function is zero: outwards from {@code at} in growing steps until it changes its sign, then regula falsi with the end that stays halved (Illinois). The last place asked is returned. */
    private static double root(DoubleUnaryOperator falling, double at, double step, double near) {
        double value = falling.applyAsDouble(at), other = at, otherValue = value;
        for (int n = 0; n < MOST_STEPS && Math.abs(value) > near && value * otherValue >= 0; n++, step *= 2) {
            other = at;
            otherValue = value;
            at += value > 0 ? step : -step;
            value = falling.applyAsDouble(at);
        }
        for (int n = 0; n < MOST_STEPS && Math.abs(value) > near; n++) {
            double next = (at * otherValue - other * value) / (otherValue - value), nextValue = falling.applyAsDouble(next);
            if (nextValue * value > 0) otherValue /= 2;
            else {
                other = at;
                otherValue = value;
            }
            at = next;
            value = nextValue;
        }
        return at;
    }

    private static void check(double gamma) { Require.that(gamma >= 0 && gamma < 1, "gamma must be 0 or more and below 1, got " + gamma); }

    private static Fit fit(double[] c, double gamma, double baseline, double lambda) {
        double[] s = new double[c.length];
        for (int t = 0; t < s.length; t++) {
            double step = t == 0 ? c[0] : c[t] - gamma * c[t - 1];
            s[t] = step > 1e-12 * c[t] ? step : 0;       // within a pool the difference is rounding
        }
        return new Fit(c, s, baseline, lambda);
    }

    /** The best baseline for a penalty; begins where the last search ended. */
    private static final class Search {
        private final double[] y, c;
        private final double gamma, noise;
        private final Pools pools;
        private double baseline;

        Search(double[] y, double gamma, double low, double noise) {
            this.y = y;
            this.c = new double[y.length];
            this.gamma = gamma;
            this.noise = noise;
            this.pools = new Pools(y.length);
            this.baseline = low;
        }

        /** @return mean square of y - b - c at the best b */
        double meanSquare(double lambda) {
            baseline = root(b -> residual(b, lambda), baseline, noise / 4, NEAR * noise);
            double sum = 0;
            for (int t = 0; t < y.length; t++) sum += (y[t] - baseline - c[t]) * (y[t] - baseline - c[t]);
            return sum / y.length;
        }

        private double residual(double b, double lambda) {
            pools.calcium(y, gamma, lambda, b, c);
            double sum = 0;
            for (int t = 0; t < y.length; t++) sum += y[t] - b - c[t];
            return sum / y.length;
        }
    }

    /** Memory for the pools of a trace, used again for every pass. */
    private static final class Pools {
        private final double[] value, weight, left;      // left: gamma to the power of the length
        private final int[] start;

        Pools(int frames) {
            this.value = new double[frames];
            this.weight = new double[frames];
            this.left = new double[frames];
            this.start = new int[frames + 1];
        }

        /** @param c [T]. Modified. */
        void calcium(double[] y, double gamma, double lambda, double b, double[] c) {
            int last = -1;
            for (int t = 0; t < y.length; t++) {
                last++;
                value[last] = y[t] - b - (t == y.length - 1 ? lambda : lambda * (1 - gamma));
                weight[last] = 1;
                left[last] = gamma;
                start[last] = t;
                while (last > 0 && value[last] < left[last - 1] * value[last - 1]) {
                    double g = left[last - 1], w = weight[last - 1] + g * g * weight[last];
                    value[last - 1] = (weight[last - 1] * value[last - 1] + g * weight[last] * value[last]) / w;
                    weight[last - 1] = w;
                    left[last - 1] = g * left[last];
                    last--;
                }
            }
            start[last + 1] = y.length;
            for (int p = 0; p <= last; p++) {
                double now = Math.max(0, value[p]);
                for (int t = start[p]; t < start[p + 1]; t++, now *= gamma) c[t] = now;
            }
        }
    }
}
