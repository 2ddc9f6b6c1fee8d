package org.spinspike.baseline;

import java.util.List;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * Choices of {@link IndependentFamily}.
 *
 * @param perBin a rate for every bin of the trial instead of one for all
 */
record IndependentOptions(boolean perBin) {
    static final List<Option> OFFERED = List.of(
            Option.flag("per-bin", "a rate per neuron and bin of the trial (rates over time) instead of one per neuron"));

    static IndependentOptions of(Options options) {
        return new IndependentOptions(options.flag("per-bin"));
    }
}
