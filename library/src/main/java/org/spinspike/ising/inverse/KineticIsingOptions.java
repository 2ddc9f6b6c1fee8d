package org.spinspike.ising.inverse;

import java.util.List;
import org.spinspike.math.Require;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * Choices of {@link KineticIsingFamily}.
 *
 * @param couplings   what holds them back, see {@link Penalty}
 * @param perBin      fields of the time in the trial, the same in all trials
 * @param fieldRidge  penalty on what they have beside their common part
 * @param simulations of a forecast further than one bin
 */
record KineticIsingOptions(PenaltyChoice couplings, boolean perBin, double fieldRidge, int simulations) {
    private static final String RIDGE = "16";

    static final List<Option> OFFERED = List.of(
            Option.text("ridge", RIDGE, "penalty r of r/2 sum J^2 on the couplings of a neuron, spins -1 and +1 (16 is --ridge 1 of glm; 0, the default of ising infer, is maximum likelihood), or auto: chosen by held-out likelihood"),
            Option.text("penalty", Penalty.RIDGE.word(), "what holds couplings back: ridge, l1 (v sum |J|, many become 0) or group (the same of own past and areas, each 0 as a whole)"),
            Option.text("strength", "", "strength v of the penalty, or auto: chosen by held-out likelihood; where nothing is said auto for l1 and group, --ridge for ridge"),
            Option.flag("per-bin", "a field for every bin of a trial, learned with the couplings: knowledge of the stimulus"),
            Option.real("field-ridge", 4, "penalty f of f/2 sum (H(t) - H)^2 on fields of bins around their common part (4 is a standard deviation of 1 in logits)"),
            Option.whole("simulations", 200, "simulated futures of a forecast further than one bin"));

    KineticIsingOptions {
        if (perBin) Require.positive("field-ridge", fieldRidge);
        Require.atLeast("simulations", simulations, 2);
    }

    static KineticIsingOptions of(Options options) {
        return new KineticIsingOptions(PenaltyChoice.of(options.text("penalty"), options.text("strength"), options.text("ridge"), RIDGE), options.flag("per-bin"), options.real("field-ridge"), options.whole("simulations"));
    }
}
