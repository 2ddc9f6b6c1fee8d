package org.spinspike.math.special;

import org.hipparchus.special.Erf;
import org.spinspike.math.Require;

/** erf x = 2 / sqrt(pi) int_0^x exp(-u^2) du, and its inverse. */
public final class ErrorFunction {
    private ErrorFunction() {}

    public static double erf(double x) { return Erf.erf(x); }

    /** @return 1 - erf x, without cancellation where it is small */
    public static double complement(double x) { return Erf.erfc(x); }

    /** @return x of erf x = {@code value}, for -1 &lt; value &lt; 1 */
    public static double inverse(double value) {
        Require.that(value > -1 && value < 1, "a value of erf must be above -1 and below 1, got " + value);
        return Erf.erfInv(value);
    }
}
