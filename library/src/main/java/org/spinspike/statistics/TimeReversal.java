package org.spinspike.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Surrogates;
import org.spinspike.spikes.Units;

/**
 * Entropy production of the words of a few neurons, from spike trains alone: for a recording and for samples of any model.
 *
 * <pre>
 * f(a, b)  = ln (n(a, b) + 1/2) - ln (n(b, a) + 1/2)     n: transitions of every other unit of trials
 * estimate = mean of f over the transitions of the other units; both ways round, pooled
 * bound    = estimate + 1 - mean of exp(-f)               below the entropy production of the words, whatever f is, but for chance
 * null     = the estimate with every unit read backwards with probability 1/2, f anew: trains without an arrow of time
 * </pre>
 *
 * Read backwards, the units give exactly minus the estimate, and so its expectation is 0 where time has no arrow; the plug-in, with f from the same transitions, cannot fall below 0. Words of fewer neurons and of wider bins only lose:
 * the entropy production of the population is at least this. A transition whose reverse was never seen counts as if it had been seen half a time, and so a strong arrow (some nats per bin) is underestimated, too. Rates that follow a stimulus have an arrow of their own: {@link #shuffledTrials} keeps them and nothing else.
 * Sources: Roldan and Parrondo 2010; the bound as Kim, Bae, Lee and Jeong 2020. Cross-fitting over units of trials is ours. Cost: draws x units x 4^m.
 *
 * @param neurons        m of them, by number, in the order of the word's bits
 * @param estimate       nats per bin; interval by bootstrap over units within either half, f anew
 * @param bound          nats per bin
 * @param nullLow        2.5 % quantile of the null
 * @param nullHigh       97.5 % quantile
 * @param p              one-sided: share of the null at or above the estimate, the data counted in
 * @param shuffledBins   mean estimate of surrogates whose bins stand in random order within trials: what is left of bias
 * @param shuffledTrials mean estimate of surrogates whose neurons take trials in an order of their own, where trials share a clock
 */
public record TimeReversal(int[] neurons, Estimate estimate, Estimate bound, double nullLow, double nullHigh, double p, double shuffledBins, Optional<Double> shuffledTrials) {
    private static final double ALPHA = .5;
    private static final int DRAWS = 999, SURROGATES = 19;

    /** @return why there is no estimate; empty where there is one */
    public static Optional<String> obstacle(SpikeTrains data, int[] neurons) {
        Units units = Units.of(data.design());
        if (units.count() < 4) return Optional.of("time reversal needs four trials at least; --cut makes windows of a recording");
        if (data.bins() < 2) return Optional.of("trials of one bin read the same backwards");
        WordTransitions words = WordTransitions.of(data.selectNeurons(neurons), units);
        boolean both = WordTransitions.total(words.sum(0, ones(units.count()))) > 0 && WordTransitions.total(words.sum(1, ones(units.count()))) > 0;
        return both ? Optional.empty() : Optional.of("too few bins in a row were observed whole");
    }

    /** @return the most active neurons, at most {@link WordTransitions#MOST}, by number */
    public static int[] mostActive(SpikeTrains data) {
        long[] ones = data.ones();
        return IntStream.range(0, ones.length).boxed().sorted(Comparator.comparingLong((Integer i) -> -ones[i])).limit(WordTransitions.MOST).mapToInt(i -> i).sorted().toArray();
    }

    public static TimeReversal of(SpikeTrains data, int[] neurons, Seed seed) {
        obstacle(data, neurons).ifPresent(why -> { throw new IllegalArgumentException(why); });
        SpikeTrains chosen = data.selectNeurons(neurons);
        Units units = Units.of(data.design());
        WordTransitions words = WordTransitions.of(chosen, units);
        int[] ones = ones(units.count());
        double[] value = values(words, ones), estimates = new double[DRAWS], bounds = new double[DRAWS], turned = new double[DRAWS];
        Chunks.forEach(DRAWS, 50, (chunk, from, to) -> {
            for (int d = from; d < to; d++) {
                double[] drawn = values(words, halves(ones.length, seed.child("bootstrap").child(d)));
                estimates[d] = drawn[0];
                bounds[d] = drawn[1];
                turned[d] = values(words, coins(ones.length, seed.child("null").child(d)))[0];
            }
        });
        long reached = Arrays.stream(turned).filter(d -> d >= value[0]).count();
        boolean clock = data.design().aligned() && Surrogates.obstacle(chosen).isEmpty();
        return new TimeReversal(neurons.clone(), estimate(value[0], estimates), estimate(value[1], bounds), Quantiles.of(turned, .025), Quantiles.of(turned, .975), (1. + reached) / (DRAWS + 1),
                surrogates(chosen, units, seed.child("bins"), s -> Surrogates.binsWithinTrials(chosen, s)),
                clock ? Optional.of(surrogates(chosen, units, seed.child("trials"), s -> Surrogates.trialsByNeuron(chosen, s))) : Optional.empty());
    }

    /** @param weights as of {@link WordTransitions#sum}; @return the estimate and the bound */
    static double[] values(WordTransitions words, int[] weights) {
        long[] even = words.sum(0, weights), odd = words.sum(1, weights);
        double[] f = words.logRatio(even, ALPHA), g = words.logRatio(odd, ALPHA);
        double above = WordTransitions.dot(odd, f) + WordTransitions.dot(even, g), gain = WordTransitions.dot(odd, gain(f)) + WordTransitions.dot(even, gain(g)), steps = WordTransitions.total(even) + WordTransitions.total(odd);
        return new double[] {above / steps, gain / steps};
    }

    private static double[] gain(double[] f) { return Arrays.stream(f).map(x -> x - Math.expm1(-x)).toArray(); }

    /** Resampling loses rare transitions, and with them a part of every draw: their median is moved back to the value. */
    private static Estimate estimate(double value, double[] draws) {
        double shift = value - Quantiles.median(draws);
        return Estimate.of(value, Arrays.stream(draws).map(d -> d + shift).toArray());
    }

    private static int[] ones(int units) {
        int[] ones = new int[units];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Units drawn with replacement within either half. */
    private static int[] halves(int units, Seed seed) {
        int[] weights = new int[units];
        RandomGenerator random = seed.generator();
        for (int u = 0; u < units; u++) weights[u % 2 + 2 * random.nextInt((units + 1 - u % 2) / 2)]++;
        return weights;
    }

    private static int[] coins(int units, Seed seed) {
        RandomGenerator random = seed.generator();
        int[] signs = new int[units];
        for (int u = 0; u < units; u++) signs[u] = random.nextBoolean() ? 1 : -1;
        return signs;
    }

    @FunctionalInterface private interface Shuffled { SpikeTrains of(Seed seed); }

    private static double surrogates(SpikeTrains data, Units units, Seed seed, Shuffled shuffled) {
        return IntStream.range(0, SURROGATES).mapToDouble(s -> values(WordTransitions.of(shuffled.of(seed.child(s)), units), ones(units.count()))[0]).average().orElseThrow();
    }
}
