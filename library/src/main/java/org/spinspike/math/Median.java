package org.spinspike.math;

import java.util.Arrays;

/** The median: of an even number of values the mean of the two in the middle; and the spread about it that outliers do not move. */
public final class Median {
    /** Of a normal law, the standard deviation over the median absolute deviation. */
    private static final double NORMAL = 1.4826;

    private Median() {}

    /** @param values at least one. Modified: sorted. */
    public static double of(double[] values) {
        Arrays.sort(values);
        return ofSorted(values);
    }

    /** @param ascending at least one */
    public static double ofSorted(double[] ascending) { return (ascending[(ascending.length - 1) / 2] + ascending[ascending.length / 2]) / 2; }

    /**
     * The robust standard deviation, 1.4826 median |x - middle|.
     *
     * @param values at least one. Modified.
     * @param middle their median
     */
    public static double sd(double[] values, double middle) {
        for (int n = 0; n < values.length; n++) values[n] = Math.abs(values[n] - middle);
        return NORMAL * of(values);
    }
}
