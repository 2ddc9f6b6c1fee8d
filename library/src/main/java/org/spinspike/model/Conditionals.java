package org.spinspike.model;

import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/** Capability: any part given any other part, past and future, without sampling. */
public interface Conditionals extends Model {
    /**
     * p(spike | everything observed in the trial, before and after) at every unobserved entry.
     *
     * @return row-major [trials, bins, neurons]; the 0 or 1 of the data at observed entries, NaN past the end of a trial
     */
    double[] impute(SpikeTrains data);

    /** Fills unobserved entries with one draw from their joint law given the observed ones; trial n draws from {@code seed.child(n)}. */
    SpikeTrains complete(SpikeTrains data, Seed seed);
}
