package org.spinspike.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

/**
 * Whether rates at the end of a recording are those of its beginning: first quarter of the units against the last.
 *
 * <pre>Q = sum_i (r_i,last - r_i,first)^2 / v_i,   v_i the variance over units of neuron i's rate</pre>
 *
 * The p-value permutes the units of both quarters. Trials that resemble their neighbours in time count as drift: what a permutation cannot tell
 * apart, a model trained on the beginning cannot either.
 *
 * @param p              (1 + #{permuted Q &gt;= Q}) / (permutations + 1)
 * @param medianChange   median over neurons of |last - first| / mean of both rates; NaN where nothing fires
 * @param totalChange    (last - first) / first of the population rate, signed
 * @param unitsEach      units in each of the two blocks
 * @param units          units in all
 * @param unit           what they are: "trials", or "blocks" of a single one
 */
public record Drift(double p, double medianChange, double totalChange, int unitsEach, int units, String unit) {
    /** Below it reports set a last-block split beside the random one. */
    public static final double NOTABLE = .01;
    /** Change of rates from which a drift that is sure is worth a warning. */
    public static final double LARGE = .2;
    private static final int PERMUTATIONS = 999, CHUNK = 50;

    /** Units go by start time where it is known, else by their order in the file. */
    public static Drift of(SpikeTrains data, Seed seed) {
        Units units = Units.of(data.design());
        Require.that(units.count() >= 4, "drift needs at least 4 trials (or blocks), got " + units.count());
        int n = data.neurons(), each = Math.max(2, units.count() / 4);
        double[] spikes = new double[units.count() * n], seen = new double[spikes.length];
        count(data, units, spikes, seen);
        int[] time = units.inTime(data.design()), blocks = new int[2 * each];
        for (int x = 0; x < each; x++) {
            blocks[x] = time[x];
            blocks[each + x] = time[time.length - each + x];
        }
        double[] variance = variance(blocks, spikes, seen, n);
        double[][] rates = rates(blocks, spikes, seen, n);
        double q = q(rates, variance);
        boolean[] reaches = new boolean[PERMUTATIONS];
        Chunks.forEach(PERMUTATIONS, CHUNK, (chunk, from, to) -> {
            for (int m = from; m < to; m++) {
                int[] order = Resample.order(blocks.length, seed.child("drift").child(m));
                int[] permuted = IntStream.of(order).map(x -> blocks[x]).toArray();
                reaches[m] = q(rates(permuted, spikes, seen, n), variance) >= q * (1 - 1e-12);
            }
        });
        long count = IntStream.range(0, PERMUTATIONS).filter(m -> reaches[m]).count();
        double[] change = new double[n];
        double first = 0, last = 0;
        for (int i = 0; i < n; i++) {
            change[i] = 2 * Math.abs(rates[1][i] - rates[0][i]) / (rates[0][i] + rates[1][i]);
            if (Double.isNaN(rates[0][i] + rates[1][i])) continue;
            first += rates[0][i];
            last += rates[1][i];
        }
        return new Drift((1.0 + count) / (PERMUTATIONS + 1), Quantiles.median(change), (last - first) / first, each, units.count(), data.design().sources() > 1 ? "trials" : "blocks");
    }

    public boolean notable() { return p < NOTABLE; }

    /** @return whether it is sure, and the population rate or that of half of the neurons changes by more than a fifth */
    public boolean large() { return notable() && (Math.abs(totalChange) > LARGE || medianChange > LARGE); }

    /** @return what {@code info} and {@code compare} print */
    public String line() {
        return String.format(Locale.ROOT, "drift: from the first to the last %d of %d %s rates change by %.0f %%%s (median over neurons; population %+.0f %%), p = %.3f%s",
                unitsEach, units, unit, 100 * medianChange, medianChange > 1 ? " of the mean of both, 200 % being from or to silence" : "", 100 * totalChange, p, notable() ? " - the recording drifts" : "");
    }

    private static void count(SpikeTrains data, Units units, double[] spikes, double[] seen) {
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int w = 0; w < data.wordsPerBin(); w++) {
                    int row = units.of()[k] * data.neurons() + (w << 6);
                    for (long rest = data.word(k, t, w); rest != 0; rest &= rest - 1) spikes[row + Long.numberOfTrailingZeros(rest)]++;
                    for (long rest = data.observedWord(k, t, w); rest != 0; rest &= rest - 1) seen[row + Long.numberOfTrailingZeros(rest)]++;
                }
    }

    /** @return rates of the first and of the second half of the given units, [2][N] */
    private static double[][] rates(int[] blocks, double[] spikes, double[] seen, int n) {
        double[][] out = new double[2][n];
        for (int half = 0; half < 2; half++)
            for (int i = 0; i < n; i++) {
                double k = 0, m = 0;
                for (int x = half * blocks.length / 2; x < (half + 1) * blocks.length / 2; x++) {
                    k += spikes[blocks[x] * n + i];
                    m += seen[blocks[x] * n + i];
                }
                out[half][i] = k / m;
            }
        return out;
    }

    private static double[] variance(int[] blocks, double[] spikes, double[] seen, int n) {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = 0, squares = 0;
            int used = 0;
            for (int u : blocks) {
                double rate = spikes[u * n + i] / seen[u * n + i];
                if (Double.isNaN(rate)) continue;
                sum += rate;
                squares += rate * rate;
                used++;
            }
            out[i] = used == 0 ? 0 : squares / used - sum / used * (sum / used);
        }
        return out;
    }

    /** Neurons whose rate never varies, or unknown in one half, say nothing. */
    private static double q(double[][] rates, double[] variance) {
        double sum = 0;
        for (int i = 0; i < variance.length; i++) {
            double d = rates[1][i] - rates[0][i];
            if (variance[i] > 1e-15 && !Double.isNaN(d)) sum += d * d / variance[i];
        }
        return sum;
    }
}
