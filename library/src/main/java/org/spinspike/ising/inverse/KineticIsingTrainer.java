package org.spinspike.ising.inverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.model.Fit;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.model.autoregression.FirstBinRates;
import org.spinspike.spikes.SpikeTrains;

/** Greatest posterior of couplings and fields by {@link MaximumLikelihood}. A step is a group of neurons; the checkpoint is offered after each. */
final class KineticIsingTrainer {
    private final Training training;
    private final SpikeTrains data;
    private final KineticIsingOptions options;
    private final List<String> notes = new ArrayList<>();

    KineticIsingTrainer(Training training) {
        this.training = training;
        this.data = training.data();
        this.options = KineticIsingOptions.of(training.options());
        Require.atLeast("trials to learn from", data.trials(), 1);
        if (data.design().covariates().isPresent()) notes.add("covariates are not used");
    }

    Fit train() {
        Transitions transitions = Transitions.of(data, options.perBin());
        double strength = options.couplings().strength().orElseGet(() -> chosen(transitions));
        var likelihood = new MaximumLikelihood(transitions, new Prior(options.couplings().penalty(), strength, options.fieldRidge()), false, training.iterations());
        training.checkpoint().resumed().ifPresent(likelihood::resume);
        Fit.Stop stop = Fit.Stop.CONVERGED;
        training.progress().at("fit " + KineticIsingFamily.NAME, likelihood.done(), data.neurons());
        while (!likelihood.finished()) {
            likelihood.step();
            training.progress().at("fit " + KineticIsingFamily.NAME, likelihood.done(), data.neurons());
            boolean goOn = training.checkpoint().offer(steps(likelihood), likelihood::state);
            if (goOn || likelihood.finished()) continue;
            stop = Fit.Stop.INTERRUPTED;
            notes.add("stopped after " + likelihood.done() + " of " + data.neurons() + " neurons; the others have neither field nor couplings");
            break;
        }
        if (stop == Fit.Stop.CONVERGED && !likelihood.converged()) stop = Fit.Stop.STEP_LIMIT;
        NetworkEstimate estimate = likelihood.estimate();
        notes.addAll(estimate.notes());
        RatesOverTime alone = options.perBin() ? RatesOverTime.perBin(data) : FirstBinRates.of(data);
        var model = new KineticIsingModel(estimate.network(), estimate.fieldsOverTime(), alone, RatesOverTime.constant(data).p(), options.simulations());
        var step = new Fit.Step(steps(likelihood), model.meanNats(data), training.validation().map(model::meanNats).orElse(Double.NaN));
        return new Fit(model, List.of(step), stop, notes);
    }

    private static int steps(MaximumLikelihood likelihood) { return Chunks.count(likelihood.done(), MaximumLikelihood.GROUP); }

    private double chosen(Transitions transitions) {
        Optional<Transitions> validation = training.validation().map(held -> Transitions.of(held, options.perBin()));
        StrengthPath path = StrengthPath.of(options.couplings().penalty(), transitions, validation, options.fieldRidge(), training.progress());
        notes.addAll(path.lines());
        return path.strength();
    }
}
