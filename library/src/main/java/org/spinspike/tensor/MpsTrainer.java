package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;
import org.spinspike.model.ConstantNeurons;
import org.spinspike.model.Fit;
import org.spinspike.model.LearningCurve;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/**
 * Fits an {@link MpsModel} by two-site sweeps ({@link TwoSiteSweep}), half a sweep a step, and keeps the best chain by held-out likelihood.
 *
 * <p>A free chain has far more parameters than a recording has trials and soon learns them by heart; how soon depends on the recording. So training starts
 * at rates over time ({@link ProductStart}) with bonds of dimension 2, scores the validation trials after every half-sweep, and doubles the largest
 * bond dimension, from the best chain so far, when a whole sweep has brought less than {@link #WORTHWHILE} of what has been gained since the start. It ends
 * {@code patience} half-sweeps after the best one. The start itself takes part, as step 0, so the result is never worse on the validation trials than rates
 * over time. Without validation trials the training score takes their place, the last chain is returned, and training stops where nothing changes.
 *
 * <p>Entries that were not observed, and bins past the end of a shorter trial, are filled before every half-sweep with one draw from the current model given
 * the observed ones (stochastic EM: the model's own beliefs carry no information, observed entries do). Scores in the history are exact, summed over what
 * was not observed.
 *
 * <p>Mini-batches: trials are shuffled before every half-sweep; without them nothing is random but the start and the completions. A step draws from
 * {@code seed.child(step)}, so a resumed run gives the same bytes.
 */
public final class MpsTrainer {
    /** Without validation: training has converged where a whole sweep changes the score by less than this share. */
    private static final double UNCHANGED = 1e-9;

    /** Share of all that was gained so far which a whole sweep must add, or larger bonds are tried. */
    private static final double WORTHWHILE = .1;
    static final int FIRST_BOND = 2;

    private final Training training;
    private final MpsOptions options;
    private final SpikeTrains data;
    private final int sites, steps;
    private final boolean complete;                      // whether every trial has every entry

    // The state: everything the rest of the training depends on.
    private int step;
    private Mps chain, best;
    private int bestStep, bond, grownAt;                 // largest bond dimension now, and the step since which
    private final LearningCurve history = new LearningCurve();

    private TwoSiteSweep sweep;                          // kept from step to step where the data do not change

    private MpsTrainer(Training training, MpsOptions options) {
        this.training = training;
        this.options = options;
        this.data = training.data();
        Require.atLeast("trials to learn from", data.trials(), 1);
        this.sites = Math.multiplyExact(data.bins(), data.neurons());
        this.steps = training.iterations() == 0 ? options.halfSweeps() : training.iterations();
        this.complete = data.fullyObserved() && !data.design().ragged();
        training.validation().ifPresent(held -> {
            Require.that(held.neurons() == data.neurons(), "validation trials must have " + data.neurons() + " neurons, got " + held.neurons());
            Require.that(held.bins() <= data.bins(), "validation trials must have at most " + data.bins() + " bins, got " + held.bins());
        });
    }

    /**
     * @param start a chain of bins times neurons sites to start from, or empty for the default start
     * @throws IllegalArgumentException where data, validation and start do not fit together
     */
    public static Fit fit(Training training, MpsOptions options, Optional<Mps> start) {
        var trainer = new MpsTrainer(training, options);
        Optional<NamedArrays> resumed = training.checkpoint().resumed();
        if (resumed.isPresent()) trainer.take(resumed.get());
        else trainer.begin(start.orElseGet(() -> ProductStart.of(training.data(), options.bond(), options.noise(), training.seed())));
        return trainer.run();
    }

    private void begin(Mps start) {
        Require.length("sites of the start (bins times neurons)", start.sites(), sites);
        chain = best = start.leftCanonical().mps();
        bond = options.fixedBond() ? options.bond() : Math.min(options.bond(), Math.max(FIRST_BOND, start.largestBond()));
        record(model(chain));
    }

    private Fit run() {
        Fit.Stop stop;
        while ((stop = reasonToStop()) == null) {
            halfSweep();
            growWhereItStalls();
            if (!training.checkpoint().offer(step, this::state)) {
                stop = Fit.Stop.INTERRUPTED;
                break;
            }
        }
        return new Fit(model(training.validation().isPresent() ? best : chain), history.steps(), stop, notes());
    }

    private Fit.Stop reasonToStop() {
        if (training.validation().isPresent()) {
            if (step - bestStep >= options.patience()) return Fit.Stop.VALIDATION;
        } else if (step - grownAt >= 2 && bond == options.bond()) {
            double now = history.at(step).trainNats(), before = history.at(step - 2).trainNats();
            if (Math.abs(before - now) <= UNCHANGED * Math.abs(now)) return Fit.Stop.CONVERGED;
        }
        return step >= steps ? Fit.Stop.STEP_LIMIT : null;
    }

    private void halfSweep() {
        boolean rightwards = step % 2 == 1;
        Seed seed = training.seed().child(step);
        if (sweep == null || !complete || options.batch() > 0) {
            byte[][] bits = bits(seed);
            if (options.batch() > 0) bits = shuffled(bits, seed.child("batches").generator());
            sweep = new TwoSiteSweep(chain, TrainingBits.of(bits, options.batch()), options, new Workers());
        }
        int visits = TwoSiteSweep.visits(sites);
        long before = (long) step * visits, total = (long) steps * visits;
        double nats = sweep.run(rightwards, bond, visited -> training.progress().at("fit mps", before + visited, total));
        chain = sweep.chain();
        step++;
        MpsModel model = model(chain);
        record(model, complete ? nats : model.meanNats(data));
    }

    private void growWhereItStalls() {
        if (bond == options.bond() || step - grownAt < 2) return;
        boolean held = training.validation().isPresent();
        double gained = score(0) - score(held ? bestStep : step);
        if (score(step - 2) - score(step) >= WORTHWHILE * gained && gained > 0) return;
        bond = Math.min(options.bond(), 2 * bond);
        grownAt = step;
        if (held && bestStep != step) {
            chain = step % 2 == 1 ? best.rightCanonical().mps() : best.leftCanonical().mps();     // as the next half-sweep wants it
            sweep = null;
        }
    }

    /** What is to become small: the validation score where there is one. */
    private double score(int step) {
        return training.validation().isPresent() ? history.at(step).validationNats() : history.at(step).trainNats();
    }

    private void record(MpsModel model) { record(model, model.meanNats(data)); }

    private void record(MpsModel model, double trainNats) {
        double held = training.validation().map(v -> model.meanNats(v)).orElse(Double.NaN);
        if (step > 0 && held < history.at(bestStep).validationNats()) {
            best = chain;
            bestStep = step;
        }
        history.add(trainNats, held);
    }

    private MpsModel model(Mps of) { return MpsModel.of(of, data.neurons(), data.bins()); }

    /** @return [sites][trials], what was not observed drawn from the current chain */
    private byte[][] bits(Seed seed) {
        byte[][] bySite = new byte[sites][data.trials()];
        Mps current = complete ? null : model(chain).chain();
        Chunks.forEach(data.trials(), Forward.TRIALS, (c, from, to) -> {
            for (int k = from; k < to; k++) {
                byte[] trial = MaskedTrial.states(data, k, data.bins());
                if (current != null && IntStream.range(0, sites).anyMatch(l -> trial[l] == Densities.HIDDEN)) {
                    scatter(new MaskedTrial(current, data.neurons(), trial).complete(seed.child(k).generator()), bySite, k);
                } else scatter(trial, bySite, k);
            }
        });
        return bySite;
    }

    private static void scatter(byte[] trial, byte[][] bySite, int k) { for (int l = 0; l < trial.length; l++) bySite[l][k] = trial[l]; }

    private static byte[][] shuffled(byte[][] bits, RandomGenerator random) {
        int trials = bits[0].length;
        int[] order = Shuffle.order(trials, random);
        byte[][] out = new byte[bits.length][trials];
        for (int l = 0; l < bits.length; l++) for (int x = 0; x < trials; x++) out[l][x] = bits[l][order[x]];
        return out;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!complete) notes.add("entries not observed, and bins past the end of shorter trials, were drawn from the model before every half-sweep (stochastic EM)");
        if (training.validation().isEmpty()) notes.add("no validation trials: a free matrix product state learns its trials by heart; hold some out (--validation)");
        ConstantNeurons.note(data, "a trial in which one of them does otherwise counts as next to impossible").ifPresent(notes::add);
        return notes;
    }

    // ---- the state in a checkpoint

    private NamedArrays state() {
        var state = new NamedArrays().put("step", (long) step).put("best_step", (long) bestStep).put("bond", (long) bond).put("grown_at", (long) grownAt);
        return history.putInto(state).putAll("now/", chain.arrays()).putAll("best/", best.arrays());
    }

    private void take(NamedArrays state) {
        step = (int) state.get("step").scalar();
        bestStep = (int) state.get("best_step").scalar();
        bond = (int) state.get("bond").scalar();
        grownAt = (int) state.get("grown_at").scalar();
        chain = Mps.restore(state.under("now/"));
        best = Mps.restore(state.under("best/"));
        Require.length("sites of the checkpoint (bins times neurons)", chain.sites(), sites);
        history.takeFrom(state);
    }
}
