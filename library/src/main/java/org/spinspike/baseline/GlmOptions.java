package org.spinspike.baseline;

import java.util.List;
import org.spinspike.math.Require;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * Choices of {@link GlmFamily}.
 *
 * @param lags        bins of the past that act on a bin, one coupling matrix each
 * @param runningSum  all spikes of the trial so far, of all neurons, divided by 10, act too
 * @param firstBin    the first bin of a trial goes through the regression with a flag of its own, instead of keeping its own rates
 * @param sameBin     neurons act on those behind them in the same bin
 * @param perBin      the logit of the rates over time is added to the input: knowledge of the stimulus
 * @param covariates  the recording's covariates act
 * @param ridge       penalty on every coefficient but the constant
 * @param simulations of a forecast further than one bin
 */
record GlmOptions(int lags, boolean runningSum, boolean firstBin, boolean sameBin, boolean perBin, boolean covariates, double ridge, int simulations) {
    /** Futures of a forecast where nobody says otherwise: standard error at most .035. */
    static final int SIMULATIONS = 200;

    static final List<Option> OFFERED = List.of(
            Option.whole("lags", 2, "bins of the past that act on a bin"),
            Option.flag("running-sum", "all spikes of the trial so far (divided by 10) act on a bin"),
            Option.flag("first-bin", "the first bin of a trial goes through the regression, with a flag of its own"),
            Option.flag("same-bin", "neurons act on those behind them in the same bin"),
            Option.flag("per-bin", "adds the logit of the rates over time to every input: knowledge of the stimulus"),
            Option.flag("covariates", "the recording's covariates act on every neuron"),
            Option.real("ridge", 1, "penalty on every coefficient but the constant"),
            Option.whole("simulations", SIMULATIONS, "simulated futures of a forecast further than one bin"));

    GlmOptions {
        Require.inRange("lags", lags, 0, 1000);
        Require.notNegative("ridge", ridge);
        Require.atLeast("simulations", simulations, 2);
    }

    static GlmOptions of(Options options) {
        return new GlmOptions(options.whole("lags"), options.flag("running-sum"), options.flag("first-bin"), options.flag("same-bin"),
                options.flag("per-bin"), options.flag("covariates"), options.real("ridge"), options.whole("simulations"));
    }

    /** Patterns of a single bin have no past. */
    GlmOptions withoutPast() { return new GlmOptions(0, false, false, sameBin, perBin, covariates, ridge, simulations); }
}
