package org.spinspike.statistics;

import java.util.Arrays;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/** How far whole trials are from one another, every pair of a set. Trials of equal length. */
final class TrialDistances {
    /** Standard deviation of the smoothing, bins. */
    private static final double SMOOTHING = 2;

    private TrialDistances() {}

    /**
     * Entries that differ, of those observed in both, times all entries over those observed in both; 0 where no entry was.
     *
     * @return row-major [trials, trials], symmetric. Cost: trials^2 words / 2.
     */
    static double[] hamming(SpikeTrains data) {
        int all = data.bins() * data.neurons();
        return pairs(data.trials(), (k, j) -> {
            long differ = 0, both = 0;
            for (int t = 0; t < data.bins(); t++)
                for (int w = 0; w < data.wordsPerBin(); w++) {
                    long seen = data.observedWord(k, t, w) & data.observedWord(j, t, w);
                    differ += Long.bitCount((data.word(k, t, w) ^ data.word(j, t, w)) & seen);
                    both += Long.bitCount(seen);
                }
            return both == 0 ? 0 : (double) differ * all / both;
        });
    }

    /**
     * Squared differences of trains smoothed over time by a Gaussian of two bins, summed over entries that have an observed neighbour in both and rescaled as above.
     *
     * @return row-major [trials, trials], symmetric. Cost: trials^2 bins neurons.
     */
    static double[] smoothed(SpikeTrains data) {
        int entries = data.bins() * data.neurons();
        float[][] trains = new float[data.trials()][];
        Arrays.setAll(trains, k -> smooth(data, k));
        return pairs(data.trials(), (k, j) -> {
            double sum = 0;
            int both = 0;
            for (int e = 0; e < entries; e++) {
                float d = trains[k][e] - trains[j][e];
                if (d != d) continue;
                sum += d * d;
                both++;
            }
            return both == 0 ? 0 : sum * entries / both;
        });
    }

    private static float[] smooth(SpikeTrains data, int k) {
        int n = data.neurons(), bins = data.bins(), reach = (int) Math.ceil(3 * SMOOTHING);
        float[] out = new float[bins * n];
        for (int t = 0; t < bins; t++)
            for (int i = 0; i < n; i++) {
                double sum = 0, weight = 0;
                for (int s = Math.max(0, t - reach); s <= Math.min(bins - 1, t + reach); s++) {
                    if (!data.observed(k, s, i)) continue;
                    double w = Math.exp(-(s - t) * (s - t) / (2 * SMOOTHING * SMOOTHING));
                    weight += w;
                    if (data.fires(k, s, i)) sum += w;
                }
                out[t * n + i] = (float) (sum / weight);                    // NaN where nothing near was observed
            }
        return out;
    }

    private interface Pair { double apart(int k, int j); }

    private static double[] pairs(int trials, Pair pair) {
        Require.atLeast("trials", trials, 2);
        double[] out = new double[trials * trials];
        Chunks.forEach(trials, 4, (chunk, from, to) -> {
            for (int k = from; k < to; k++) for (int j = 0; j < k; j++) out[k * trials + j] = pair.apart(k, j);
        });
        for (int k = 0; k < trials; k++) for (int j = 0; j < k; j++) out[j * trials + k] = out[k * trials + j];
        return out;
    }
}
