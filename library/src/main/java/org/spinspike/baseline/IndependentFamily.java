package org.spinspike.baseline;

import java.util.List;
import java.util.Optional;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.optim.LogisticRegression;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Model;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/** Independent cells: both nulls every score is compared with. */
public final class IndependentFamily implements Family {
    static final String NAME = "independent";

    @Override public String name()               { return NAME; }
    @Override public String summary()            { return "independent cells: a rate per neuron, or per neuron and bin, drifting or not"; }
    @Override public List<String> capabilities() { return List.of("samples", "likelihood (exact)", "forecasts (exact)", "imputes (exact)"); }
    @Override public List<Option> options()      { return IndependentOptions.OFFERED; }
    @Override public int steps(Options options)  { return LogisticRegression.STEPS; }
    @Override public boolean drawsInTraining()   { return false; }
    @Override public Fit train(Training training) { return IndependentTrainer.train(training); }
    @Override public Model restore(NamedArrays arrays) { return IndependentModel.restore(arrays); }

    @Override public Optional<String> obstacle(SpikeTrains data, Options options) {
        return IndependentOptions.of(options).perBin() && !data.design().aligned() ? Optional.of(RatesOverTime.noClock(data.design())) : Optional.empty();
    }

    @Override public Cost cost(SpikeTrains data, Options options) {
        long table = IndependentOptions.of(options).perBin() ? data.design().clockBins() : 1;
        if (!IndependentOptions.of(options).drift()) return new Cost(24 * table * data.neurons(), data.observations(), "counting spikes");
        long rows = data.observations() / data.neurons();
        return new Cost(24 * table * data.neurons() + 8 * rows * (1 + 3L * data.neurons()), 500. * data.observations(), "a regression per neuron");
    }
}
