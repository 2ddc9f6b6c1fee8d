package org.spinspike.ising.sk;

/**
 * The stationary magnetisation that a network reaches from all spins up: the largest root of m = F(m), F(m) = E tanh(beta [h + J0 m + DeltaJ z]).
 *
 * <p>F is concave for m &gt; 0, so there is a root above 0 if and only if F'(0) &gt; 1, and one only. It is looked for in x = m^2 as the zero of F(m) / m - 1, which is
 * simple even at the critical line, where m itself is nearly a double root: Newton's steps from x = 1, halving the bracket where a step leaves it.
 *
 * @param value m, 0 or more
 * @param slope F'(0) = beta J0 E 1/cosh^2 at m = 0; order where it is above 1
 * @param steps of Newton's method
 */
record Magnetisation(double value, double slope, int steps) {
    private static final int MOST_STEPS = 200;
    private static final double ROUNDING = 5e-16;

    static Magnetisation of(Inputs inputs) {
        double slope = inputs.pull() * inputs.gain(0);
        if (slope <= 1) return new Magnetisation(0, slope, 0);
        double low = 0, high = 1, x = 1;
        int step = 0;
        while (step < MOST_STEPS) {
            step++;
            double m = Math.sqrt(x), f = inputs.tanh(m), rest = f / m - 1;
            if (Math.abs(rest) < ROUNDING) break;
            if (rest < 0) high = x;
            else low = x;
            double next = x - rest * 2 * m * x / (m * inputs.pull() * inputs.gain(m) - f);
            if (!(next > low && next < high)) next = (low + high) / 2;
            boolean there = Math.abs(next - x) <= 1e-15 * x;
            x = next;
            if (there) break;
        }
        return new Magnetisation(Math.sqrt(x), slope, step);
    }
}
