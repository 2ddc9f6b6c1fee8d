package org.spinspike.ising.inverse;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.spinspike.math.Require;

/**
 * What is taken off the log-likelihood of each neuron i: a {@link Penalty} on couplings, and a normal prior on fields over time, spins -1 and +1.
 *
 * <pre>ridge / 2 sum_j J_ij^2 + fieldRidge / 2 sum_t (H_i(t) - H_i)^2</pre>
 *
 * The fields H_i themselves are free. In 0/1 variables theta_ij = 4 J_ij, so that the same penalty is ridge / 16 on theta_ij: {@code glm --ridge 1} is {@code kinetic-ising --ridge 16}.
 *
 * @param strength   of the penalty on couplings; 0 is maximum likelihood
 * @param fieldRidge on what the field of a bin has beside the field of all bins, where fields go with the time in the trial
 */
public record Prior(Penalty penalty, double strength, double fieldRidge) {
    /** Where the likelihood has no maximum: a standard deviation of 1 for each coupling that has no end. */
    static final double WHERE_SEPARABLE = 1;

    public static final Prior NONE = new Prior(0, 0);

    public Prior {
        Require.notNegative(penalty == Penalty.RIDGE ? "ridge" : "strength of " + penalty.word(), strength);
        Require.notNegative("field-ridge", fieldRidge);
    }

    public Prior(double ridge, double fieldRidge) { this(Penalty.RIDGE, ridge, fieldRidge); }

    /** @return precision of the normal prior on couplings */
    public double ridge()    { return penalty == Penalty.RIDGE ? strength : 0; }
    /** @return whether couplings become exactly 0 */
    public boolean selects() { return penalty.selects() && strength > 0; }

    /** In 0/1 variables: couplings of so many inputs, so many bins of the clock, the constant. */
    double[] ofBits(int inputs, int clockBins) {
        Require.that(clockBins == 0 || fieldRidge > 0, "fields over time need a field-ridge above 0: without it they and the field of all bins are one too many");
        double[] ridge = new double[inputs + clockBins + 1];
        Arrays.fill(ridge, 0, inputs, ridge() / 16);
        Arrays.fill(ridge, inputs, inputs + clockBins, fieldRidge / 4);
        return ridge;
    }

    /** In words for the user: "ridge 16", "l1 of strength 3.25"; "" where there is none. */
    public String words() { return strength == 0 ? "" : penalty == Penalty.RIDGE ? "ridge " + words(strength) : penalty.word() + " of strength " + words(strength); }

    /** @return a strength as people write it: "16", "0.25"; of others four digits */
    static String words(double strength) {
        if (strength == Math.rint(strength) && strength < 1e9) return "" + (long) strength;
        String exact = "" + strength;
        return exact.length() <= 6 ? exact : "" + new BigDecimal(strength).round(new MathContext(4)).doubleValue();
    }
}
