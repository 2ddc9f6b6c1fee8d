package org.spinspike.app.task;

import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Drift;

/**
 * One line on whether the recording drifts; also where there are too few trials to tell.
 *
 * @param line    what is found
 * @param notable whether the drift is sure: {@link Drift#notable}
 * @param large   whether it is one to be warned of: {@link Drift#large}
 */
public record DriftLine(String line, boolean notable, boolean large) {

    /** @return the line, and what can be done */
    public String text() { return line + (notable ? "; compare --split last judges on its end" : ""); }

    /** @param seed of the verb: the same recording and seed give the same line everywhere */
    public static DriftLine of(SpikeTrains data, Seed seed) {
        int units = Units.of(data.design()).count();
        if (data.spikes() == 0) return new DriftLine("drift: not one " + data.binarisation().word() + " to tell from", false, false);
        if (units < 4) return new DriftLine("drift: too few trials to tell (" + units + ")", false, false);
        Drift drift = Drift.of(data, seed.child("drift"));
        return new DriftLine(drift.line(), drift.notable(), drift.large());
    }
}
