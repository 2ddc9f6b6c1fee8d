package org.spinspike.app.task;

import java.util.List;
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

    /**
     * The nulls that can judge this recording: rates over time say nothing about bins beyond those they were learned in.
     *
     * @param notes what the user should know is added here
     */
    Nulls judging(SpikeTrains data, List<String> notes) {
        if (perBin.isEmpty()) {
            notes.add("the training trials were not aligned: no comparison with rates over time");
        } else if (!perBin.get().covers(data.design())) {
            notes.add("trials have " + data.design().clockBins() + " bins, rates over time were learned in " + perBin.get().clockBins() + ": no comparison with rates over time");
            return new Nulls(constant, Optional.empty());
        }
        return this;
    }

    /** @return the one that counts: rates over time where there are any */
    public RatesOverTime headline() { return perBin.orElse(constant); }
}
