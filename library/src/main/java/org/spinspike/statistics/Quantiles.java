package org.spinspike.statistics;

import java.util.Arrays;
import org.spinspike.math.Require;

/** Quantiles by linear interpolation between order statistics: place (n - 1) q, counted from 0. */
public final class Quantiles {
    private Quantiles() {}

    /** @return the q-quantile of the defined values; NaN where there is none. {@code values} is not modified. */
    public static double of(double[] values, double q) { return ofSorted(sorted(values), q); }

    public static double median(double[] values) { return of(values, .5); }

    /** @return the values without NaN, ascending */
    static double[] sorted(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    }

    static double ofSorted(double[] sorted, double q) {
        Require.between("quantile", q, 0, 1);
        if (sorted.length == 0) return Double.NaN;
        double place = (sorted.length - 1) * q;
        int below = (int) place;
        double share = place - below;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }
}
