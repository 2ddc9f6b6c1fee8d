package org.spinspike.statistics;

import org.spinspike.spikes.SpikeTrains;

/**
 * Spikes and observed bins by clock and neuron, both row-major [clockBins, neurons].
 *
 * @param clockBins rows
 * @param spikes    spikes
 * @param seen      observed bins
 */
record ClockTable(int clockBins, int[] spikes, int[] seen) {
    /** Entries of a table beyond which rates over time are not kept: a long recording without trials has no use for them. */
    static final long MOST = 50_000_000;

    /**
     * @param weights       how often each trial counts
     * @param completeOnly  whether bins in which a neuron was not observed are left out for all
     */
    static ClockTable of(SpikeTrains data, int[] weights, boolean completeOnly) {
        int n = data.neurons(), clock = data.design().clockBins();
        int[] spikes = new int[clock * n], seen = new int[clock * n], bins = new int[clock];
        boolean masked = !data.fullyObserved() && !completeOnly;
        for (int k = 0; k < data.trials(); k++) {
            if (weights[k] == 0) continue;
            for (int t = 0; t < data.bins(k); t++) {
                if (completeOnly && !UnitCounts.complete(data, k, t)) continue;
                int c = data.design().clock(k, t);
                bins[c] += weights[k];
                for (int w = 0; w < data.wordsPerBin(); w++) {
                    int first = c * n + (w << 6);
                    for (long rest = data.word(k, t, w); rest != 0; rest &= rest - 1) spikes[first + Long.numberOfTrailingZeros(rest)] += weights[k];
                    if (!masked) continue;
                    for (long rest = data.observedWord(k, t, w); rest != 0; rest &= rest - 1) seen[first + Long.numberOfTrailingZeros(rest)] += weights[k];
                }
            }
        }
        if (!masked) for (int c = 0; c < clock; c++) java.util.Arrays.fill(seen, c * n, (c + 1) * n, bins[c]);
        return new ClockTable(clock, spikes, seen);
    }

    ClockTable plus(ClockTable other) {
        ClockTable more = clockBins >= other.clockBins ? this : other, less = more == this ? other : this;
        int[] sumSpikes = more.spikes.clone(), sumSeen = more.seen.clone();
        for (int x = 0; x < less.spikes.length; x++) {
            sumSpikes[x] += less.spikes[x];
            sumSeen[x] += less.seen[x];
        }
        return new ClockTable(more.clockBins, sumSpikes, sumSeen);
    }
}
