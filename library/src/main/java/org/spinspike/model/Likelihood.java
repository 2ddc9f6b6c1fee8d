package org.spinspike.model;

import org.spinspike.spikes.SpikeTrains;

/** Capability: exact log-probability. Models without it (an implicit generator, say) simply do not implement it. */
public interface Likelihood extends Model {
    /**
     * ln p(S_t | S_0 .. S_(t-1)) for every bin: what the model thinks of each bin, given the bins before it. Unobserved entries are left out:
     * summed over where the family can, else predicted around, as the family's documentation says; but every observed entry counts, so
     * that sums of different models over the same data can be compared.
     *
     * @return row-major [trials, bins], nats; 0 past the end of a trial
     */
    double[] logProbabilityByBin(SpikeTrains data);

    /** @return ln p of each trial, nats, length {@code data.trials()} */
    default double[] logProbability(SpikeTrains data) {
        double[] byBin = logProbabilityByBin(data), sum = new double[data.trials()];
        for (int k = 0; k < sum.length; k++) for (int t = 0; t < data.bins(k); t++) sum[k] += byBin[k * data.bins() + t];
        return sum;
    }

    /** @return mean of -ln p over the trials, nats */
    default double meanNats(SpikeTrains data) {
        double sum = 0;
        for (double logP : logProbability(data)) sum -= logP;
        return sum / data.trials();
    }
}
