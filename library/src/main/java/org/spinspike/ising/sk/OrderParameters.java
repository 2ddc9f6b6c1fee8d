package org.spinspike.ising.sk;

/**
 * What a network of infinitely many neurons is in its stationary state, exactly, reached from all spins up. Per neuron and bin, nats.
 *
 * <pre>m  = E tanh a,   a = beta (h + J0 m + DeltaJ z)
 * q  = E s_i(t) s_i(t-1)
 * k  = E 1 / cosh^2 a
 * sigma = (beta DeltaJ)^2 (1 - q) k
 * S  = E [ln 2 cosh a - a tanh a],   S_r = S + sigma</pre>
 *
 * E is the mean over uniform fields h and a standard normal z. Integrals are to rounding; m and q to about 1e-13, m within 1e-9 of the critical line to 1e-8. Aguilera, Igarashi and
 * Shimazaki, Nat. Commun. 14, 3685 (2023); there both order parameters come from plain iteration on coarser grids, here from Newton's method.
 *
 * @param m                 magnetisation
 * @param q                 overlap of a spin with itself at any other time
 * @param gain              k
 * @param entropyProduction sigma, reverse minus forward entropy
 * @param forwardEntropy    S, of a bin given the one before
 * @param reverseEntropy    S_r, mean of -ln p of the step taken backwards
 * @param slope             of the map of m at 0: above 1 there is order
 * @param steps             Newton's method took for m
 */
public record OrderParameters(double m, double q, double gain, double entropyProduction, double forwardEntropy, double reverseEntropy, double slope, int steps) {

    public static OrderParameters of(SkEnsemble ensemble) {
        Inputs inputs = Inputs.of(ensemble);
        Magnetisation m = Magnetisation.of(inputs);
        double q = Overlap.of(inputs, m.value()), gain = inputs.gain(m.value());
        double production = inputs.slope() * inputs.slope() * (1 - q) * gain;
        double entropy = inputs.even(m.value(), (size, e) -> Math.log1p(e) + 2 * size * e / (1 + e));
        return new OrderParameters(m.value(), q, gain, production, entropy, entropy + production, m.slope(), m.steps());
    }
}
