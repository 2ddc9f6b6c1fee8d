package org.spinspike.spikes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spinspike.math.Count;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;

/**
 * Which trials are learned from and which are held out. Windows of one source trial always fall on the same side.
 *
 * @param train trials to learn from, ascending
 * @param held  trials held out, ascending
 * @param rule  how it was made, for the reader of a report
 */
public record Split(int[] train, int[] held, String rule) {

    /**
     * Whole source trials at random, {@code fraction} of each condition held out (at least one overall; at least one stays).
     * With a single source trial this is {@link #byBlocks} with a gap of one window.
     */
    public static Split byTrial(SpikeTrains data, double fraction, Seed seed) {
        checkFraction(fraction);
        Design design = data.design();
        Require.atLeast("trials to split (one trial? cut it into windows)", data.trials(), 2);
        if (design.sources() < 2) return byBlocks(data, fraction, 10, 1);
        Units units = Units.bySource(design);
        int[][] members = units.members();
        Map<String, List<Integer>> byCondition = new LinkedHashMap<>();
        for (int u = 0; u < units.count(); u++) {
            int first = members[u][0];
            byCondition.computeIfAbsent(design.conditions().map(c -> c.get(first)).orElse(""), c -> new ArrayList<>()).add(u);
        }
        boolean[] heldOut = new boolean[units.count()];
        RandomGenerator random = seed.child("split").generator();
        double owed = 0;                                  // carries fractions over, so that many small conditions still give their share
        for (List<Integer> group : byCondition.values()) {
            owed += group.size() * fraction;
            int take = (int) Math.min(group.size() - (byCondition.size() == 1 ? 1 : 0), Math.round(owed));
            owed -= take;
            shuffle(group, random);
            for (int n = 0; n < take; n++) heldOut[group.get(n)] = true;
        }
        ensureBothSides(heldOut, random);
        return of(units, heldOut, String.format(java.util.Locale.ROOT, "%s of the %d trials at random%s", share(fraction), units.count(),
                byCondition.size() > 1 ? ", within conditions" : ""));
    }

    /**
     * Contiguous blocks of trials, every {@code 1/fraction}-th held out; {@code gap} trials beside a held-out block are used by neither side.
     */
    public static Split byBlocks(SpikeTrains data, double fraction, int blocks, int gap) {
        checkFraction(fraction);
        int trials = data.trials();
        Require.atLeast("trials to split into blocks (a long trial? cut it into windows)", trials, 2);
        Units units = Units.blocks(trials, Math.min(Math.max(2, blocks), trials));
        int every = Math.max(2, (int) Math.round(1 / fraction));
        boolean[] heldOut = new boolean[units.count()];
        for (int u = every / 2; u < units.count(); u += every) heldOut[u] = true;
        if (IntStream.range(0, heldOut.length).noneMatch(u -> heldOut[u])) heldOut[heldOut.length - 1] = true;
        long held = IntStream.range(0, heldOut.length).filter(u -> heldOut[u]).count();
        return withGap(units, heldOut, gap, held + " of " + units.count() + " contiguous blocks held out, gap of " + Count.of(gap, "window"));
    }

    /** The last trials in time: what drift does to a model is seen here. */
    public static Split lastBlock(SpikeTrains data, double fraction) {
        checkFraction(fraction);
        Units units = data.design().sources() > 1 ? Units.bySource(data.design()) : Units.blocks(data.trials(), data.trials());
        Require.atLeast("trials to split", units.count(), 2);
        int held = Math.max(1, Math.min(units.count() - 1, (int) Math.round(units.count() * fraction)));
        boolean[] heldOut = new boolean[units.count()];
        Arrays.fill(heldOut, units.count() - held, units.count(), true);
        if (data.design().sources() < 2) return withGap(units, heldOut, 1, "the last " + share(fraction) + " of the windows, gap of 1 window");
        return of(units, heldOut, "the last " + share(fraction) + " of the " + units.count() + " trials");
    }

    /** The same split with no more than so many source trials to learn from (windows, where there is a single one), drawn at random; what is held out stays. */
    public Split learningFrom(SpikeTrains data, int most, Seed seed) {
        Require.atLeast("trials to learn from", most, 1);
        IntUnaryOperator unit = data.design().sources() < 2 ? k -> k : data.design()::source;
        List<Integer> all = new ArrayList<>(Arrays.stream(train).map(unit).distinct().boxed().toList());
        if (all.size() <= most) return this;
        shuffle(all, seed.generator());
        var kept = new HashSet<>(all.subList(0, most));
        return new Split(Arrays.stream(train).filter(k -> kept.contains(unit.applyAsInt(k))).toArray(), held, rule + "; learned from " + most + " of the others, drawn at random");
    }

    private static Split withGap(Units units, boolean[] heldOut, int gap, String rule) {
        int[] of = units.of();
        boolean[] held = new boolean[of.length];
        for (int k = 0; k < of.length; k++) held[k] = heldOut[of[k]];
        int[] train = IntStream.range(0, of.length).filter(k -> !held[k]
                && IntStream.rangeClosed(Math.max(0, k - gap), Math.min(of.length - 1, k + gap)).noneMatch(j -> held[j])).toArray();
        Require.that(train.length > 0, "no trial is left to learn from: fewer blocks or a smaller gap is needed");
        return new Split(train, IntStream.range(0, of.length).filter(k -> held[k]).toArray(), rule);
    }

    private static Split of(Units units, boolean[] heldOut, String rule) {
        int[] of = units.of();
        return new Split(IntStream.range(0, of.length).filter(k -> !heldOut[of[k]]).toArray(),
                IntStream.range(0, of.length).filter(k -> heldOut[of[k]]).toArray(), rule);
    }

    private static void ensureBothSides(boolean[] heldOut, RandomGenerator random) {
        long held = IntStream.range(0, heldOut.length).filter(u -> heldOut[u]).count();
        if (held == 0) heldOut[random.nextInt(heldOut.length)] = true;
        if (held == heldOut.length) heldOut[random.nextInt(heldOut.length)] = false;
    }

    private static void shuffle(List<Integer> list, RandomGenerator random) {
        for (int n = list.size() - 1; n > 0; n--) java.util.Collections.swap(list, n, random.nextInt(n + 1));
    }

    private static void checkFraction(double fraction) {
        Require.that(fraction > 0 && fraction < 1, "the fraction held out must lie between 0 and 1, got " + fraction);
    }

    private static String share(double fraction) { return Math.round(100 * fraction) + " %"; }
}
