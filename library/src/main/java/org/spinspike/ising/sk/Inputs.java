package org.spinspike.ising.sk;

import java.util.function.DoubleBinaryOperator;
import org.spinspike.math.special.GaussLegendre;
import org.spinspike.math.special.GaussianIntegral;

/**
 * The inputs of neurons in an infinitely large network, beta (h + J0 m + DeltaJ z), with h uniform in -DeltaH..DeltaH and z standard normal: means over them.
 *
 * @param fields       beta h, nodes; one node 0 where there are no fields
 * @param fieldWeights sum to one
 * @param pull         beta J0
 * @param slope        beta DeltaJ
 */
record Inputs(double[] fields, double[] fieldWeights, double pull, double slope, GaussianIntegral noise) {
    /** Enough up to beta DeltaH = 2. What wider fields need to stay at rounding, exp(-37), follows from the pole of tanh, or from the noise that has smoothed it: exp(8) at 4 slopes off the axis. */
    private static final int FIELD_NODES = 32;
    private static final double LOG_ROUNDING = 37 + 8, SMOOTH = 4;

    static Inputs of(SkEnsemble e) {
        double width = e.beta() * e.deltaH(), slope = e.beta() * e.deltaJ(), pull = e.beta() * e.j0();
        GaussianIntegral noise = GaussianIntegral.ofSlope(slope);
        if (width == 0) return new Inputs(new double[1], new double[] {1}, pull, slope, noise);
        double pole = Math.max(Math.PI / 2, SMOOTH * slope) / width;
        var legendre = GaussLegendre.of(Math.max(FIELD_NODES, (int) Math.ceil(LOG_ROUNDING / 2 / Math.log(pole + Math.hypot(1, pole)))));
        double[] fields = new double[legendre.nodes().length];
        for (int n = 0; n < fields.length; n++) fields[n] = width * legendre.nodes()[n];
        return new Inputs(fields, legendre.weights(), pull, slope, noise);
    }

    /**
     * @param f of |a| and exp(-2 |a|), where a is the input: an even function without overflow
     * @return E f at magnetisation m
     */
    double even(double m, DoubleBinaryOperator f) {
        double[] z = noise.nodes(), w = noise.weights();
        double mean = 0;
        for (int h = 0; h < fields.length; h++) {
            double sum = 0, centre = fields[h] + pull * m;
            for (int n = 0; n < z.length; n++) {
                double size = Math.abs(centre + slope * z[n]);
                sum += w[n] * f.applyAsDouble(size, Math.exp(-2 * size));
            }
            mean += fieldWeights[h] * sum;
        }
        return mean;
    }

    /** @return E 1/cosh^2, the mean gain */
    double gain(double m) { return even(m, (size, e) -> 4 * e / ((1 + e) * (1 + e))); }

    /**
     * Inputs without pull are as often x as -x, so tanh(c + x) is averaged with tanh(c - x): sinh 2c / (cosh 2c + cosh 2x), which does not cancel where m is small.
     *
     * @return E tanh, what the magnetisation becomes one bin later
     */
    double tanh(double m) {
        double[] z = noise.nodes(), w = noise.weights();
        double c = pull * m, top = -Math.expm1(-4 * c), bottom = 2 - top, mean = 0;
        for (int h = 0; h < fields.length; h++) {
            double sum = 0;
            for (int n = 0; n < z.length; n++) {
                double size = Math.abs(fields[h] + slope * z[n]);
                sum += w[n] / (bottom + Math.exp(2 * (size - c)) * (1 + Math.exp(-4 * size)));
            }
            mean += fieldWeights[h] * sum;
        }
        return top * mean;
    }

    static double tanhOf(double a) {
        double e = Math.exp(-2 * Math.abs(a));
        return Math.copySign((1 - e) / (1 + e), a);
    }
}
