package org.spinspike.statistics;

import java.util.Arrays;
import org.spinspike.math.Require;

/**
 * P-values of new scores from the scores of calibration trials that nothing was learned from. Where calibration and new trials are exchangeable,
 * P(p &lt;= alpha) &lt;= alpha for every model, good or bad: the false alarms are guaranteed, only the power is the model's.
 *
 * <pre>p = (1 + #{calibration &gt;= score}) / (m + 1)</pre>
 *
 * Ties count against an alarm. Drift between calibration and new trials breaks the promise.
 */
public final class Conformal {
    private final double[] sorted;

    private Conformal(double[] sorted) { this.sorted = sorted; }

    /** @param calibration one score a trial, larger is stranger; not modified */
    public static Conformal of(double[] calibration) {
        Require.atLeast("calibration trials", calibration.length, 1);
        for (double score : calibration) Require.that(!Double.isNaN(score), "a calibration score is not a number");
        double[] sorted = calibration.clone();
        for (int x = 0; x < sorted.length; x++) sorted[x] += 0.0;    // -0.0 and 0.0 are a tie
        Arrays.sort(sorted);
        return new Conformal(sorted);
    }

    /** @return m, number of calibration trials */
    public int trials() { return sorted.length; }

    /** @return median of the calibration scores */
    public double median() { return Quantiles.ofSorted(sorted, .5); }

    /** @return p of a score that is strange when large; NaN for NaN */
    public double p(double score) {
        return Double.isNaN(score) ? Double.NaN : (1.0 + sorted.length - below(score)) / (sorted.length + 1);
    }

    /** @return p of a score that is strange when large or small: twice the smaller of both sides, at most 1 */
    public double twoSided(double score) {
        if (Double.isNaN(score)) return Double.NaN;
        double low = (1.0 + below(Math.nextUp(score + 0.0))) / (sorted.length + 1);
        return Math.min(1, 2 * Math.min(p(score), low));
    }

    /**
     * p of a score that is strange when far from the middle, on either side. The middle is the median of the calibration scores and this one
     * together: that treats all m + 1 alike, so the promise holds at any m. Around the median of the calibration scores alone the new score
     * would be a little farther away than they are, and 19 of them would give 5.6 % of false alarms at alpha = .05.
     *
     * <pre>p = (1 + #{|calibration - middle| &gt;= |score - middle|}) / (m + 1)</pre>
     *
     * @return NaN for NaN; cost O(m)
     */
    public double fromMiddle(double score) {
        if (Double.isNaN(score)) return Double.NaN;
        int at = below(score), m = sorted.length;
        double[] together = new double[m + 1];
        System.arraycopy(sorted, 0, together, 0, at);
        together[at] = score;
        System.arraycopy(sorted, at, together, at + 1, m - at);
        double middle = Quantiles.ofSorted(together, .5), distance = Math.abs(score - middle);
        long reach = Arrays.stream(sorted).filter(c -> Math.abs(c - middle) >= distance).count();
        return (1.0 + reach) / (m + 1);
    }

    public double[] p(double[] scores) { return Arrays.stream(scores).map(this::p).toArray(); }

    public double[] twoSided(double[] scores) { return Arrays.stream(scores).map(this::twoSided).toArray(); }

    /** Refuses a false-alarm rate that no score could ever reach: the smallest p is 1/(m+1). */
    public Conformal requireReach(double alpha) {
        Require.that(alpha > 0 && alpha < 1, "false-alarm rate must lie between 0 and 1, got " + alpha);
        int needed = (int) Math.ceil(1 / alpha * (1 - 1e-12)) - 1;            // 1 / (m + 1) <= alpha
        Require.that(sorted.length >= needed, "a false-alarm rate of " + alpha + " needs at least " + needed + " calibration trials, got " + sorted.length);
        return this;
    }

    /** @return calibration scores strictly below */
    private int below(double score) {
        int low = 0, high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
