package org.spinspike.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinspike.math.Require;
import org.spinspike.math.optim.LogisticRegression;
import org.spinspike.model.ConstantNeurons;
import org.spinspike.model.Fit;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/** Counts spikes: the maximum-likelihood rates (constant) or the add-half table (per bin), see {@link RatesOverTime}; then, where wanted, fits the {@link Drift}. One step. */
final class IndependentTrainer {
    private IndependentTrainer() {}

    static Fit train(Training training) {
        IndependentOptions options = IndependentOptions.of(training.options());
        SpikeTrains data = training.data();
        Require.atLeast("trials to learn from", data.trials(), 1);
        Require.that(!options.perBin() || data.design().aligned(), RatesOverTime.noClock(data.design()));
        RatesOverTime rates = options.perBin() ? RatesOverTime.perBin(data) : RatesOverTime.constant(data);
        List<String> notes = new ArrayList<>();
        ConstantNeurons.note(data, "their rates are (k + 1/2) / (M + 1)").ifPresent(notes::add);
        IndependentModel model = new IndependentModel(rates);
        Fit.Stop stop = Fit.Stop.CONVERGED;
        if (options.drift()) {
            Drift.Fitted fitted = Drift.fit(data, rates, training.iterations() > 0 ? training.iterations() : LogisticRegression.STEPS);
            model = new IndependentModel(fitted.rates(), fitted.drift());
            if (fitted.drift().time() == RecordingTime.TRIAL) notes.add("trial start times are unknown: drift goes by trial number");
            if (fitted.unconverged() > 0) stop = Fit.Stop.STEP_LIMIT;
        }
        training.progress().at("fit " + IndependentFamily.NAME, 1, 1);
        double held = training.validation().isPresent() ? model.meanNats(training.validation().get()) : Double.NaN;
        return new Fit(model, List.of(new Fit.Step(1, model.meanNats(data), held)), stop, notes);
    }
}
