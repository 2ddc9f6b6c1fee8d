package org.spinspike.app.task;

import java.util.Optional;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;

/**
 * What every model is measured against, learned from the same trials.
 *
 * @param constant one rate a neuron
 * @param perBin   a rate a neuron and bin; empty where trials do not share a clock
 */
public record Nulls(RatesOverTime constant, Optional<RatesOverTime> perBin) {
    public static Nulls of(SpikeTrains data) {
        return new Nulls(RatesOverTime.constant(data), data.design().aligned() ? Optional.of(RatesOverTime.perBin(data)) : Optional.empty());
    }

    /** @return the one that counts: rates over time where there are any */
    public RatesOverTime headline() { return perBin.orElse(constant); }
}
