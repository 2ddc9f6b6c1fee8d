package org.spinspike.ising.sk;

import org.spinspike.math.NumericalException;
import org.spinspike.math.special.GaussianIntegral;

/**
 * The stationary self-overlap q = E s_i(t) s_i(t-d), the same for every lag d &gt; 0: the root in m^2..1 of
 *
 * <pre>q = G(q),   G(q) = E_h int Dx [int Dy tanh(beta [h + J0 m + DeltaJ (sqrt(q) x + sqrt(1-q) y)])]^2 = sum_n q^n E_h c_n(h)^2,
 * c_n(h) = int Dz tanh(beta [h + J0 m + DeltaJ z]) He_n(z) / sqrt(n!)</pre>
 *
 * The series (Mehler's) makes one-dimensional integrals of the double one. All its terms are positive and add up to E tanh^2 at q = 1: what is cut off is known, and G is convex
 * with G(1) &lt; 1, so the root is the only one and Newton's steps from m^2 run up to it without passing it. Costs nodes x fields x orders.
 */
final class Overlap {
    /** exp(-z^2 / 4), which bounds Hermite functions, is 7e-17 there. */
    private static final double END = 12.2;
    /** A bell times a Hermite polynomial of order n has frequencies up to about sqrt(n) plus this. */
    private static final double BANDWIDTH = 9;
    private static final int FEWEST_ORDERS = 32, MOST_ORDERS = 1 << 17, MOST_STEPS = 200;
    private static final double PRECISION = 1e-14;

    private Overlap() {}

    static double of(Inputs inputs, double m) {
        if (m == 0 && inputs.fields().length == 1) return 0;
        double whole = 1 - inputs.gain(m);
        for (int orders = FEWEST_ORDERS; orders <= MOST_ORDERS; orders *= 4) {
            double[] terms = terms(inputs, m, orders);
            double q = root(terms, m * m), rest = whole;
            for (double term : terms) rest -= term;
            if (rest * Math.pow(q, orders) < PRECISION) return q;
        }
        throw new NumericalException("the series for q has not converged after " + MOST_ORDERS + " terms; take a smaller beta");
    }

    /** @return E_h c_n(h)^2 for n below {@code orders} */
    static double[] terms(Inputs inputs, double m, int orders) {
        var integral = GaussianIntegral.of(Math.min(GaussianIntegral.step(inputs.slope()), 2 * Math.PI / (Math.sqrt(orders) + BANDWIDTH)), END);
        double[] z = integral.nodes(), w = integral.weights(), terms = new double[orders];
        double[] signal = new double[z.length], here = new double[z.length], before = new double[z.length];
        for (int h = 0; h < inputs.fields().length; h++) {
            double centre = inputs.fields()[h] + inputs.pull() * m;
            for (int k = 0; k < z.length; k++) {
                signal[k] = Inputs.tanhOf(centre + inputs.slope() * z[k]);
                here[k] = w[k];
                before[k] = 0;
            }
            for (int n = 0; n < orders; n++) {
                double c = 0, up = Math.sqrt(n + 1), down = Math.sqrt(n);
                for (int k = 0; k < z.length; k++) {
                    c += signal[k] * here[k];
                    double next = (z[k] * here[k] - down * before[k]) / up;
                    before[k] = here[k];
                    here[k] = next;
                }
                terms[n] += inputs.fieldWeights()[h] * c * c;
            }
        }
        return terms;
    }

    private static double root(double[] terms, double from) {
        double q = from;
        for (int step = 0; step < MOST_STEPS; step++) {
            double value = 0, slope = 0;
            for (int n = terms.length - 1; n >= 0; n--) {
                slope = slope * q + value;
                value = value * q + terms[n];
            }
            double move = (value - q) / (1 - slope);
            if (!(move > 1e-16)) break;
            q = Math.min(1, q + move);
        }
        return q;
    }
}
