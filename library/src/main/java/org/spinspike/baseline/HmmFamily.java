package org.spinspike.baseline;

import java.util.List;
import java.util.Optional;
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

    /** K states have K^2 - 1 + K N free numbers, more than the observed entries determine from some K on. What validation tries by itself is never refused. */
    @Override public Optional<String> obstacle(SpikeTrains data, Options given) {
        int states = given.whole("states"), n = data.neurons();
        long entries = data.observations(), held = (long) ((Math.sqrt((double) n * n + 4. * (entries + 1)) - n) / 2), tried = HmmOptions.CANDIDATES.get(HmmOptions.CANDIDATES.size() - 1);
        long allowed = Math.max(tried, held);
        if (states > allowed) return Optional.of("--states " + states + " is more than these data can hold: " + entries + " observed entries determine the K^2 + " + n + " K - 1 numbers of " + held
                + " states at most; choose --states " + Math.min(HmmOptions.MOST, allowed) + " or less");
        HmmOptions.of(given);
        return Optional.empty();
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
        return new Cost(8L * data.bins() * 2 * states.get(states.size() - 1) * HmmModel.TRIALS, flops, RECURSIONS, states.size() == 1 ? note : "2 to 16 states, fewer where two numbers in a row bring nothing; " + note);
    }
}
