package org.spinspike.app.task;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/** Ways to break a normal trial on purpose: some of its cells fall silent for the whole trial. What was not observed stays so. */
public enum Breakage {
    /** No cell fires. */
    ALL_SILENT,
    /** A quarter of the cells is dead, drawn anew in each trial: rounded, at least one. */
    DEAD_QUARTER;

    /** @return all_silent, dead_quarter */
    public String key() { return name().toLowerCase(Locale.ROOT); }

    /** @return number of cells that fall silent */
    public int dead(int neurons) { return this == ALL_SILENT ? neurons : Math.max(1, Math.round(neurons / 4f)); }

    /** @return [neurons]: 1 for a cell that falls silent in the trial this seed belongs to */
    byte[] silenced(int neurons, Seed seed) {
        byte[] silenced = new byte[neurons];
        int left = dead(neurons);
        RandomGenerator random = seed.generator();
        for (int i = 0; i < neurons; i++) {
            if (random.nextInt(neurons - i) >= left) continue;          // each choice of that many cells is equally likely
            silenced[i] = 1;
            left--;
        }
        return silenced;
    }

    /** @param silenced [trials, neurons]: 1 for a cell that falls silent in a trial */
    static SpikeTrains silence(SpikeTrains data, byte[] silenced) {
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        int n = data.neurons();
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < n; i++) {
                    if (!data.observed(k, t, i)) builder.unobserved(k, t, i);
                    else if (data.fires(k, t, i) && silenced[k * n + i] == 0) builder.set(k, t, i);
                }
        return builder.build().with(data.binarisation());
    }

    /** @return [trials, neurons] of {@link #silenced}, trial k drawing from {@code seed.child(k)} */
    byte[] silenced(SpikeTrains data, Seed seed) {
        int n = data.neurons();
        byte[] all = new byte[data.trials() * n];
        for (int k = 0; k < data.trials(); k++) System.arraycopy(silenced(n, seed.child(key()).child(k)), 0, all, k * n, n);
        return all;
    }
}
