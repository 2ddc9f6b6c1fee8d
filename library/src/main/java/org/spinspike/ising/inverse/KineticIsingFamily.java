package org.spinspike.ising.inverse;

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

/** Kinetic Ising networks: asymmetric couplings one bin apart, nothing within the bin. */
public final class KineticIsingFamily implements Family {
    static final String NAME = "kinetic-ising";
    /** Passes over the transitions, as they turn out on recordings. */
    private static final int USUAL_PASSES = 30;
    /** The same where couplings are selected, with the curvature of all of them: from nothing, and from the strength before. */
    private static final int COLD_PASSES = 8, WARM_PASSES = 3;

    @Override public String name()    { return NAME; }
    @Override public String summary() { return "kinetic Ising network: every neuron by its field and by what all neurons did one bin before, couplings without symmetry"; }
    @Override public List<String> capabilities() { return List.of("samples", "likelihood (exact)", "forecasts (one bin: exact; further: simulated)", "conditionals (simulated)"); }
    @Override public List<Option> options()            { return KineticIsingOptions.OFFERED; }
    @Override public int steps(Options options)        { return LogisticRegression.STEPS; }
    @Override public boolean drawsInTraining()         { return false; }
    @Override public Fit train(Training training)      { return new KineticIsingTrainer(training).train(); }
    @Override public Model restore(NamedArrays arrays) { return KineticIsingModel.restore(arrays); }

    @Override public Optional<String> obstacle(SpikeTrains data, Options options) {
        if (data.bins() < 2) return Optional.of("trials have one bin: a kinetic Ising network says how one bin follows another");
        return KineticIsingOptions.of(options).perBin() && !data.design().aligned() ? Optional.of(RatesOverTime.noClock(data.design())) : Optional.empty();
    }

    @Override public Cost cost(SpikeTrains data, Options options) {
        KineticIsingOptions chosen = KineticIsingOptions.of(options);
        long n = data.neurons(), rows = 0;
        for (int k = 0; k < data.trials(); k++) rows += Math.max(0, data.bins(k) - 1);
        long columns = n + (chosen.perBin() ? data.design().clockBins() : 0) + 1, group = Math.min(n, MaximumLikelihood.GROUP);
        boolean path = chosen.couplings().chosenByLikelihood();
        double ridged = (path ? StrengthPath.MOST + 1 : 1) * (4. * columns + 100) * USUAL_PASSES, selected = (path ? WARM_PASSES * StrengthPath.MOST : COLD_PASSES) * (double) columns * columns;
        double flops = (double) n * rows * (chosen.couplings().penalty().selects() ? selected : ridged);
        return new Cost(rows * (n + columns / 4 + 32) + 16 * (columns * columns + group * columns) * 8, flops, n + " regressions on " + rows + " transitions");
    }
}
