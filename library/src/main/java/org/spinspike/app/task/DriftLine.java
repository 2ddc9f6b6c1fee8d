package org.spinspike.app.task;

import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Drift;

/** One line on whether the recording drifts; also where there are too few trials to tell. */
public final class DriftLine {
    private DriftLine() {}

    /** @param seed of the verb: the same recording and seed give the same line everywhere */
    public static String of(SpikeTrains data, Seed seed) {
        int units = Units.of(data.design()).count();
        if (data.spikes() == 0) return "drift: not one " + data.binarisation().word() + " to tell from";
        if (units < 4) return "drift: too few trials to tell (" + units + ")";
        Drift drift = Drift.of(data, seed.child("drift"));
        return drift.line() + (drift.notable() ? "; compare --split last judges on its end" : "");
    }
}
