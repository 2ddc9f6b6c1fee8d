package org.spinspike.ising.sk;

import org.spinspike.math.Require;
import org.spinspike.math.special.ErrorFunction;
import org.spinspike.math.special.GaussianIntegral;

/**
 * Where order begins: beta_c of beta J0 E_h int Dz 1/cosh^2(beta [h + DeltaJ z]) = 1.
 *
 * <p>The left side grows with beta, from 0 to its value at zero temperature: J0 sqrt(2/pi) / DeltaJ without fields, (J0 / DeltaH) erf(DeltaH / (sqrt(2) DeltaJ)) with them. There is a
 * transition where that is above 1, and the disorder at which it is 1 is the end of the line. The mean over wide fields is done in closed form: (J0 / DeltaH) int Dz tanh(beta [DeltaH + DeltaJ z]).
 */
public final class CriticalLine {
    /** A line that close to its end, within 1e-8 in disorder, is not followed further. */
    private static final double COLDEST = 1e4, ROUNDING = 3e-16;

    private CriticalLine() {}

    /** @return inverse temperature above which there is order; NaN where there is none at any temperature */
    public static double beta(double j0, double deltaJ, double deltaH) {
        check(j0, deltaJ, deltaH);
        if (!(atZeroTemperature(j0, deltaJ, deltaH) > 1)) return Double.NaN;
        double low = 0, high = 1 / j0, below = -1, above;
        while ((above = slope(high, j0, deltaJ, deltaH) - 1) < 0) {
            low = high;
            below = above;
            high *= 2;
            if (high * Math.max(deltaJ, deltaH) > COLDEST) return Double.NaN;
        }
        return root(low, below, high, above, j0, deltaJ, deltaH);
    }

    /** Regula falsi in its Illinois form: an end that stays twice counts half. */
    private static double root(double low, double below, double high, double above, double j0, double deltaJ, double deltaH) {
        int stayed = 0;
        while (high - low > 4e-16 * high && above > 0) {
            double beta = high - above * (high - low) / (above - below);
            if (!(beta > low && beta < high)) beta = (low + high) / 2;
            if (beta <= low || beta >= high) break;
            double rest = slope(beta, j0, deltaJ, deltaH) - 1;
            if (Math.abs(rest) < ROUNDING) return beta;
            if (rest < 0) {
                low = beta;
                below = rest;
                if (stayed < 0) above /= 2;
                stayed = -1;
            } else {
                high = beta;
                above = rest;
                if (stayed > 0) below /= 2;
                stayed = 1;
            }
        }
        return high;
    }

    /** @return the disorder DeltaJ up to which there is order at zero temperature; 0 where fields as wide as J0 or wider prevent it */
    public static double deltaJAtZeroTemperature(double j0, double deltaH) {
        check(j0, 0, deltaH);
        if (deltaH == 0) return j0 * Math.sqrt(2 / Math.PI);
        return deltaH >= j0 ? 0 : deltaH / (Math.sqrt(2) * ErrorFunction.inverse(deltaH / j0));
    }

    /** @return the map's slope at m = 0 and infinite beta */
    private static double atZeroTemperature(double j0, double deltaJ, double deltaH) {
        if (deltaH > 0) return j0 / deltaH * (deltaJ == 0 ? 1 : ErrorFunction.erf(deltaH / (Math.sqrt(2) * deltaJ)));
        return deltaJ > 0 ? j0 * Math.sqrt(2 / Math.PI) / deltaJ : j0 > 0 ? Double.POSITIVE_INFINITY : 0;
    }

    /** In closed form over wide fields; over narrow ones that would be a difference of nearly equal numbers. */
    private static double slope(double beta, double j0, double deltaJ, double deltaH) {
        if (beta * deltaH <= 1) return beta * j0 * Inputs.of(new SkEnsemble(beta, j0, deltaJ, deltaH)).gain(0);
        return j0 / deltaH * GaussianIntegral.ofSlope(beta * deltaJ).mean(z -> Inputs.tanhOf(beta * (deltaH + deltaJ * z)));
    }

    private static void check(double j0, double deltaJ, double deltaH) {
        Require.notNegative("j0", j0);
        Require.notNegative("delta-j", deltaJ);
        Require.notNegative("h0", deltaH);
    }
}
