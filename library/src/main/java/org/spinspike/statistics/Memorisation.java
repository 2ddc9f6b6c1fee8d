package org.spinspike.statistics;

import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

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
