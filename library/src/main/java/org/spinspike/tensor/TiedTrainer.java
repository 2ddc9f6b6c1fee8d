package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Require;
import org.spinspike.math.optim.Lbfgs;
import org.spinspike.math.optim.PolarChart;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/**
 * Fits a {@link TiedMpsModel} by L-BFGS on all cores at once ({@link TiedGradient}, {@link PolarChart}), from several starts, and keeps the best network by
 * held-out likelihood.
 *
 * <p>The likelihood has many local optima, and where a descent ends depends on where it began: so there are {@code starts} descents from different
 * {@linkplain MixtureStart mixtures}, none worse at its beginning than independent cells. A descent ends {@code 6 patience} steps after its best validation
 * score; without validation trials the training score takes its place. One that breaks down or never gets past its start is counted as failed and said so.
 * Start n draws from {@code seed.child(n)}; nothing else is random, so a resumed run gives the same bytes.
 *
 * <p>Entries that were not observed are summed over exactly, and trials of different length belong together as they are.
 */
final class TiedTrainer {
    private static final int STEPS_PER_PATIENCE = 6, MOST_STEPS = 400;
    private static final int SMALLEST_SPREADS = 6;
    /** A change of the score smaller than this share of it is none. */
    private static final double UNCHANGED = 1e-7;

    private final Training training;
    private final MpsOptions options;
    private final SpikeTrains data;
    private final PolarChart chart;
    private final Lbfgs.Objective objective;

    // The state: everything the rest of the training depends on.
    private int start, begun;                            // descent under way, and the step at which it began
    private Lbfgs.State now;
    private TiedMps best;
    private int bestStep, descentBest;                   // best step of all, and of this descent
    private final LearningCurve history = new LearningCurve();
    private final List<Double> outcomes = new ArrayList<>();   // best score of each finished descent, NaN where it failed

    private TiedTrainer(Training training, MpsOptions options) {
        this.training = training;
        this.options = options;
        this.data = training.data();
        Require.atLeast("trials to learn from", data.trials(), 1);
        training.validation().ifPresent(held -> Require.that(held.neurons() == data.neurons(), "validation trials must have " + data.neurons() + " neurons, got " + held.neurons()));
        int n = data.neurons(), d = options.bond();
        int[] rows = new int[n + 1], columns = new int[n + 1];
        Arrays.fill(rows, d);
        Arrays.fill(columns, 2 * d);
        rows[0] = 1;
        columns[0] = d;
        this.chart = new PolarChart(rows, columns);
        this.objective = chart.free(new TiedGradient(data, d)::at);
    }

    static Fit fit(Training training, MpsOptions options) {
        var trainer = new TiedTrainer(training, options);
        training.checkpoint().resumed().ifPresent(trainer::take);
        return trainer.run();
    }

    /** A descent is taken to last half of its longest. */
    static Family.Cost cost(SpikeTrains data, MpsOptions options) {
        double d = options.bond(), sites = (double) data.bins() * data.neurons();
        double evaluation = 20 * data.trials() * sites * d * d + 60 * data.neurons() * d * d * d;
        long threads = java.util.concurrent.ForkJoinPool.getCommonPoolParallelism() + 1, parameters = (long) (2 * d * d * data.neurons());
        long bytes = 8 * (parameters * (2L * Lbfgs.MEMORY + 12) + threads * (long) (TiedGradient.TRIALS * d * (data.bins() + data.neurons() + 8)));
        return new Family.Cost(bytes, evaluation * options.starts() * MOST_STEPS / 2, options.starts() + " starts of up to " + MOST_STEPS + " steps, fewer with validation");
    }

    private Fit run() {
        int limit = training.iterations() == 0 ? Integer.MAX_VALUE : training.iterations();
        Fit.Stop stop = training.validation().isPresent() ? Fit.Stop.VALIDATION : Fit.Stop.CONVERGED;
        while (start < options.starts()) {
            if (now == null && !begin()) continue;
            if (history.steps().size() - 1 >= limit) {
                stop = Fit.Stop.STEP_LIMIT;
                break;
            }
            Optional<Lbfgs.State> next = finished() ? Optional.empty() : Lbfgs.step(objective, now, Lbfgs.MEMORY);
            if (next.isPresent()) {
                now = next.get();
                record();
            } else end(history.at(descentBest));
            training.progress().at("fit mps --tied", (long) start * MOST_STEPS + (now == null ? 0 : last() - begun), (long) options.starts() * MOST_STEPS);
            if (!training.checkpoint().offer(last(), this::state)) {
                stop = Fit.Stop.INTERRUPTED;
                break;
            }
        }
        if (best == null) throw new NumericalException("fit mps --tied: none of " + options.starts() + " starts gave a finite likelihood; more trials or a smaller --bond may help");
        return new Fit(new TiedMpsModel(best), history.steps(), stop, notes());
    }

    /** @return whether this start can be descended from */
    private boolean begin() {
        try {
            now = Lbfgs.start(objective, chart.point(mixture().isometries()));
        } catch (NumericalException e) {
            outcomes.add(Double.NaN);
            start++;
            return false;
        }
        begun = descentBest = history.steps().size();
        record();
        return true;
    }

    /** The widest mixture that is no worse than independent cells. */
    private TiedMps mixture() {
        double[] p = MixtureStart.rates(data), byNeuron = RatesOverTime.constant(data).logProbabilityByNeuron(data);
        double independent = -Arrays.stream(byNeuron).sum() / data.trials();
        var gradient = new TiedGradient(data, options.bond());
        TiedMps mixture = null;
        for (int n = 0; n <= SMALLEST_SPREADS; n++) {
            double spread = n == SMALLEST_SPREADS ? 0 : Math.scalb(1, -n);
            mixture = MixtureStart.of(p, options.bond(), spread, training.seed().child(start));
            double[][] x = mixture.isometries(), g = Arrays.stream(x).map(a -> new double[a.length]).toArray(double[][]::new);
            if (gradient.at(x, g) <= independent) return mixture;
        }
        return mixture;
    }

    private boolean finished() {
        int step = last();
        if (step - begun >= MOST_STEPS || step - descentBest >= STEPS_PER_PATIENCE * options.patience()) return true;
        return training.validation().isEmpty() && step - begun >= 10 && history.at(step - 10).trainNats() - history.at(step).trainNats() < UNCHANGED * Math.abs(history.at(step).trainNats());
    }

    private void end(Fit.Step best) {
        outcomes.add(best.index() > begun ? score(best) : Double.NaN);
        start++;
        now = null;
    }

    private void record() {
        TiedMps network = TiedMps.owning(chart.isometries(now.x()));
        double held = training.validation().map(v -> meanNats(network, v)).orElse(Double.NaN);
        history.add(now.value(), held);
        int step = last();
        if (step == begun || score(history.at(step)) < score(history.at(descentBest))) descentBest = step;
        if (best == null || score(history.at(step)) < score(history.at(bestStep))) {
            best = network;
            bestStep = step;
        }
    }

    private int last() { return history.steps().size() - 1; }

    private double score(Fit.Step step) { return training.validation().isPresent() ? step.validationNats() : step.trainNats(); }

    private static double meanNats(TiedMps network, SpikeTrains data) {
        double sum = 0;
        for (double logP : new TiedMpsModel(network).logProbability(data)) sum -= logP;
        return sum / data.trials();
    }

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
                .put("outcomes", outcomes.stream().mapToDouble(Double::doubleValue).toArray(), outcomes.size()).putAll("best/", best.arrays());
        history.putInto(state);
        if (now == null) return state;
        int size = now.x().length, kept = now.changes().size();
        double[] x = new double[kept * size], g = new double[kept * size];
        for (int c = 0; c < kept; c++) {
            System.arraycopy(now.changes().get(c).x(), 0, x, c * size, size);
            System.arraycopy(now.changes().get(c).g(), 0, g, c * size, size);
        }
        return state.put("now/x", now.x(), size).put("now/value", now.value()).put("now/gradient", now.g(), size)
                .put("now/changes_of_x", x, kept, size).put("now/changes_of_gradient", g, kept, size);
    }

    private void take(NamedArrays state) {
        start = (int) state.get("start").scalar();
        begun = (int) state.get("begun").scalar();
        bestStep = (int) state.get("best_step").scalar();
        descentBest = (int) state.get("descent_best").scalar();
        for (double o : state.get("outcomes").doubles()) outcomes.add(o);
        best = TiedMps.restore(state.under("best/"));
        history.takeFrom(state);
        if (!state.has("now/x")) return;
        double[] x = state.get("now/x").doubles(), cx = state.get("now/changes_of_x").doubles(), cg = state.get("now/changes_of_gradient").doubles();
        Require.length("parameters of the checkpoint", x.length, chart.dimension());
        List<Lbfgs.Change> changes = new ArrayList<>();
        for (int at = 0; at < cx.length; at += x.length) changes.add(new Lbfgs.Change(Arrays.copyOfRange(cx, at, at + x.length), Arrays.copyOfRange(cg, at, at + x.length)));
        now = new Lbfgs.State(x, state.get("now/value").scalar(), state.get("now/gradient").doubles(), changes);
    }
}
