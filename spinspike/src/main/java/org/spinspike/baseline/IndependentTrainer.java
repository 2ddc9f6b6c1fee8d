package org.spinspike.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinspike.math.Require;
import org.spinspike.model.Fit;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/** Counts spikes: the maximum-likelihood rates (constant) or the add-half table (per bin), see {@link RatesOverTime}. One step. */
final class IndependentTrainer {
    private IndependentTrainer() {}

    static Fit train(Training training) {
        IndependentOptions options = IndependentOptions.of(training.options());
        SpikeTrains data = training.data();
        Require.atLeast("trials to learn from", data.trials(), 1);
        Require.that(!options.perBin() || data.design().aligned(),
                "--per-bin needs at least two trials that share one clock, these are windows of a single trial");
        RatesOverTime rates = options.perBin() ? RatesOverTime.perBin(data) : RatesOverTime.constant(data);
        var model = new IndependentModel(rates);
        training.progress().at("fit " + IndependentFamily.NAME, 1, 1);
        var step = new Fit.Step(1, meanNats(model, data), training.validation().map(v -> meanNats(model, v)).orElse(Double.NaN));
        return new Fit(model, List.of(step), Fit.Stop.CONVERGED, notes(data));
    }

    private static double meanNats(IndependentModel model, SpikeTrains data) {
        return -Arrays.stream(model.logProbability(data)).average().orElse(Double.NaN);
    }

    private static List<String> notes(SpikeTrains data) {
        List<String> notes = new ArrayList<>();
        ConstantNeurons.note(data).ifPresent(notes::add);
        return notes;
    }
}
