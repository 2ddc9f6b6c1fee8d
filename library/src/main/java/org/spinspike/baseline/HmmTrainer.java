package org.spinspike.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.model.Fit;
import org.spinspike.model.LearningCurve;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/**
 * Fits an {@link HmmModel} by expectation maximisation (Baum and Welch), from several starts, for several numbers of states where none is given, and keeps the best
 * one by held-out likelihood.
 *
 * <pre>
 * rate[z,i]  = (sum of p(z_t = z | trial) s_ti + r_i) / (sum of p(z_t = z | trial) over observed entries + 1)      r_i: mean rate of the neuron
 * move[z,y]  = (expected moves from z to y + 1 / K) / (expected moves from z + 1),     start likewise
 * </pre>
 *
 * The added observation a state keeps every probability away from 0 and 1. More states are tried until two numbers in a row have brought the validation trials nothing;
 * without validation trials four states are taken. Unobserved entries do not count. A start draws from {@code seed.child(states).child(start)}, nothing else is random.
 */
final class HmmTrainer {
    static final int MOST_STEPS = 300;
    private static final int PATIENCE = 10, FAILURES = 2, STATES_WITHOUT_VALIDATION = 4;
    private static final double UNCHANGED = 1e-6, STAY = .9;

    private final Training training;
    private final HmmOptions options;
    private final SpikeTrains data;
    private final List<Integer> candidates;
    private final double[] meanRate;

    // The state: everything the rest of the training depends on.
    private int candidate, start, begun;                 // run under way, and the step at which it began
    private HmmModel now, best;
    private int bestStep, runBest;                       // best step of all, and of this run
    private final LearningCurve history = new LearningCurve();
    private final List<Double> outcomes = new ArrayList<>();   // best score of each finished run

    private HmmTrainer(Training training, HmmOptions options) {
        this.training = training;
        this.options = options;
        this.data = training.data();
        Require.atLeast("trials to learn from", data.trials(), 1);
        this.candidates = options.states() > 0 ? List.of(options.states()) : training.validation().isPresent() ? HmmOptions.CANDIDATES : List.of(STATES_WITHOUT_VALIDATION);
        this.meanRate = RatesOverTime.smoothed(data);
    }

    static Fit fit(Training training, HmmOptions options) {
        var trainer = new HmmTrainer(training, options);
        training.checkpoint().resumed().ifPresent(trainer::take);
        return trainer.run();
    }

    private Fit run() {
        int limit = training.iterations() == 0 ? Integer.MAX_VALUE : training.iterations();
        Fit.Stop stop = training.validation().isPresent() ? Fit.Stop.VALIDATION : Fit.Stop.CONVERGED;
        while (candidate < candidates.size()) {
            if (now == null) begin();
            if (last() >= limit) {
                stop = Fit.Stop.STEP_LIMIT;
                break;
            }
            if (finished()) end();
            else {
                now = new Expectations(now).maximised();
                record();
            }
            training.progress().at("fit hmm", (long) (candidate * options.starts() + start) * MOST_STEPS + (now == null ? 0 : last() - begun),
                    (long) candidates.size() * options.starts() * MOST_STEPS);
            if (!training.checkpoint().offer(last(), this::state)) {
                stop = Fit.Stop.INTERRUPTED;
                break;
            }
        }
        return new Fit(best, history.steps(), stop, notes());
    }

    private void begin() {
        int k = candidates.get(candidate), n = data.neurons();
        RandomGenerator random = training.seed().child(k).child(start).generator();
        double[] first = new double[k], move = new double[k * k], rate = new double[k * n];
        Arrays.fill(first, 1. / k);
        for (int z = 0; z < k; z++) {
            for (int y = 0; y < k; y++) move[z * k + y] = k == 1 ? 1 : y == z ? STAY : (1 - STAY) / (k - 1);
            for (int i = 0; i < n; i++) rate[z * n + i] = 1 - Math.pow(1 - meanRate[i], 2 * random.nextDouble());
        }
        now = new HmmModel(first, move, rate, n);
        begun = runBest = history.steps().size();
        history.begin();
        record();
    }

    private boolean finished() {
        int step = last();
        if (step - begun >= MOST_STEPS || step - runBest >= PATIENCE && training.validation().isPresent()) return true;
        return step > begun && Math.abs(history.at(step - 1).trainNats() - history.at(step).trainNats()) < UNCHANGED * Math.abs(history.at(step).trainNats());
    }

    private void end() {
        outcomes.add(score(runBest));
        now = null;
        if (++start < options.starts()) return;
        start = 0;
        candidate++;
        if (candidate > FAILURES && IntStream.rangeClosed(1, FAILURES).noneMatch(back -> gained(candidate - back))) candidate = candidates.size();
    }

    /** @return whether the candidate has a better start than all before it */
    private boolean gained(int c) {
        int each = options.starts();
        return best(c * each, (c + 1) * each) < best(0, c * each);
    }

    private double best(int from, int to) { return outcomes.subList(from, to).stream().mapToDouble(Double::doubleValue).min().orElseThrow(); }

    private void record() {
        double held = training.validation().map(v -> now.meanNats(v)).orElse(Double.NaN);
        history.add(now.meanNats(data), held);
        int step = last();
        if (step == begun || score(step) < score(runBest)) runBest = step;
        if (best == null || score(step) < score(bestStep)) {
            best = now;
            bestStep = step;
        }
    }

    private int last() { return history.steps().size() - 1; }

    private double score(int step) { return training.validation().isPresent() ? history.at(step).validationNats() : history.at(step).trainNats(); }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (candidates.size() > 1) {
            var tried = new ArrayList<String>();
            for (int c = 0; (c + 1) * options.starts() <= outcomes.size(); c++) tried.add(String.format(Locale.ROOT, "%d: %.4f", candidates.get(c), best(c * options.starts(), (c + 1) * options.starts())));
            notes.add(best.states() + " states, by validation nats of each number tried (" + tried.stream().collect(Collectors.joining(", ")) + ")"
                    + (best.states() == HmmOptions.CANDIDATES.get(HmmOptions.CANDIDATES.size() - 1) ? "; no more were tried, --states takes more" : ""));
        } else if (options.states() == 0) notes.add("no validation trials to choose the number of states by: " + STATES_WITHOUT_VALIDATION + " were taken (--states, or --validation)");
        return notes;
    }

    /** What the trials are expected to have done under a model; chunks of trials are added in order. */
    private final class Expectations {
        private final int k, n = data.neurons();
        private final double[] first, move, on, seen;

        Expectations(HmmModel model) {
            this.k = model.states();
            this.first = new double[k];
            this.move = new double[k * k];
            this.on = new double[k * n];
            this.seen = new double[k * n];
            int count = Chunks.count(data.trials(), HmmModel.TRIALS);
            double[][][] part = new double[count][][];
            Chunks.forEach(data.trials(), HmmModel.TRIALS, (c, from, to) -> {
                part[c] = new double[][] {new double[k], new double[k * k], new double[k * n], new double[k * n]};
                for (int trial = from; trial < to; trial++) add(model, trial, part[c]);
            });
            for (double[][] p : part) {
                Chunks.add(p[0], first);
                Chunks.add(p[1], move);
                Chunks.add(p[2], on);
                Chunks.add(p[3], seen);
            }
        }

        private void add(HmmModel model, int trial, double[][] sums) {
            int bins = data.bins(trial);
            double[][] alpha = model.filter(data, trial, new double[data.bins()], 0), beta = model.behind(data, trial);
            double[] gamma = new double[k], likely = new double[k];
            for (int t = 0; t < bins; t++) {
                double sum = 0;
                for (int z = 0; z < k; z++) sum += gamma[z] = alpha[t][z] * beta[t][z];
                for (int z = 0; z < k; z++) {
                    gamma[z] /= sum;
                    if (t == 0) sums[0][z] += gamma[z];
                }
                for (int i = 0; i < n; i++) {
                    if (!data.observed(trial, t, i)) continue;
                    boolean fires = data.fires(trial, t, i);
                    for (int z = 0; z < k; z++) {
                        sums[3][z * n + i] += gamma[z];
                        if (fires) sums[2][z * n + i] += gamma[z];
                    }
                }
                if (t == bins - 1) continue;
                model.weigh(data, trial, t + 1, likely);
                double total = 0;
                for (int z = 0; z < k; z++) for (int y = 0; y < k; y++) total += alpha[t][z] * model.move()[z * k + y] * likely[y] * beta[t + 1][y];
                for (int z = 0; z < k; z++) for (int y = 0; y < k; y++) sums[1][z * k + y] += alpha[t][z] * model.move()[z * k + y] * likely[y] * beta[t + 1][y] / total;
            }
        }

        HmmModel maximised() {
            double[] start = new double[k], rate = new double[k * n];
            distribution(first, start, 0);
            for (int z = 0; z < k; z++) distribution(move, move, z * k);
            for (int e = 0; e < rate.length; e++) rate[e] = (on[e] + meanRate[e % n]) / (seen[e] + 1);
            return new HmmModel(start, move, rate, n);
        }

        private void distribution(double[] counts, double[] to, int at) {
            double sum = 0;
            for (int z = 0; z < k; z++) sum += counts[at + z];
            for (int z = 0; z < k; z++) to[at + z] = (counts[at + z] + 1. / k) / (sum + 1);
        }
    }

    // ---- the state in a checkpoint

    private NamedArrays state() {
        var state = new NamedArrays().put("candidate", (long) candidate).put("start", (long) start).put("begun", (long) begun).put("best_step", (long) bestStep).put("run_best", (long) runBest)
                .put("outcomes", outcomes.stream().mapToDouble(Double::doubleValue).toArray(), outcomes.size()).putAll("best/", best.arrays());
        history.putInto(state);
        return now == null ? state : state.putAll("now/", now.arrays());
    }

    private void take(NamedArrays state) {
        candidate = (int) state.get("candidate").scalar();
        start = (int) state.get("start").scalar();
        begun = (int) state.get("begun").scalar();
        bestStep = (int) state.get("best_step").scalar();
        runBest = (int) state.get("run_best").scalar();
        for (double o : state.get("outcomes").doubles()) outcomes.add(o);
        best = HmmModel.restore(state.under("best/"));
        if (state.has("now/rate")) now = HmmModel.restore(state.under("now/"));
        history.takeFrom(state);
    }
}
