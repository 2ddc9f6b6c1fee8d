package org.spinspike.baseline;

import java.util.List;
import org.spinspike.math.NamedArrays;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Model;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/** Hidden Markov models, by the name {@code hmm}. */
public final class HmmFamily implements Family {
    static final String NAME = "hmm";
    /** Steps of a run, as they turn out on recordings. */
    private static final int USUAL_STEPS = 60;
    /** Operations a second of the recursions: exponentials and short loops (docs/performance.md). */
    private static final double RECURSIONS = 1e9;

    @Override public String name()               { return NAME; }
    @Override public String summary()            { return "hidden Markov model: a state common to all neurons, independent neurons given it"; }
    @Override public List<Option> options()      { return HmmOptions.OFFERED; }
    /** The number of states is chosen by held-out trials. */
    @Override public double validationFraction() { return .15; }

    @Override public List<String> capabilities() {
        return List.of("samples", "likelihood (exact)", "forecasts (exact)", "conditionals (exact)");
    }

    @Override public Fit train(Training training)      { return HmmTrainer.fit(training, HmmOptions.of(training.options())); }
    @Override public Model restore(NamedArrays arrays) { return HmmModel.restore(arrays); }

    @Override public Cost cost(SpikeTrains data, Options given) { return cost(data, given, 0); }

    @Override public Cost cost(SpikeTrains data, Options given, int iterations) {
        HmmOptions options = HmmOptions.of(given);
        List<Integer> states = options.states() > 0 ? List.of(options.states()) : HmmOptions.CANDIDATES;
        double bins = (double) data.trials() * data.bins(), flops = 0;
        for (int k : states) flops += options.starts() * USUAL_STEPS * bins * (12. * k * k + 4. * k * data.neurons());
        if (iterations > 0) flops *= Math.min(1, iterations / (double) (options.starts() * USUAL_STEPS * states.size()));
        String note = USUAL_STEPS + " steps a start, which is usual; " + HmmTrainer.MOST_STEPS + " at most";
        return new Cost(8L * data.bins() * 2 * states.get(states.size() - 1) * HmmModel.TRIALS, flops, RECURSIONS, states.size() == 1 ? note : "2 to 16 states, fewer where more bring nothing; " + note);
    }
}
