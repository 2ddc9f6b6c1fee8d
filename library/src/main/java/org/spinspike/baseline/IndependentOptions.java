package org.spinspike.baseline;

import java.util.List;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * Choices of {@link IndependentFamily}.
 *
 * @param perBin a rate for every bin of the trial instead of one for all
 * @param drift  rates change over the recording, see {@link Drift}
 */
record IndependentOptions(boolean perBin, boolean drift) {
    static final List<Option> OFFERED = List.of(
            Option.flag("per-bin", "a rate per neuron and bin of the trial (rates over time) instead of one per neuron"),
            Option.flag("drift", "the logit of each rate changes linearly over the recording (trial start time, else trial number)"));

    static IndependentOptions of(Options options) {
        return new IndependentOptions(options.flag("per-bin"), options.flag("drift"));
    }
}
