package org.spinspike.model;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/**
 * What parts of a trial know of each other under a model that sums out exactly what is hidden: nothing but probabilities enters, so that two models with equal
 * probabilities share equal information however they write them.
 *
 * <pre>
 * I(A; B)     = E[ ln p(A,B) - ln p(A) - ln p(B) ]
 * I(A; B | C) = E[ ln p(A,B,C) - ln p(A,C) - ln p(B,C) + ln p(C) ]
 * null:         the same with A from another trial: 0 where B does not depend on A given C, else -E KL(p(B|C) || p(B|A,C))
 * </pre>
 *
 * The mean goes over all words where A, B and C have at most {@value #COUNTED} entries together, else over samples of the model, which are without bias and have a
 * standard error. Marginals are exact in either case. Cost: a likelihood with hidden entries for each of the four terms and two of the null, samples times; marginals met
 * before are remembered.
 */
public final class SharedInformation {
    /** Entries whose words are counted one by one: 4096 of them. */
    public static final int COUNTED = 12;

    private final Likelihood likelihood;
    private final SpikeTrains sample;
    private final Map<Entries, double[]> known = new HashMap<>();

    /**
     * @param bins    of the trials looked at
     * @param samples drawn for what is not counted
     * @throws IllegalArgumentException where the model cannot sum out what is hidden
     */
    public SharedInformation(Model model, int bins, double binSeconds, int samples, Seed seed) {
        Require.that(offered(model), "a model of family " + model.family() + " cannot sum out what is hidden: information needs a family with exact conditionals");
        this.likelihood = (Likelihood) model;
        this.sample = ((Samples) model).sample(Design.plain(Require.atLeast("samples", samples, 2), bins, binSeconds), seed.child("samples"));
    }

    public static boolean offered(Model model) { return model instanceof Samples && model instanceof Likelihood && model instanceof Conditionals; }

    /** The trials drawn; with them everything that is not counted is averaged. */
    public SpikeTrains sample() { return sample; }

    public Shared between(Entries a, Entries b) { return between(a, b, new Entries(a.neurons(), new BitSet())); }

    /** @param given C; may be empty */
    public Shared between(Entries a, Entries b, Entries given) {
        Require.that(!a.none() && !b.none(), "information is shared by two parts: one of them is empty");
        Require.that(!a.overlaps(b) && !a.overlaps(given) && !b.overlaps(given), "the parts information is shared by must not overlap");
        Entries all = a.and(b).and(given);
        Require.that(all.bins() <= sample.bins(), "the parts reach to bin " + (all.bins() - 1) + ", trials have " + sample.bins());
        return all.count() <= COUNTED ? counted(a, b, given, all) : sampled(a, b, given, all);
    }

    /** @return p of every word of at most {@value #COUNTED} entries, the first entry the most significant bit */
    public double[] words(Entries entries) {
        Require.inRange("entries whose words are counted", entries.count(), 1, COUNTED);
        double[] p = likelihood.logProbability(entries.words(sample.design().binSeconds()));
        for (int w = 0; w < p.length; w++) p[w] = Math.exp(p[w]);
        return p;
    }

    // ---- all words

    private Shared counted(Entries a, Entries b, Entries given, Entries all) {
        double[] p = words(all);
        int ofA = all.within(a), ofB = all.within(b), ofC = all.within(given);
        double[] withA = summed(p, ofA | ofC), withB = summed(p, ofB | ofC), of = summed(p, ofC), alone = summed(p, ofA);
        double nats = 0, other = 0;
        for (int w = 0; w < p.length; w++) {
            double acrossC = withA[w & (ofA | ofC)] * withB[w & (ofB | ofC)] / of[w & ofC], weight = alone[w & ofA] * withB[w & (ofB | ofC)];
            if (p[w] > 0) nats += p[w] * Math.log(p[w] / acrossC);
            if (weight > 0) other += p[w] == 0 ? Double.NEGATIVE_INFINITY : weight * Math.log(p[w] / acrossC);
        }
        return new Shared(nats, 0, other, 0, true);
    }

    /** @return sums of p over the words that agree in {@code kept}, each at the word whose other bits are 0 */
    private static double[] summed(double[] p, int kept) {
        double[] out = new double[p.length];
        for (int w = 0; w < p.length; w++) out[w & kept] += p[w];
        return out;
    }

    // ---- samples

    private Shared sampled(Entries a, Entries b, Entries given, Entries all) {
        double[] joint = logP(all), withA = logP(a.and(given)), withB = logP(b.and(given)), of = logP(given);
        double[] apart = likelihood.logProbability(all.seenOf(sample, a)), otherA = given.none() ? next(withA) : likelihood.logProbability(a.and(given).seenOf(sample, a));
        double[] density = new double[joint.length], shuffled = new double[joint.length];
        for (int n = 0; n < density.length; n++) {
            density[n] = joint[n] - withA[n] - withB[n] + of[n];
            shuffled[n] = apart[n] == Double.NEGATIVE_INFINITY ? apart[n] : apart[n] - otherA[n] - withB[n] + of[n];
        }
        return Shared.sampled(density, shuffled);
    }

    private double[] logP(Entries entries) {
        if (entries.none()) return new double[sample.trials()];
        return known.computeIfAbsent(entries, e -> likelihood.logProbability(e.seenOf(sample)));
    }

    private static double[] next(double[] x) {
        double[] out = new double[x.length];
        for (int n = 0; n < x.length; n++) out[n] = x[(n + 1) % x.length];
        return out;
    }
}
