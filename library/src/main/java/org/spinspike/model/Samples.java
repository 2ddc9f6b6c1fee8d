package org.spinspike.model;

import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/** Capability: draw new trains. */
public interface Samples extends Model {
    /**
     * Draws one train for each trial of the design: same lengths, clock, times and covariates. Neurons are unnamed; the caller names them.
     * Trial n draws from {@code seed.child(n)}: the same seed gives the same bits on any number of threads.
     *
     * @throws IllegalArgumentException where the design asks for what the model has not learned (more bins, a covariate)
     */
    SpikeTrains sample(Design design, Seed seed);
}
