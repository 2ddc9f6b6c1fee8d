package org.spinspike.math.special;

/** The logistic function and its kin, without overflow and without 1 - p. */
public final class Logistic {
    private Logistic() {}

    /** @return 1 / (1 + exp(-x)) */
    public static double sigmoid(double x) {
        if (x >= 0) return 1 / (1 + Math.exp(-x));
        double e = Math.exp(x);
        return e / (1 + e);
    }

    /** @return ln(1 + exp(x)): minus the log-probability of silence at input x */
    public static double log1pExp(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** @return ln p of what was seen at input x: -ln(1 + exp(-x)) for a spike, -ln(1 + exp(x)) for none */
    public static double logProbability(boolean fires, double x) { return -log1pExp(fires ? -x : x); }

    /** @return ln(2 cosh h): minus the log-probability of spin +1 at field h, plus h */
    public static double log2Cosh(double h) { return h + log1pExp(-2 * h); }

    /** @return ln sum exp(values[from .. from + count - 1]), without overflow; -infinity where all of them are */
    public static double logSum(double[] values, int from, int count) {
        double most = Double.NEGATIVE_INFINITY, sum = 0;
        for (int c = from; c < from + count; c++) most = Math.max(most, values[c]);
        if (most == Double.NEGATIVE_INFINITY) return most;
        for (int c = from; c < from + count; c++) sum += Math.exp(values[c] - most);
        return most + Math.log(sum);
    }

    /** @return the field whose mean spin is m: (ln(1 + m) - ln(1 - m)) / 2, for -1 &lt; m &lt; 1 */
    public static double atanh(double m) { return .5 * (Math.log1p(m) - Math.log1p(-m)); }

    /** @return ln(p / (1 - p)), for 0 &lt; p &lt; 1 */
    public static double logit(double p) { return Math.log(p) - Math.log1p(-p); }
}
