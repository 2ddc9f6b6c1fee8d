package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.app.task.CompareResult.Entry;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.MultipleTests;
import org.spinspike.statistics.PairedBootstrap;

/** The models with a likelihood, best first: among all of them and among those that know as much of the stimulus. */
public final class Ranking {
    /** Below it a claim of "better" stands, after Holm's correction for all claims of its kind. */
    public static final double LEVEL = .05;

    private Ranking() {}

    /**
     * @param label          of the model
     * @param knows          what it is told of the stimulus
     * @param behindBestNats mean difference in ln p of a trial to the best of all, paired over trials; 0 for the best
     * @param chanceBest     share of bootstrap draws in which it is the best of all
     * @param peers          the same among the models that know as much
     * @param pOverNull      p of "it gains nothing over the null that counts", Holm for all models; NaN for the null itself
     */
    public record Rank(String label, Knowledge knows, Estimate behindBestNats, double chanceBest, Peers peers, double pOverNull) {
        /** @return whether the claim stands that it is better than the null, for all models together */
        public boolean beats(Scores scores) { return pOverNull < LEVEL && scores.headline().filter(gain -> gain.value() > Scores.ROUNDING).isPresent(); }
    }

    /**
     * @param place      1 for the best
     * @param of         so many there are
     * @param behindNats mean difference in ln p of a trial to their best, paired over trials
     * @param chanceBest share of bootstrap draws in which it is the best of them
     * @param pBehind    p of "it is as good as their best", Holm for all models that are behind one; NaN for the best
     */
    public record Peers(int place, int of, Estimate behindNats, double chanceBest, double pBehind) {
        public boolean best() { return place == 1; }
    }

    static List<Rank> of(List<Entry> entries, Units units, Seed seed) {
        List<Entry> scored = entries.stream().filter(e -> e.logP().isPresent()).sorted(Comparator.comparingDouble((Entry e) -> -Arrays.stream(e.logP().get()).sum())).toList();
        if (scored.isEmpty()) return List.of();
        PairedBootstrap bootstrap = PairedBootstrap.of(units, seed);
        double[][] logP = scored.stream().map(e -> e.logP().get()).toArray(double[][]::new);
        double[] chance = bootstrap.chanceBest(logP), overNull = new double[scored.size()], behind = new double[scored.size()];
        Peers[] peers = new Peers[scored.size()];
        Arrays.fill(behind, Double.NaN);
        for (Knowledge knows : Knowledge.values()) {
            int[] own = IntStream.range(0, scored.size()).filter(m -> scored.get(m).knows() == knows).toArray();
            if (own.length == 0) continue;
            double[] among = bootstrap.chanceBest(IntStream.of(own).mapToObj(m -> logP[m]).toArray(double[][]::new));
            for (int x = 0; x < own.length; x++) {
                Estimate difference = bootstrap.difference(logP[own[x]], logP[own[0]]);
                peers[own[x]] = new Peers(x + 1, own.length, difference, among[x], Double.NaN);
                if (x > 0) behind[own[x]] = difference.p();
            }
        }
        for (int m = 0; m < overNull.length; m++) overNull[m] = scored.get(m).scores().flatMap(Scores::headline).filter(Ranking::tested).map(Estimate::p).orElse(Double.NaN);
        double[] pOverNull = MultipleTests.holm(overNull), pBehind = MultipleTests.holm(behind);
        List<Rank> ranks = new ArrayList<>();
        for (int m = 0; m < scored.size(); m++) {
            Peers own = peers[m];
            ranks.add(new Rank(scored.get(m).label(), scored.get(m).knows(), bootstrap.difference(logP[m], logP[0]), chance[m],
                    new Peers(own.place(), own.of(), own.behindNats(), own.chanceBest(), pBehind[m]), pOverNull[m]));
        }
        return List.copyOf(ranks);
    }

    /** The null against itself is no test. */
    private static boolean tested(Estimate gain) { return !(Math.max(Math.abs(gain.ninetyFive().low()), Math.abs(gain.ninetyFive().high())) < Scores.ROUNDING); }

    static Map<String, Object> json(Rank rank) {
        var map = new LinkedHashMap<String, Object>();
        map.put("model", rank.label());
        map.put("behind_best_nats", Intervals.json(rank.behindBestNats()));
        map.put("chance_best", rank.chanceBest());
        map.put("knows", rank.knows().words());
        map.put("place_at_equal_knowledge", rank.peers().place());
        map.put("behind_best_nats_at_equal_knowledge", Intervals.json(rank.peers().behindNats()));
        map.put("chance_best_at_equal_knowledge", rank.peers().chanceBest());
        map.put("p_behind_holm", rank.peers().pBehind());
        map.put("p_over_null_holm", rank.pOverNull());
        return map;
    }
}
