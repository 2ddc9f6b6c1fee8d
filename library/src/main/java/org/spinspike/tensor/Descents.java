package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Fit;
import org.spinspike.model.LearningCurve;
import org.spinspike.model.Likelihood;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/**
 * Fits a network of isometries, all its tensors at once, from several starts, and keeps the best one by held-out likelihood. What moves them is a {@link Descent}.
 *
 * <p>The likelihood has many local optima, and where a descent ends depends on where it began: so there are {@code starts} descents from different
 * {@linkplain MixtureStart mixtures}, none worse at its beginning than independent cells but for the noise that tells channels apart. A descent ends {@code 6 patience} steps after its best validation
 * score; without validation trials the training score takes its place. One that breaks down or never gets past its start is counted as failed and said so.
 * Start n draws from {@code seed.child(n)} and its children; nothing else is random, so a resumed run gives the same bytes.
 *
 * <p>Entries that were not observed are summed over exactly, and trials of different length belong together as they are.
 */
final class Descents {
    private static final int STEPS_PER_PATIENCE = 6, MOST_STEPS = 400;
    private static final int SMALLEST_SPREADS = 6;
    /** A change of the score smaller than this share of it is none. */
    private static final double UNCHANGED = 1e-7;

    /** What is to be fitted. */
    interface Network {
        /** @return the tensors of a mixture of livelier and calmer channels; @param spread of their liveliness, see {@link MixtureStart} */
        double[][] mixture(double spread, Seed seed);

        /** @return mean -ln p of a training trial; {@code gradient} receives the shapes of {@code x} */
        double at(double[][] x, double[][] gradient);

        /** The same of some training trials. */
        double at(double[][] x, double[][] gradient, int[] trials);

        Likelihood model(double[][] x);
    }

    private final Training training;
    private final Network network;
    private final String task;
    private final DescentOptions options;
    private final SpikeTrains data;
    private final Descent descent;

    // The state: everything the rest of the training depends on.
    private int start, begun;                            // descent under way, and the step at which it began
    private boolean descending;
    private double[][] best;
    private int bestStep, descentBest;                   // best step of all, and of this descent
    private final LearningCurve history = new LearningCurve();
    private final List<Double> outcomes = new ArrayList<>();   // best score of each finished descent, NaN where it failed

    private Descents(String task, Training training, Network network, int[][] shapes, DescentOptions options) {
        this.task = task;
        this.training = training;
        this.network = network;
        this.options = options;
        this.data = training.data();
        this.descent = switch (options.optimiser()) {
            case LBFGS -> new LbfgsDescent(shapes, network::at);
            case ADAM -> new AdamDescent(shapes, network, options, data.trials(), training.seed());
        };
    }

    /**
     * @param task     in words, for progress and messages
     * @param shapes   rows and columns of the tensors; no rows for numbers that are no isometry
     */
    static Fit fit(String task, Training training, Network network, int[][] shapes, DescentOptions options) {
        Require.atLeast("trials to learn from", training.data().trials(), 1);
        training.validation().ifPresent(held -> Require.that(held.neurons() == training.data().neurons(),
                "validation trials must have " + training.data().neurons() + " neurons, got " + held.neurons()));
        var descents = new Descents(task, training, network, shapes, options);
        training.checkpoint().resumed().ifPresent(descents::take);
        return descents.run();
    }

    /** @return evaluations of the likelihood in all: descents are taken to last half of their longest; @param iterations most steps, 0 for no such limit */
    static double evaluations(int starts, int iterations) {
        double usual = starts * MOST_STEPS / 2.;
        return iterations == 0 ? usual : Math.min(usual, iterations);
    }

    /** @return starts that are made within so many iterations, 0 for no such limit */
    static double begun(int starts, int iterations) { return Math.ceil(evaluations(starts, iterations) / (MOST_STEPS / 2.)); }

    private Fit run() {
        int limit = training.iterations() == 0 ? Integer.MAX_VALUE : training.iterations();
        Fit.Stop stop = training.validation().isPresent() ? Fit.Stop.VALIDATION : Fit.Stop.CONVERGED;
        while (start < options.starts()) {
            if (!descending) {
                double[][] x = mixture();
                if (training.checkpoint().stopping() && !training.checkpoint().offer(last(), this::state)) {
                    if (best == null) best = x;
                    stop = Fit.Stop.INTERRUPTED;
                    break;
                }
                if (!begin(x)) continue;
            }
            if (history.steps().size() - 1 >= limit) {
                stop = Fit.Stop.STEP_LIMIT;
                break;
            }
            if (!finished() && descent.step(last() - descentBest)) record();
            else end(history.at(descentBest));
            training.progress().at(task, (long) start * MOST_STEPS + (descending ? last() - begun : 0), (long) options.starts() * MOST_STEPS);
            if (!training.checkpoint().offer(last(), this::state)) {
                stop = Fit.Stop.INTERRUPTED;
                break;
            }
        }
        if (best == null) throw new NumericalException(task + ": none of " + options.starts() + " starts gave a finite likelihood; more trials or a smaller --bond may help");
        return new Fit(network.model(best), history.steps(), stop, notes());
    }

    /** @return whether this start can be descended from */
    private boolean begin(double[][] x) {
        try {
            descent.begin(x, start);
        } catch (NumericalException e) {
            outcomes.add(Double.NaN);
            start++;
            return false;
        }
        descending = true;
        begun = descentBest = history.steps().size();
        history.begin();
        record();
        return true;
    }

    static double[][] zeros(double[][] x) { return Arrays.stream(x).map(a -> new double[a.length]).toArray(double[][]::new); }

    /** The widest mixture that is no worse than independent cells; where there is none, the narrowest. Of no use where the run shall stop. */
    private double[][] mixture() {
        double[] byNeuron = RatesOverTime.constant(data).logProbabilityByNeuron(data);
        double independent = -Arrays.stream(byNeuron).sum() / data.trials();
        double[][] x = null;
        for (int n = 0; n <= SMALLEST_SPREADS; n++) {
            x = network.mixture(n == SMALLEST_SPREADS ? 0 : Math.scalb(1, -n), training.seed().child(start));
            if (training.checkpoint().stopping() || network.at(x, zeros(x)) <= independent) return x;
        }
        return x;
    }

    private boolean finished() {
        int step = last();
        if (step - begun >= MOST_STEPS || step - descentBest >= STEPS_PER_PATIENCE * options.patience()) return true;
        return training.validation().isEmpty() && descent.monotone() && step - begun >= 10 && history.at(step - 10).trainNats() - history.at(step).trainNats() < UNCHANGED * Math.abs(history.at(step).trainNats());
    }

    private void end(Fit.Step best) {
        outcomes.add(best.index() > begun ? score(best) : Double.NaN);
        start++;
        descending = false;
    }

    private void record() {
        double[][] x = descent.isometries();
        double held = training.validation().map(v -> network.model(x).meanNats(v)).orElse(Double.NaN);
        history.add(descent.nats(), held);
        int step = last();
        if (step == begun || score(history.at(step)) < score(history.at(descentBest))) descentBest = step;
        if (best == null || score(history.at(step)) < score(history.at(bestStep))) {
            best = x;
            bestStep = step;
        }
    }

    private int last() { return history.steps().size() - 1; }

    private double score(Fit.Step step) { return training.validation().isPresent() ? step.validationNats() : step.trainNats(); }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        long failed = outcomes.stream().filter(o -> o.isNaN()).count();
        if (outcomes.size() > 1) notes.add("best " + (training.validation().isPresent() ? "validation" : "training") + " nats of " + outcomes.size() + " starts: "
                + outcomes.stream().map(o -> o.isNaN() ? "failed" : String.format(Locale.ROOT, "%.4f", o)).collect(Collectors.joining(", ")));
        if (failed > 0) notes.add(failed + " of " + outcomes.size() + " starts failed: no finite likelihood, or no step that improved on the start");
        if (training.validation().isEmpty()) notes.add("no validation trials: training goes on until nothing changes, and learns its trials by heart where they are few (--validation)");
        return notes;
    }

    // ---- the state in a checkpoint

    private NamedArrays state() {
        var state = new NamedArrays().put("start", (long) start).put("begun", (long) begun).put("best_step", (long) bestStep).put("descent_best", (long) descentBest)
                .put("outcomes", outcomes.stream().mapToDouble(Double::doubleValue).toArray(), outcomes.size());
        for (int b = 0; best != null && b < best.length; b++) state.put("best/" + b, best[b], best[b].length);
        history.putInto(state);
        if (descending) descent.putInto(state);
        return state;
    }

    private void take(NamedArrays state) {
        start = (int) state.get("start").scalar();
        begun = (int) state.get("begun").scalar();
        bestStep = (int) state.get("best_step").scalar();
        descentBest = (int) state.get("descent_best").scalar();
        for (double o : state.get("outcomes").doubles()) outcomes.add(o);
        NamedArrays tensors = state.under("best/");
        if (!tensors.names().isEmpty()) best = new double[tensors.names().size()][];
        for (int b = 0; b < tensors.names().size(); b++) best[b] = tensors.get("" + b).doubles();
        history.takeFrom(state);
        descending = state.names().stream().anyMatch(name -> name.startsWith("now/"));
        if (descending) descent.takeFrom(state);
    }
}
