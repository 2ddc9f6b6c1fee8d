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

/** Logistic autoregression: the strongest simple baseline of a recording with a past. */
public final class GlmFamily implements Family {
    static final String NAME = "glm";
    /** Newton steps of a fit, as they turn out on recordings. */
    private static final int USUAL_STEPS = 8;
    /** Flops a second of sums over the spikes of a past, which are reads from here and there. */
    private static final double SPARSE = 1.3e9;

    @Override public String name()    { return NAME; }
    @Override public String summary() { return "logistic autoregression: each neuron on the bins before and on the neurons before it in the same bin"; }
    @Override public List<String> capabilities() {
        return List.of("samples", "likelihood (exact)", "forecasts (one bin: second fit, exact without same-bin terms; further: simulated)", "conditionals (simulated)");
    }
    @Override public List<Option> options()            { return GlmOptions.OFFERED; }
    @Override public int steps(Options options)        { return LogisticRegression.STEPS; }
    @Override public boolean drawsInTraining()         { return false; }
    @Override public Fit train(Training training)      { return new GlmTrainer(training).train(); }
    @Override public Model restore(NamedArrays arrays) { return GlmModel.restore(arrays); }

    @Override public Optional<String> obstacle(SpikeTrains data, Options options) {
        return GlmOptions.of(options).perBin() && !data.design().aligned() ? Optional.of(RatesOverTime.noClock(data.design())) : Optional.empty();
    }

    @Override public Cost cost(SpikeTrains data, Options options) {
        GlmOptions chosen = GlmOptions.of(options);
        long n = data.neurons(), rows = 0;
        for (int k = 0; k < data.trials(); k++) rows += data.bins(k);
        long binary = (chosen.lags() + (chosen.sameBin() ? 1 : 0)) * n, columns = binary + 3;
        double active = (double) data.spikes() / Math.max(1, rows) * (chosen.lags() + .5) + 3;
        double flops = n * rows * USUAL_STEPS * (chosen.sameBin() ? 2 : 1) * (50 + 4 * active + Math.min(active * active, columns * columns / 10.));
        long bytes = rows * ((binary + 63) / 64 * 8 + 24) + 16 * columns * columns * 8 * Math.min(n, GlmTrainer.NEURONS_PER_STEP)
                + Math.min(n, GlmTrainer.NEURONS_PER_STEP) * rows * 17;
        return new Cost(bytes, flops, SPARSE, n + " regressions on " + rows + " bins");
    }
}
