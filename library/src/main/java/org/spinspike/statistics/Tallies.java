package org.spinspike.statistics;

import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

/**
 * A recording as one tally for each unit of resampling: what a bootstrap, a floor or a half of it is, is a weighted sum.
 *
 * <p>Memory: 4 N^2 (1/2 + lags) bytes a unit, four times as much where entries are masked; the table of rates over time is summed
 * from the spikes themselves.
 */
public final class Tallies {
    /** Lags of the cross counts where nothing else is said. */
    public static final int LAGS = 1;
    /** Lags of the autocorrelogram. */
    public static final int AUTO_LAGS = 10;
    private static final int CHUNK = 8;

    private final SpikeTrains data;
    private final Units units;
    private final Layout layout;
    private final UnitCounts[] each;
    private final boolean aligned;

    private Tallies(SpikeTrains data, Units units, Layout layout, UnitCounts[] each) {
        this.data = data;
        this.units = units;
        this.layout = layout;
        this.each = each;
        Design design = data.design();
        this.aligned = design.aligned() && (long) design.clockBins() * data.neurons() <= ClockTable.MOST;
    }

    public static Tallies of(SpikeTrains data) { return of(data, Units.of(data.design())); }

    public static Tallies of(SpikeTrains data, Units units) { return of(data, units, LAGS); }

    /** @param lags cross counts of i in bin t with j in bin t + l are kept for l = 1..lags, at most 60 */
    public static Tallies of(SpikeTrains data, Units units, int lags) {
        Require.length("units of the trials", units.of().length, data.trials());
        var layout = new Layout(data.neurons(), Require.inRange("lags", lags, 1, 60), AUTO_LAGS, !data.fullyObserved());
        int[][] members = units.members();
        UnitCounts[] each = new UnitCounts[units.count()];
        Chunks.forEach(each.length, CHUNK, (chunk, from, to) -> {
            for (int u = from; u < to; u++) each[u] = UnitCounts.of(data, members[u], layout);
        });
        return new Tallies(data, units, layout, each);
    }

    public int units() { return each.length; }

    /** Every unit once. */
    public Tally total() {
        int[] ones = new int[each.length];
        java.util.Arrays.fill(ones, 1);
        return sum(ones);
    }

    /** @param weights how often each unit counts, length {@link #units()}; not modified */
    public Tally sum(int[] weights) {
        Require.length("weights", weights.length, each.length);
        long[] counts = new long[layout.counts()], pairs = new long[layout.pairs()];
        for (int u = 0; u < each.length; u++) {
            if (weights[u] == 0) continue;
            add(each[u].counts(), weights[u], counts);
            add(each[u].pairs(), weights[u], pairs);
        }
        if (!aligned) return new Tally(layout, data.design().binSeconds(), counts, pairs, null, null);
        int[] perTrial = new int[data.trials()];
        for (int k = 0; k < perTrial.length; k++) perTrial[k] = weights[units.of()[k]];
        ClockTable clock = ClockTable.of(data, perTrial, false);
        return new Tally(layout, data.design().binSeconds(), counts, pairs, clock, layout.masked() ? ClockTable.of(data, perTrial, true) : clock);
    }

    private static void add(long[] unit, long weight, long[] sum) {
        for (int x = 0; x < sum.length; x++) sum[x] += weight * unit[x];
    }

    private static void add(int[] unit, int weight, long[] sum) {
        for (int x = 0; x < sum.length; x++) sum[x] += (long) weight * unit[x];
    }
}
