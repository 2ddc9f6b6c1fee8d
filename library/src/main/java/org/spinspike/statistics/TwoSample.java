package org.spinspike.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

/**
 * Can two sets of spike trains be told apart, by tests that look at whole trials: as many source trials of both, at most {@link #MOST} trials each (fewer where trials are long), drawn at random.
 * Tests look at different things and may disagree.
 *
 * @param trials of each side
 * @param tests  in a fixed order
 * @param any    p that none of them sees a difference: the smallest p times their number (Bonferroni)
 */
public record TwoSample(int trials, List<Test> tests, double any) {
    /** Entries of trials compared with each other, about two seconds. */
    private static final double WORK = 4e9;
    /** Trials of each side where there are more. */
    public static final int MOST = 400;

    /**
     * @param name    of the test
     * @param value   MMD^2, or accuracy
     * @param p       of equal laws, from permutations of whole source trials
     * @param meaning in a few words
     */
    public record Test(String name, double value, double p, String meaning) {}

    /** @param a trials of as many bins as those of {@code b}; the same neurons */
    public static TwoSample of(SpikeTrains a, SpikeTrains b, Seed seed) {
        Require.length("neurons of the other", b.neurons(), a.neurons());
        Require.that(!a.design().ragged() && !b.design().ragged() && a.bins() == b.bins(), "tests of whole trials need trials of equal length");
        Units[] units = {Units.of(a.design()), Units.of(b.design())};
        int each = Math.min(units[0].count(), units[1].count());
        Require.that(each >= 4, "tests of whole trials need at least 4 trials (or blocks) on both sides, got " + units[0].count() + " and " + units[1].count());
        int most = (int) Math.min(MOST, Math.max(8, Math.sqrt(WORK / 2 / ((double) a.bins() * a.neurons()))));
        int[][] chosen = {choose(units[0], each, most, seed.child("first")), choose(units[1], each, most, seed.child("second"))};
        int[] of = new int[chosen[0].length + chosen[1].length];
        int first = number(units[0], chosen[0], of, 0, 0), all = number(units[1], chosen[1], of, chosen[0].length, first);
        SpikeTrains both = join(a.select(chosen[0]), b.select(chosen[1]));
        var pooled = new Units(of, all);
        double[] hamming = TrialDistances.hamming(both), smoothed = TrialDistances.smoothed(both);
        KernelTest plain = KernelTest.of(hamming, pooled, first, seed.child("mmd")), smooth = KernelTest.of(smoothed, pooled, first, seed.child("mmd smoothed"));
        ClassifierTest logistic = ClassifierTest.logistic(both, pooled, first, seed.child("logistic")), nearest = ClassifierTest.nearest(hamming, pooled, first, seed.child("nearest"));
        List<Test> tests = List.of(new Test("mmd-hamming", plain.mmd2(), plain.p(), "MMD^2, entries that differ between trials"),
                new Test("mmd-smoothed", smooth.mmd2(), smooth.p(), "MMD^2, trains smoothed by a Gaussian of two bins"),
                new Test("c2st-logistic", logistic.accuracy(), logistic.p(), "accuracy of logistic regression on rates, counts and lags"),
                new Test("c2st-neighbours", nearest.accuracy(), nearest.p(), "accuracy of the five nearest trials"));
        return new TwoSample(Math.min(chosen[0].length, chosen[1].length), tests, Math.min(1, tests.size() * tests.stream().mapToDouble(Test::p).min().orElseThrow()));
    }

    /** @return trials of {@code each} units drawn at random, of fewer where trials are too many; ascending */
    private static int[] choose(Units units, int each, int most, Seed seed) {
        int[][] members = units.members();
        int[] order = Resample.order(units.count(), seed);
        int taken = 0, trials = 0;
        while (taken < each && (taken < 4 || trials + members[order[taken]].length <= most)) trials += members[order[taken++]].length;
        return IntStream.range(0, taken).flatMap(u -> IntStream.of(members[order[u]])).sorted().toArray();
    }

    /** Numbers the units of these trials from {@code next} on. @return the number behind the last */
    private static int number(Units units, int[] trials, int[] of, int at, int next) {
        int[] own = new int[units.count()];
        Arrays.fill(own, -1);
        for (int k = 0; k < trials.length; k++) {
            int unit = units.of()[trials[k]];
            if (own[unit] < 0) own[unit] = next++;
            of[at + k] = own[unit];
        }
        return next;
    }

    private static SpikeTrains join(SpikeTrains a, SpikeTrains b) {
        var builder = new SpikeTrains.Builder(Design.plain(a.trials() + b.trials(), a.bins(), a.design().binSeconds()), a.cells());
        copy(a, builder, 0);
        copy(b, builder, a.trials());
        return builder.build();
    }

    private static void copy(SpikeTrains from, SpikeTrains.Builder to, int first) {
        for (int k = 0; k < from.trials(); k++)
            for (int t = 0; t < from.bins(); t++)
                for (int i = 0; i < from.neurons(); i++) {
                    if (!from.observed(k, t, i)) to.unobserved(first + k, t, i);
                    else if (from.fires(k, t, i)) to.set(first + k, t, i);
                }
    }
}
