package org.spinspike.model;

import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/** Capability: say what each neuron will do from what the population did. */
public interface Forecasts extends Model {
    /**
     * p(spike of i in bin t | all bins before t - h + 1), the future and the other neurons of bin t summed out.
     *
     * @param horizon h, at least 1: 1 forecasts the next bin
     * @param seed    used by simulated forecasts only
     */
    Forecast forecast(SpikeTrains data, int horizon, Seed seed);

    /**
     * @param p             row-major [trials, bins, neurons]; NaN past the end of a trial
     * @param standardError of {@code p}, same shape, where it was simulated; null where it is exact
     */
    record Forecast(double[] p, double[] standardError) {
        public boolean exact() { return standardError == null; }
    }
}
