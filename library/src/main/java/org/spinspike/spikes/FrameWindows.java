package org.spinspike.spikes;

import java.util.Arrays;
import java.util.List;
import org.spinspike.math.Require;

/**
 * Trials cut from one long trial of bins that cannot be moved, as frames of a film. A trial is so many frames from one on; it may reach beyond the recording, where nothing was observed, and trials may overlap.
 *
 * <p>A one in no trial is now outside; one in several trials is read once for each. So read = placed + clipped + outside stays true, neuron by neuron.
 */
public final class FrameWindows {
    private FrameWindows() {}

    /**
     * @param whole      of one trial
     * @param from       first frame of each trial, may be negative
     * @param length     frames of each, at least 1
     * @param conditions label of each, or null
     */
    public static Binarised of(Binarised whole, int[] from, int[] length, List<String> conditions) {
        SpikeTrains data = whole.trains();
        Require.that(data.trials() == 1, "trials are cut from one long trial, got " + data.trials());
        Require.length("lengths of trials", length.length, from.length);
        Design old = data.design();
        int frames = data.bins(), n = data.neurons();
        double width = old.binSeconds(), zero = old.startSeconds().map(s -> s[0]).orElse(0.);
        double[] start = Arrays.stream(from).mapToDouble(f -> zero + f * width).toArray();
        var builder = new SpikeTrains.Builder(new Design(length, width, null, null, conditions, start, covariates(old, from, length)), data.cells());
        boolean[] used = new boolean[frames];
        for (int k = 0; k < from.length; k++)
            for (int t = 0; t < length[k]; t++) {
                int frame = from[k] + t;
                boolean inside = frame >= 0 && frame < frames;
                if (inside) used[frame] = true;
                for (int i = 0; i < n; i++) {
                    if (!inside || !data.observed(0, frame, i)) builder.unobserved(k, t, i);
                    else if (data.fires(0, frame, i)) builder.set(k, t, i);
                }
            }
        SpikeTrains trials = builder.build();
        long[] placed = trials.ones(), outside = whole.tally().outside().clone(), read = new long[n];
        for (int f = 0; f < frames; f++) if (!used[f]) for (int i = 0; i < n; i++) if (data.fires(0, f, i)) outside[i]++;
        for (int i = 0; i < n; i++) read[i] = placed[i] + whole.tally().clipped()[i] + outside[i];
        Tally tally = new Tally(read, placed, whole.tally().clipped(), outside);
        return new Binarised(trials.with(tally.total(data.binarisation().rule(), data.binarisation().spikes())), tally);
    }

    /** Beyond the recording what was known at its end. */
    private static Covariates covariates(Design old, int[] from, int[] length) {
        if (old.covariates().isEmpty()) return null;
        Covariates have = old.covariates().get();
        int bins = Arrays.stream(length).max().orElse(0), count = have.count();
        float[] values = new float[Math.multiplyExact(Math.multiplyExact(from.length, bins), count)];
        for (int k = 0; k < from.length; k++)
            for (int t = 0; t < length[k]; t++) System.arraycopy(have.values(), Math.max(0, Math.min(have.bins() - 1, from[k] + t)) * count, values, (k * bins + t) * count, count);
        return new Covariates(have.names(), from.length, bins, values);
    }
}
