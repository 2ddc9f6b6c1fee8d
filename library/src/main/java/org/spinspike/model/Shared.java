package org.spinspike.model;

import java.util.Arrays;
import org.spinspike.math.RunningMean;

/**
 * Information two parts of a trial share, nats.
 *
 * @param nats              the mean of the information density
 * @param standardError     of it; 0 where every word was counted
 * @param nullNats          the mean of the same density where A comes from another trial: 0 where A says nothing of B, else below; -infinity where the other trial's A
 *                          could never stand beside this B
 * @param nullStandardError of it
 * @param exact             whether every word was counted, instead of samples
 */
public record Shared(double nats, double standardError, double nullNats, double nullStandardError, boolean exact) {
    /** Densities up to here are those of weak coupling. */
    private static final double WEAK = 1;

    /**
     * Means over samples d of the density, with a control variate that costs nothing: whatever the model, E exp(-d) = 1 where A, B come together and E exp(d) = 1 where
     * they do not, so that
     *
     * <pre>mean of d + beta (exp(-d) - 1),   beta = -cov(d, exp(-d)) / var(exp(-d)),   has the same expectation (up to 1/n)</pre>
     *
     * and for weak coupling, where d + exp(-d) - 1 is about d^2 / 2, a much smaller error. Where coupling is strong, rare samples carry the mean of exp(-d), and few samples
     * hold none of them: they would pull the result away by many of its errors. The weight of exp(-d) lies where parts do not come together, so the shuffled densities
     * tell: the variate is used only where none of them is below -1, and that of the null only where no density is above 1.
     *
     * @param density  one value a sample
     * @param shuffled one value a sample, A from another one
     */
    public static Shared sampled(double[] density, double[] shuffled) {
        double[] nats = Arrays.stream(shuffled).allMatch(d -> d >= -WEAK) ? controlled(density, -1) : density;
        double[] other = Arrays.stream(density).allMatch(d -> d <= WEAK) && Arrays.stream(shuffled).allMatch(Double::isFinite) ? controlled(shuffled, 1) : shuffled;
        RunningMean together = RunningMean.of(nats), apart = RunningMean.of(other);
        return new Shared(together.value(), together.standardError(), apart.value(), apart.standardError(), false);
    }

    private static double[] controlled(double[] d, int sign) {
        int n = d.length;
        double[] control = Arrays.stream(d).map(x -> Math.expm1(sign * x)).toArray(), out = new double[n];
        double mean = RunningMean.of(d).value(), centre = RunningMean.of(control).value(), joint = 0, own = 0;
        for (int x = 0; x < n; x++) {
            joint += (d[x] - mean) * (control[x] - centre);
            own += (control[x] - centre) * (control[x] - centre);
        }
        double beta = own > 0 && Double.isFinite(own) ? -joint / own : 0;
        for (int x = 0; x < n; x++) out[x] = beta == 0 ? d[x] : d[x] + beta * control[x];
        return out;
    }
}
