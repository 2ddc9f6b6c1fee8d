package org.spinspike.ising.inverse;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.spinspike.math.Require;

/**
 * What is taken off the log-likelihood of each neuron i: a normal prior, spins -1 and +1.
 *
 * <pre>ridge / 2 sum_j J_ij^2 + fieldRidge / 2 sum_t (H_i(t) - H_i)^2</pre>
 *
 * The fields H_i themselves are free. In 0/1 variables theta_ij = 4 J_ij, so that the same penalty is ridge / 16 on theta_ij: {@code glm --ridge 1} is {@code kinetic-ising --ridge 16}.
 *
 * @param ridge      on couplings; 0 is maximum likelihood
 * @param fieldRidge on what the field of a bin has beside the field of all bins, where fields go with the time in the trial
 */
public record Prior(double ridge, double fieldRidge) {
    /** Of neurons whose likelihood has no maximum: a standard deviation of 1 for each coupling. */
    static final double WHERE_SEPARABLE = 1;
    private static final String AUTO = "auto";

    public static final Prior NONE = new Prior(0, 0);

    public Prior {
        Require.notNegative("ridge", ridge);
        Require.notNegative("field-ridge", fieldRidge);
    }

    /** In 0/1 variables: couplings of so many inputs, so many bins of the clock, the constant. */
    double[] ofBits(int inputs, int clockBins) {
        Require.that(clockBins == 0 || fieldRidge > 0, "fields over time need a field-ridge above 0: without it they and the field of all bins are one too many");
        double[] ridge = new double[inputs + clockBins + 1];
        Arrays.fill(ridge, 0, inputs, this.ridge / 16);
        Arrays.fill(ridge, inputs, inputs + clockBins, fieldRidge / 4);
        return ridge;
    }

    /** @return the ridge a text says; empty for "auto": to be chosen by {@link RidgeChoice} */
    public static OptionalDouble ridge(String text) {
        if (text.equals(AUTO)) return OptionalDouble.empty();
        try {
            return OptionalDouble.of(Require.notNegative("--ridge", Double.parseDouble(text)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--ridge must be a number or " + AUTO + ", got '" + text + "'");
        }
    }

    /** @return a ridge as people write it: "16", "0.25" */
    public static String words(double ridge) { return ridge == Math.rint(ridge) && ridge < 1e9 ? "" + (long) ridge : "" + ridge; }
}
