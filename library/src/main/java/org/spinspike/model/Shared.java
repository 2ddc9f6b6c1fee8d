package org.spinspike.model;

/**
 * Information two parts of a trial share, nats.
 *
 * @param nats              the mean of the information density
 * @param standardError     of it; 0 where every word was counted
 * @param nullNats          the mean of the same density where A comes from another trial (given C, where there is a C): 0 where the parts know nothing of each
 *                          other, else below; -infinity where the other trial's A could never stand beside this B
 * @param nullStandardError of it
 * @param exact             whether every word was counted, instead of samples
 */
public record Shared(double nats, double standardError, double nullNats, double nullStandardError, boolean exact) {

    /** Means over samples, with the standard error of independent ones. */
    public static Shared sampled(double[] density, double[] shuffled) {
        return new Shared(mean(density), error(density), mean(shuffled), error(shuffled), false);
    }

    private static double mean(double[] x) {
        double sum = 0;
        for (double v : x) sum += v;
        return sum / x.length;
    }

    private static double error(double[] x) {
        double mean = mean(x), sum = 0;
        for (double v : x) sum += (v - mean) * (v - mean);
        return Math.sqrt(sum / (x.length - 1.0) / x.length);
    }
}
