package org.spinspike.statistics;

import java.util.Arrays;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

/**
 * Sums over units that are sufficient for every statistic of a {@link Summary}: spikes and observed bins by neuron, common spikes by pair and by
 * pair and lag, the table of rates over time, the histogram of the population count, autocorrelogram, intervals, window counts.
 * Tallies add. Unobserved entries are in none of the sums.
 */
public final class Tally {
    final Layout layout;
    final double binSeconds;
    final long[] counts, pairs;
    final ClockTable clock;                              // null where trials are not aligned
    final ClockTable complete;                           // complete bins only; the same object where nothing is masked

    Tally(Layout layout, double binSeconds, long[] counts, long[] pairs, ClockTable clock, ClockTable complete) {
        this.layout = layout;
        this.binSeconds = binSeconds;
        this.counts = counts;
        this.pairs = pairs;
        this.clock = clock;
        this.complete = complete;
    }

    /** The whole recording, every trial once. */
    public static Tally of(SpikeTrains data) {
        return Tallies.of(data, new Units(new int[data.trials()], 1)).total();
    }

    public int neurons()       { return layout.neurons(); }
    public double binSeconds() { return binSeconds; }
    public long trials()       { return counts[layout.trials()]; }
    public long bins()         { return counts[layout.bins()]; }
    /** @return bins in which every neuron was observed: what the population count and the noise parts go by */
    public long completeBins() { return counts[layout.completeBins()]; }
    /** @return whether trials share a clock, so that rates over time, signal and noise parts are defined */
    public boolean aligned()   { return clock != null; }
    /** @return lags of the cross counts, 1..lags() */
    public int lags()          { return layout.lags(); }
    public long spikes(int i)  { return counts[layout.spikes() + i]; }
    /** @return observed bins of neuron i */
    public long seen(int i)    { return counts[layout.seen() + i]; }

    public Tally plus(Tally other) {
        Require.that(layout.equals(other.layout), "tallies of equally many neurons and lags, both masked or both not, can be added");
        Require.that(binSeconds == other.binSeconds, "bins must be equally wide, got " + binSeconds + " s and " + other.binSeconds + " s");
        long[] sum = counts.clone(), sumPairs = pairs.clone();
        Arrays.setAll(sum, x -> counts[x] + other.counts[x]);
        Arrays.setAll(sumPairs, x -> pairs[x] + other.pairs[x]);
        boolean tables = aligned() && other.aligned();
        ClockTable sumClock = tables ? clock.plus(other.clock) : null;
        return new Tally(layout, binSeconds, sum, sumPairs, sumClock,
                tables && clock != complete ? complete.plus(other.complete) : sumClock);
    }
}
