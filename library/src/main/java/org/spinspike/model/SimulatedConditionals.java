package org.spinspike.model;

import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/** Capability: unobserved entries given observed ones, past and future, by sampling; of families that cannot sum over them ({@link Conditionals}). */
public interface SimulatedConditionals extends Model {
    /**
     * p(spike | everything observed in the trial, before and after) at every unobserved entry. Trial k draws from {@code seed.child(k)}.
     *
     * @param draws of each unobserved entry, at least 2; a family may round it up to a multiple of its chains
     */
    Imputed impute(SpikeTrains data, int draws, Seed seed);

    /**
     * @param p             row-major [trials, bins, neurons]; the 0 or 1 of the data at observed entries, NaN past the end of a trial
     * @param standardError of {@code p}, same shape; 0 at observed entries
     * @param draws         made of each unobserved entry
     */
    record Imputed(double[] p, double[] standardError, int draws) {}
}
