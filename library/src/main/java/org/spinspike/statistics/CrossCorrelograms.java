package org.spinspike.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Surrogates;

/**
 * How often one neuron fires l bins after another, and how often it would if only rates over time held them together.
 *
 * <pre>
 * counts(l)   = bins t in which i fires and j fires in bin t + l of the same trial
 * expected(l) = [sum_c n_i(c) n_j(c + l) - counts(l)] / (R - 1)    mean over all ways to pair trials with others: the shift predictor, exact
 *             = n_i n_j pairs(l) / M^2                              of a single recording, M bins, pairs(l) of them l apart in a trial
 * z(l)        = (counts - expected) / sqrt(expected)                spikes taken as a Poisson process; NaN where nothing is expected
 * </pre>
 *
 * n_i(c) counts spikes over the R trials of the same length, clock and condition; sums go over such groups. Products are popcounts of trains packed along time. Cost: pairs (2 lags + 1) bins / 64 word operations.
 * Source: Perkel, Gerstein and Moore, Biophysical Journal 7 (1967) 419.
 *
 * @param neurons  who was paired, by number, ascending
 * @param lags     longest lag, bins
 * @param counts   row-major [pairs, 2 lags + 1], pairs i &lt; j row after row, lags from -lags on
 * @param expected the same shape
 * @param shuffled whether other trials are expected from; constant rates otherwise
 */
public record CrossCorrelograms(int[] neurons, int lags, long[] counts, double[] expected, boolean shuffled) {
    /** Neurons paired where nothing else is said: the most active. */
    public static final int MOST = 50;
    /** Longest lag where nothing else is said, bins. */
    public static final int LAGS = 10;
    /** Coincidences below which the size of z says nothing: one where a hundredth was expected is ten standard deviations, and chance among thousands of pairs. */
    public static final int FEWEST = 5;

    /** @param first earlier neuron of the pair; @param second the other; @param lag bins from first to second at which z is largest in size */
    public record Peak(int pair, int first, int second, int lag, long count, double expected, double z) {}

    /** @param data every entry observed */
    public static CrossCorrelograms of(SpikeTrains data, int[] neurons, int lags) {
        Require.inRange("lags", lags, 1, 60);
        Require.atLeast("neurons to pair", neurons.length, 2);
        Require.that(data.fullyObserved(), "cross-correlograms need every entry observed");
        int[] own = neurons.clone();
        Arrays.sort(own);
        SpikeTrains chosen = data.selectNeurons(own);
        int[][] groups = Surrogates.alike(data.design());
        boolean shuffled = Arrays.stream(groups).allMatch(g -> g.length > 1);
        int width = 2 * lags + 1, pairs = own.length * (own.length - 1) / 2;
        long[] counts = new long[pairs * width];
        double[] expected = new double[pairs * width];
        for (int[] group : shuffled ? groups : new int[][] {IntStream.range(0, data.trials()).toArray()}) {
            long[] same = counts(chosen, group, lags);
            for (int x = 0; x < same.length; x++) counts[x] += same[x];
            if (shuffled) otherTrials(chosen, group, lags, same, expected);
            else constantRates(chosen, lags, expected);
        }
        return new CrossCorrelograms(own, lags, counts, expected, shuffled);
    }

    /** The most active neurons, at most {@link #MOST}. */
    public static CrossCorrelograms ofMostActive(SpikeTrains data) {
        long[] spikes = new long[data.neurons()];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int w = 0; w < data.wordsPerBin(); w++) for (long rest = data.word(k, t, w); rest != 0; rest &= rest - 1) spikes[(w << 6) + Long.numberOfTrailingZeros(rest)]++;
        int[] active = IntStream.range(0, spikes.length).boxed().sorted(Comparator.comparingLong((Integer i) -> -spikes[i])).limit(MOST).mapToInt(i -> i).toArray();
        return of(data, active, LAGS);
    }

    private static long[] counts(SpikeTrains data, int[] trials, int lags) {
        var packed = new TimePacked(data, trials, lags, false);
        int n = data.neurons(), width = 2 * lags + 1;
        long[] counts = new long[n * (n - 1) / 2 * width];
        Chunks.forEach(n, 1, (chunk, from, to) -> {
            long[] moved = new long[packed.words];
            for (int i = from; i < to; i++)
                for (int l = -lags; l <= lags; l++) {
                    if (l >= 0) TimePacked.later(packed.fires, i, packed.words, l, moved);
                    else TimePacked.earlier(packed.fires, i, packed.words, -l, moved);
                    for (int j = i + 1; j < n; j++) counts[pair(i, j, n) * width + l + lags] = TimePacked.common(packed.fires, j, packed.words, moved);
                }
        });
        return counts;
    }

    private static void otherTrials(SpikeTrains data, int[] trials, int lags, long[] same, double[] expected) {
        int n = data.neurons(), bins = data.bins(trials[0]), width = 2 * lags + 1;
        int[] spikes = new int[n * bins];
        for (int k : trials) for (int t = 0; t < bins; t++) for (int i = 0; i < n; i++) if (data.fires(k, t, i)) spikes[i * bins + t]++;
        Chunks.forEach(n, 1, (chunk, from, to) -> {
            for (int i = from; i < to; i++)
                for (int j = i + 1; j < n; j++)
                    for (int l = -lags; l <= lags; l++) {
                        long sum = 0;
                        for (int t = Math.max(0, -l); t < Math.min(bins, bins - l); t++) sum += (long) spikes[i * bins + t] * spikes[j * bins + t + l];
                        int at = pair(i, j, n) * width + l + lags;
                        expected[at] += (double) (sum - same[at]) / (trials.length - 1);
                    }
        });
    }

    private static void constantRates(SpikeTrains data, int lags, double[] expected) {
        int n = data.neurons(), width = 2 * lags + 1;
        double[] spikes = new double[n], apart = new double[lags + 1];
        double bins = 0;
        for (int k = 0; k < data.trials(); k++) {
            bins += data.bins(k);
            for (int l = 0; l <= lags; l++) apart[l] += Math.max(0, data.bins(k) - l);
            for (int t = 0; t < data.bins(k); t++) for (int i = 0; i < n; i++) if (data.fires(k, t, i)) spikes[i]++;
        }
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++)
                for (int l = -lags; l <= lags; l++) expected[pair(i, j, n) * width + l + lags] = spikes[i] * spikes[j] / bins * apart[Math.abs(l)] / bins;
    }

    private static int pair(int i, int j, int n) { return i * n - i * (i + 1) / 2 + j - i - 1; }

    public int pairs() { return neurons.length * (neurons.length - 1) / 2; }

    public double z(int pair, int lag) {
        int at = pair * (2 * lags + 1) + lag + lags;
        return (counts[at] - expected[at]) / Math.sqrt(expected[at]);
    }

    /** @return the pairs whose largest |z| over lags is largest, largest first; lags with fewer than {@value #FEWEST} coincidences, there and expected, count nothing, and pairs without others are left out */
    public List<Peak> strongest(int most) {
        int n = neurons.length;
        return IntStream.range(0, n).boxed().flatMap(i -> IntStream.range(i + 1, n).mapToObj(j -> peak(i, j))).filter(p -> !Double.isNaN(p.z))
                .sorted(Comparator.comparingDouble((Peak p) -> -Math.abs(p.z)).thenComparingInt(Peak::pair)).limit(most).toList();
    }

    private Peak peak(int i, int j) {
        int pair = pair(i, j, neurons.length), best = 0;
        double most = Double.NaN;
        for (int l = -lags; l <= lags; l++) {
            int at = pair * (2 * lags + 1) + l + lags;
            boolean enough = expected[at] > 0 && Math.max(counts[at], expected[at]) >= FEWEST;
            if (!enough || Math.abs(z(pair, l)) <= most) continue;
            most = Math.abs(z(pair, l));
            best = l;
        }
        int at = pair * (2 * lags + 1) + best + lags;
        return new Peak(pair, neurons[i], neurons[j], best, counts[at], expected[at], Double.isNaN(most) ? Double.NaN : z(pair, best));
    }
}
