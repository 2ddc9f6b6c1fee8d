package org.spinspike.statistics;

import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

/**
 * Whether a sample copies what it learned from: Hamming distance of each generated trial to its nearest training trial, beside the same for held-out
 * real trials. Small patterns recur by themselves, so copies mean something only against the held-out trials.
 *
 * @param generated nearest training distance of each generated trial
 * @param held      nearest training distance of each held-out trial
 * @param copies    share of generated trials that stand in the training set
 * @param heldCopies share of held-out trials that do
 * @param closer    chance that a generated trial is nearer to training than a held-out one, ties half: above 1/2 hints at memorising
 */
public record Memorisation(int[] generated, int[] held, double copies, double heldCopies, double closer) {

    public static Memorisation of(SpikeTrains training, SpikeTrains generated, SpikeTrains held) {
        int[] g = nearest(generated, training), h = nearest(held, training);
        return new Memorisation(g, h, zeros(g), zeros(h), ForecastCalibration.auc(doubles(h), doubles(g)));
    }

    /**
     * How likely generated trials would lie so near to training by chance, if they were held-out trials: one-sided, units of both sides handed out anew.
     *
     * <pre>statistic: mean rank of the held-out distances less mean rank of the generated ones, ties at their mean rank;   p = (1 + #{at least as large}) / (permutations + 1)</pre>
     *
     * A permutation that leaves one side without a distance counts as large.
     *
     * @param units of both sides: the sample is drawn in the design of the held-out trials
     * @return NaN where one side has no distance
     */
    public double p(Units units, int permutations, Seed seed) {
        int all = 2 * units.count();
        double[] ranks = ranks(), sum = new double[all], count = new double[all];
        for (int k = 0; k < generated.length; k++) {
            add(units.of()[k], ranks[k], sum, count);
            add(units.count() + units.of()[k], ranks[generated.length + k], sum, count);
        }
        double found = nearer(IntStream.range(0, all).toArray(), sum, count);
        if (Double.isNaN(found)) return Double.NaN;       // one side has no distance at all
        long reached = IntStream.range(0, permutations).filter(b -> !(nearer(Resample.order(all, seed.child(b)), sum, count) < found - 1e-9)).count();
        return (1.0 + reached) / (permutations + 1);
    }

    private static void add(int unit, double rank, double[] sum, double[] count) {
        if (Double.isNaN(rank)) return;
        sum[unit] += rank;
        count[unit]++;
    }

    /** @param order units; the first half of them is taken for generated */
    private static double nearer(int[] order, double[] sum, double[] count) {
        double[] total = new double[2], members = new double[2];
        for (int x = 0; x < order.length; x++) {
            int side = 2 * x < order.length ? 0 : 1;
            total[side] += sum[order[x]];
            members[side] += count[order[x]];
        }
        return total[1] / members[1] - total[0] / members[0];
    }

    /** @return of the generated and then the held-out distances among all of them, ties at their mean; NaN where there is none */
    private double[] ranks() {
        int[] pooled = IntStream.concat(IntStream.of(generated), IntStream.of(held)).toArray();
        int[] sorted = IntStream.of(pooled).filter(d -> d >= 0).sorted().toArray();
        return IntStream.of(pooled).mapToDouble(d -> d < 0 ? Double.NaN : (first(sorted, d) + first(sorted, d + 1) - 1) / 2.).toArray();
    }

    /** @return how many are below {@code value} */
    private static int first(int[] sorted, int value) {
        int low = 0, high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /**
     * @return smallest Hamming distance of each trial of {@code from} to a trial of {@code to} of the same length, over entries observed in both;
     *         -1 where there is none. Cost: trials x trials x words.
     */
    public static int[] nearest(SpikeTrains from, SpikeTrains to) { return nearest(from, to, false); }

    /** The same within one set, a trial's distance to itself left out: the leave-one-out reference. */
    public static int[] nearestOther(SpikeTrains data) { return nearest(data, data, true); }

    private static int[] nearest(SpikeTrains from, SpikeTrains to, boolean leaveOut) {
        Require.length("neurons", to.neurons(), from.neurons());
        int[] out = new int[from.trials()];
        Chunks.forEach(out.length, 16, (chunk, begin, end) -> {
            for (int k = begin; k < end; k++) {
                int best = -1;
                for (int j = 0; j < to.trials(); j++) {
                    if (to.bins(j) != from.bins(k) || leaveOut && j == k) continue;
                    int d = distance(from, k, to, j);
                    if (best < 0 || d < best) best = d;
                }
                out[k] = best;
            }
        });
        return out;
    }

    private static int distance(SpikeTrains a, int k, SpikeTrains b, int j) {
        int d = 0;
        for (int t = 0; t < a.bins(k); t++)
            for (int w = 0; w < a.wordsPerBin(); w++)
                d += Long.bitCount((a.word(k, t, w) ^ b.word(j, t, w)) & a.observedWord(k, t, w) & b.observedWord(j, t, w));
        return d;
    }

    private static double zeros(int[] distances) { return java.util.Arrays.stream(distances).filter(d -> d == 0).count() / (double) distances.length; }

    private static double[] doubles(int[] distances) { return java.util.Arrays.stream(distances).filter(d -> d >= 0).asDoubleStream().toArray(); }
}
