package org.spinspike.statistics;

import java.util.Arrays;
import java.util.List;
import org.spinspike.math.Require;

/**
 * Share of trials whose conformal p-value raises an alarm, p &lt;= alpha, and how sure that share is. n trials share one calibration set of m
 * trials, and so they share its luck: with other calibration trials all of them would be judged otherwise.
 *
 * <p>Normal trials. The chance of an alarm, given the calibration set, is Beta(j, m + 1 - j) distributed with j = floor(alpha (m + 1)), so the number of
 * alarms is beta-binomial:
 *
 * <pre>expected = j / (m + 1)      SE^2 = expected (1 - expected) (1/n + (1 - 1/n) / (m + 2))</pre>
 *
 * Exact for continuous scores; ties make fewer alarms. Broken trials. The threshold moves along the curve of power over false-alarm rate, and d is the
 * standard deviation of that Beta law (first order; the slope is taken over 2 d to either side):
 *
 * <pre>SE^2 = q (1 - q) / n + (slope d)^2      d^2 = expected (1 - expected) / (m + 2),  q = (alarms + 1/2) / (n + 1)</pre>
 *
 * q keeps the error above 0 where every trial or none raises an alarm. Trials must be independent of one another.
 *
 * @param trials           n
 * @param rate             share of alarms
 * @param expected         the share expected of normal trials; NaN for broken ones
 * @param standardError    over trials and calibration sets
 * @param givenCalibration standard error over trials alone, with this calibration set
 */
public record AlarmRate(int trials, double rate, double expected, double standardError, double givenCalibration) {

    /**
     * @param p           conformal p-values of normal trials
     * @param alpha       accepted false-alarm rate
     * @param calibration m, number of calibration trials behind them
     */
    public static AlarmRate ofNormal(double[] p, double alpha, int calibration) {
        check(p, alpha, calibration);
        double expected = (double) rank(alpha, calibration) / (calibration + 1), n = p.length, variance = expected * (1 - expected);
        return new AlarmRate(p.length, share(p, alpha), expected, Math.sqrt(variance * (1 / n + (1 - 1 / n) / (calibration + 2))), Math.sqrt(variance / n));
    }

    /** @param p conformal p-values of broken trials: the rate is the power */
    public static AlarmRate ofBroken(double[] p, double alpha, int calibration) {
        check(p, alpha, calibration);
        double power = share(p, alpha), n = p.length, smoothed = (power * n + .5) / (n + 1), overTrials = smoothed * (1 - smoothed) / n;
        int ranks = calibration + 1, rank = rank(alpha, calibration);
        double expected = (double) rank / ranks, d = Math.sqrt(expected * (1 - expected) / (calibration + 2));
        int step = (int) Math.max(1, Math.round(2 * d * ranks)), low = Math.max(0, rank - step), high = Math.min(ranks, rank + step);
        double overCalibrations = d * (share(p, (double) high / ranks) - share(p, (double) low / ranks)) * ranks / (high - low);
        return new AlarmRate(p.length, power, Double.NaN, Math.sqrt(overTrials + overCalibrations * overCalibrations), Math.sqrt(overTrials));
    }

    /** @return all trials together; each part has a calibration set of its own */
    public static AlarmRate pooled(List<AlarmRate> parts) {
        int trials = parts.stream().mapToInt(AlarmRate::trials).sum();
        double rate = 0, expected = 0, variance = 0, given = 0;
        for (AlarmRate part : parts) {
            double weight = (double) part.trials / trials;
            rate += weight * part.rate;
            expected += weight * part.expected;
            variance += Math.pow(weight * part.standardError, 2);
            given += Math.pow(weight * part.givenCalibration, 2);
        }
        return new AlarmRate(trials, rate, expected, Math.sqrt(variance), Math.sqrt(given));
    }

    /** @return how far the rate is from the expected one, in standard errors; NaN for broken trials */
    public double deviation() { return (rate - expected) / standardError; }

    private static void check(double[] p, double alpha, int calibration) {
        Require.atLeast("trials", p.length, 1);
        Require.atLeast("calibration trials", calibration, 1);
        Require.that(alpha > 0 && alpha < 1, "false-alarm rate must lie between 0 and 1, got " + alpha);
    }

    private static double share(double[] p, double alpha) { return (double) Arrays.stream(p).filter(v -> v <= alpha).count() / p.length; }

    /** @return the largest j for which p = j / (m + 1) is an alarm, in the arithmetic the p-values have */
    private static int rank(double alpha, int calibration) {
        int j = (int) (alpha * (calibration + 1)) + 1;
        while ((double) j / (calibration + 1) > alpha) j--;
        return j;
    }
}
