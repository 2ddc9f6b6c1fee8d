package org.spinspike.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/**
 * How far another set of spike trains is from the data, where there is no training set: all distances are between h units and h units, h being half
 * of the data's units or all of the other's, whichever is fewer.
 *
 * <p>Value: h units drawn from the data against h from the other set, without replacement, median over the draws. Floor: two disjoint sets of h
 * units of the data. Independent: h units of the data against h of independent neurons that have its mean rates and its mask. Interval: percentile
 * bootstrap of h units from both, shifted to the value; it is one of a comparison of h with h units, so it is wide rather than narrow for the median.
 *
 * @param units      h
 * @param sizes      that in words: "24 against 24 source trials, drawn of 48 (2256 windows) and 48 (2256 windows)"
 * @param judgements one a statistic
 */
public record Resemblance(int units, String sizes, List<Judgement> judgements) {
    private static final int CHUNK = 10;

    public static Resemblance of(SpikeTrains data, SpikeTrains other, Comparison.Settings settings, Seed seed) {
        Require.length("neurons of the other recording", other.neurons(), data.neurons());
        Require.that(data.design().binSeconds() == other.design().binSeconds(), "bins must be equally wide, got " + 1000 * data.design().binSeconds()
                + " ms and " + 1000 * other.design().binSeconds() + " ms");
        List<Statistic> statistics = StandardStatistics.list(data.design().aligned() && other.design().aligned());
        var units = Comparison.units(other, data);
        Tallies mine = Tallies.of(data, units[1]), theirs = Tallies.of(other, units[0]);
        Tallies independent = Tallies.of(independent(data, seed.child("independent")), units[1]);
        int h = Math.min(mine.units() / 2, theirs.units());
        Require.that(h >= 2, "halves of the data and an equally large part of the other need at least 4 and 2 trials (or blocks), got "
                + mine.units() + " and " + theirs.units());
        double[][] near = distances(statistics, settings.floorDraws(), d -> halves(mine, h, seed.child("floor").child(d)));
        double[][] far = distances(statistics, settings.floorDraws(), d -> new Tally[] {subset(mine, h, seed.child("data").child(d)),
            subset(theirs, h, seed.child("other").child(d))});
        double[][] apart = distances(statistics, settings.sampleSets(), d -> new Tally[] {subset(mine, h, seed.child("data").child(d)),
            subset(independent, h, seed.child("alone").child(d))});
        double[][] resampled = distances(statistics, settings.resamples(), b -> new Tally[] {bootstrap(mine, h, seed.child("bootstrap data").child(b)),
            bootstrap(theirs, h, seed.child("bootstrap other").child(b))});
        Summary a = new Summary(mine.total()), b = new Summary(theirs.total());
        List<Judgement> judgements = new ArrayList<>();
        for (int s = 0; s < statistics.size(); s++) {
            Statistic statistic = statistics.get(s);
            double value = Quantiles.median(far[s]);
            Interval raw = Interval.shiftedPercentile(resampled[s], value, settings.level());
            var score = new Score(statistic.name(), statistic.unit(), data.binarisation().said(statistic.meaning()), value, new Interval(Math.max(0, raw.low()), raw.high(), raw.level()), far[s],
                    Distances.leftOut(statistic.values(a), statistic.values(b)));
            judgements.add(Judgement.of(score, Floor.of(statistic, near[s]), Quantiles.median(apart[s])));
        }
        return new Resemblance(h, sizes(h, data, other, mine.units(), theirs.units()), List.copyOf(judgements));
    }

    /** Windows of one source trial are drawn together, so what counts are source trials; where one side is a single recording, blocks of its windows. */
    private static String sizes(int h, SpikeTrains data, SpikeTrains other, int mine, int theirs) {
        boolean cut = mine < data.trials() || theirs < other.trials();
        String unit = data.design().sources() == 1 || other.design().sources() == 1 ? "blocks" : cut ? "source trials" : "trials";
        return h + " against " + h + " " + unit + ", drawn of " + of(mine, data, cut) + " and " + of(theirs, other, cut);
    }

    private static String of(int units, SpikeTrains trains, boolean cut) { return units + (cut ? " (" + trains.trials() + " " + trains.design().word() + "s)" : ""); }

    /** @return [statistic][draw] */
    private static double[][] distances(List<Statistic> statistics, int draws, Pairs pairs) {
        double[][] out = new double[statistics.size()][draws];
        Chunks.forEach(draws, CHUNK, (chunk, from, to) -> {
            for (int d = from; d < to; d++) {
                Tally[] pair = pairs.at(d);
                Summary one = new Summary(pair[0]), two = new Summary(pair[1]);
                for (int s = 0; s < out.length; s++) out[s][d] = statistics.get(s).between(one, two);
            }
        });
        return out;
    }

    private static Tally[] halves(Tallies units, int h, Seed seed) {
        int[] order = Resample.order(units.units(), seed), first = new int[order.length], second = new int[order.length];
        for (int x = 0; x < h; x++) {
            first[order[x]] = 1;
            second[order[h + x]] = 1;
        }
        return new Tally[] {units.sum(first), units.sum(second)};
    }

    private static Tally subset(Tallies units, int h, Seed seed) { return units.sum(Resample.subset(units.units(), h, seed)); }

    private static Tally bootstrap(Tallies units, int h, Seed seed) {
        int[] weights = new int[units.units()];
        RandomGenerator random = seed.generator();
        for (int x = 0; x < h; x++) weights[random.nextInt(weights.length)]++;
        return units.sum(weights);
    }

    private static SpikeTrains independent(SpikeTrains data, Seed seed) {
        double[] rates = Arrays.stream(Summary.of(data).rates()).map(r -> Double.isNaN(r) ? 0 : r).toArray();
        RandomGenerator random = seed.generator();
        return Masks.of(data, SpikeTrains.generate(data.design(), data.cells(), (k, t, i) -> random.nextDouble() < rates[i]));
    }

    private interface Pairs { Tally[] at(int draw); }
}
