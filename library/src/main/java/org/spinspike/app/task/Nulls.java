package org.spinspike.app.task;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.Design;
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
     * The nulls that can judge these recordings: rates over time say nothing about bins beyond those they were learned in, nor about bins whose time is not known.
     *
     * @param training design of the trials they were learned from
     * @param notes    what the user should know is added here
     */
    Nulls judging(Design training, List<String> notes, SpikeTrains... recordings) {
        Optional<String> obstacle = perBin.isEmpty() ? Optional.of("the training trials were not aligned")
                : Arrays.stream(recordings).flatMap(data -> obstacle(training, data.design()).stream()).findFirst();
        if (obstacle.isEmpty()) return this;
        notes.add(obstacle.get() + ": no comparison with rates over time");
        return new Nulls(constant, Optional.empty());
    }

    private Optional<String> obstacle(Design training, Design judged) {
        if (!perBin.orElseThrow().covers(judged)) return Optional.of("trials have " + judged.clockBins() + " bins, rates over time were learned in " + perBin.get().clockBins());
        return LostClock.of(training, judged) ? Optional.of(LostClock.WHY) : Optional.empty();
    }

    /** @return the one that counts: rates over time where there are any */
    public RatesOverTime headline() { return perBin.orElse(constant); }
}
