package org.spinspike.statistics;

/**
 * An interval of confidence.
 *
 * @param low   lower end
 * @param high  upper end
 * @param level share of repetitions that cover the true value: .9
 */
public record Interval(double low, double high, double level) {
    /** Standard errors on both sides of a value that is normally distributed, for a level of 95 %. */
    public static final double Z95 = 1.959963984540054;

    /** A mean of many: value +- 1.96 standard errors. */
    public static Interval ninetyFive(double value, double standardError) { return new Interval(value - Z95 * standardError, value + Z95 * standardError, .95); }

    /** Wilson's score interval of a share, hits of count, 95 %; NaN where nothing was counted. */
    public static Interval wilson(long hits, long count) {
        if (count == 0) return new Interval(Double.NaN, Double.NaN, .95);
        double n = count, share = hits / n, z2 = Z95 * Z95, centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z95 / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return new Interval(hits == 0 ? 0 : Math.max(0, centre - half), hits == count ? 1 : Math.min(1, centre + half), .95);
    }

    /** The middle {@code level} of the draws. */
    static Interval percentile(double[] draws, double level) {
        double[] sorted = Quantiles.sorted(draws);
        return new Interval(Quantiles.ofSorted(sorted, (1 - level) / 2), Quantiles.ofSorted(sorted, (1 + level) / 2), level);
    }

    /** The same interval moved so that the median of the draws falls on {@code value}: takes away what resampling itself adds to a distance. */
    static Interval shiftedPercentile(double[] draws, double value, double level) {
        double shift = value - Quantiles.median(draws);
        Interval raw = percentile(draws, level);
        return new Interval(raw.low + shift, raw.high + shift, level);
    }

    public boolean covers(double value) { return low <= value && value <= high; }
}
