package org.spinspike.statistics;

/**
 * A number with what a bootstrap over units says of it.
 *
 * @param value      on the data as they are
 * @param ninety     90 % percentile interval
 * @param ninetyFive 95 % percentile interval
 * @param above      share of the bootstrap samples above zero (ties count half): for a difference a - b, P(a is better)
 * @param p          two-sided p-value of "it is zero": 2 (1 + min(#above, #below)) / (samples + 1), at most 1
 */
public record Estimate(double value, Interval ninety, Interval ninetyFive, double above, double p) {

    static Estimate of(double value, double[] draws) {
        int above = 0, below = 0;
        for (double d : draws) {
            if (d > 0) above++;
            if (d < 0) below++;
        }
        int ties = draws.length - above - below;
        double smaller = Math.min(above, below) + ties;
        return new Estimate(value, Interval.percentile(draws, .9), Interval.percentile(draws, .95), (above + ties / 2.0) / draws.length,
                Math.min(1, 2 * (1 + smaller) / (draws.length + 1)));
    }
}
