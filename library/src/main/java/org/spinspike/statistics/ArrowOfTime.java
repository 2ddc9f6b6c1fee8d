package org.spinspike.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Units;

/**
 * How surely trials can be told from the same trials read backwards, from a number f of each trial that changes its sign when the trial is turned around:
 * f = ln p(S) - ln p(S reversed) under any model.
 *
 * <pre>bound   = sum_k (g_k + 1 - exp(-g_k)) / bins,   g_k = f_k cut off at +-limit,   limit = max(1, ln(trials / 10))
 * meanLog = sum_k f_k / bins
 * null    = meanLog with every unit of trials turned around with probability 1/2: what trials without an arrow of time would give</pre>
 *
 * The bound is the variational one of the relative entropy of the trials to their reversals, E g + 1 - E_reversed exp(g), where the last term is E exp(-g) because g is antisymmetric
 * (Nguyen, Wainwright and Jordan 2010; for entropy production Kim, Bae, Lee and Jeong 2020). It holds for every model that has not seen the trials, and without the limit it is reached where the model is
 * their law. The limit is ours: exp(-f) lives on trials so rare that none of them is among those at hand, and its mean would come out too small and the bound too large, by up to 1 nat a trial. With the limit a
 * trial as rare as 1 in all of them moves the bound by a tenth of a nat a trial at most; in exchange it cannot exceed limit + 1 nats a trial, and long trials want to be cut into windows. meanLog has no
 * such limit and is no bound: it is the relative entropy only where the model is the law.
 *
 * @param bound    nats per bin; where it is {@link #saturated}, with an interval without upper end (NaN)
 * @param meanLog  nats per bin; what can happen one way only counts 500 nats
 * @param nullLow  2.5 % quantile of meanLog under the null
 * @param nullHigh 97.5 % quantile
 * @param p        one-sided: share of null draws that reach meanLog, the data counted in
 * @param limit    nats a trial
 * @param limited  share of the trials whose f was cut off
 * @param ceiling  nats per bin, the most that the bound of so many trials can be
 * @param oneWay   share of the trials that count 500 nats in meanLog
 */
public record ArrowOfTime(Estimate bound, Estimate meanLog, double nullLow, double nullHigh, double p, double limit, double limited, double ceiling, double oneWay) {
    public static final double ONE_WAY = 500;
    /** Of the ceiling: from here on the bound speaks of the number of trials. */
    private static final double NEAR = .9;

    /** @return whether the bound is at its ceiling: more trials, or shorter ones, would show more */
    public boolean saturated() { return bound.value() >= NEAR * ceiling; }

    /** @return whether the model gave every trial and its reversal the same probability */
    public boolean blind() { return bound.value() == 0 && meanLog.ninetyFive().low() == 0 && meanLog.ninetyFive().high() == 0; }

    /**
     * @param f    of each trial
     * @param bins of each trial
     */
    public static ArrowOfTime of(double[] f, int[] bins, Units units, Seed seed) {
        Require.length("bins of trials", bins.length, f.length);
        int trials = f.length, limited = 0, oneWay = 0;
        double limit = Math.max(1, Math.log(trials / 10.));
        double[] log = new double[trials], gain = new double[trials], length = new double[trials];
        for (int k = 0; k < trials; k++) {
            Require.that(!Double.isNaN(f[k]), "the log-ratio of trial " + k + " must be a number");
            double g = cut(f[k], limit);
            if (g != f[k]) limited++;
            if (Math.abs(f[k]) > ONE_WAY) oneWay++;
            log[k] = cut(f[k], ONE_WAY);
            gain[k] = g - Math.expm1(-g);
            length[k] = bins[k];
        }
        PairedBootstrap bootstrap = PairedBootstrap.of(units, seed.child("bootstrap"));
        Estimate meanLog = bootstrap.ratio(log, length);
        double[] draws = turnedAround(log, length, units, seed.child("null"));
        long reached = Arrays.stream(draws).filter(d -> d >= meanLog.value()).count();
        double perBin = trials / Arrays.stream(length).sum(), ceiling = (limit - Math.expm1(-limit)) * perBin;
        Estimate bound = bootstrap.ratio(gain, length);
        if (bound.value() >= NEAR * ceiling) bound = open(bound, (-limit - Math.expm1(limit)) * perBin, units.count());
        return new ArrowOfTime(bound, meanLog, Quantiles.of(draws, .025), Quantiles.of(draws, .975), (1. + reached) / (draws.length + 1), limit, (double) limited / trials,
                ceiling, (double) oneWay / trials);
    }

    /** @param worst nats per bin of trials that are all at the other limit */
    private static Estimate open(Estimate bound, double worst, int units) { return new Estimate(bound.value(), open(bound, bound.ninety(), worst, units), open(bound, bound.ninetyFive(), worst, units), bound.above(), bound.p()); }

    private static Interval open(Estimate bound, Interval drawn, double worst, int units) {
        double escapes = 1 - Math.pow((1 - drawn.level()) / 2, 1. / units);
        return new Interval(Math.min(drawn.low(), (1 - escapes) * bound.value() + escapes * worst), Double.NaN, drawn.level());
    }

    private static double cut(double f, double limit) { return Math.max(-limit, Math.min(limit, f)); }

    private static double[] turnedAround(double[] f, double[] length, Units units, Seed seed) {
        double[] sum = new double[units.count()];
        for (int k = 0; k < f.length; k++) sum[units.of()[k]] += f[k];
        double bins = Arrays.stream(length).sum();
        return IntStream.range(0, PairedBootstrap.RESAMPLES).mapToDouble(n -> {
            RandomGenerator random = seed.child(n).generator();
            double total = 0;
            for (double s : sum) total += random.nextBoolean() ? s : -s;
            return total / bins;
        }).toArray();
    }
}
