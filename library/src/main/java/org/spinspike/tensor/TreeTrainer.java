package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Fit;
import org.spinspike.model.LearningCurve;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/**
 * Fits a tied {@link TreeMps} in two phases. First a tied chain over the neurons in the order of the tree's leaves is fitted from several mixtures
 * ({@link TiedTrainer}); the best one is written as a tree ({@link ChainAsTree}), and from there all tensors of the tree descend together ({@link Descents}).
 *
 * <p>Why the detour: trees that begin as mixtures of product states end on a plateau, at 1.1 nats a trial behind the truth on the reference data of 8 neurons x 10
 * bins, where the published form of start and optimiser ends at .7 to .9; started from a chain they end at .45 to .6. A chain's bond finds out by itself what
 * of each neuron's history is worth carrying; a tree that is given codes of overall liveliness only does not. Our own way; the source tells of none.
 */
final class TreeTrainer {
    private final Training training;
    private final TreeOptions options;
    private final NeuronTree tree;
    private final int[] order;

    private TreeTrainer(Training training, TreeOptions options) {
        this.training = training;
        this.options = options;
        int[] file = IntStream.range(0, training.data().neurons()).toArray();
        this.tree = switch (options.shape()) {
            case INFORMATION -> InformationTree.of(training.data());
            case BALANCED -> NeuronTree.balanced(file);
            case CHAIN -> NeuronTree.caterpillar(file);
        };
        this.order = tree.order();
    }

    static Fit fit(Training training, TreeOptions options) { return new TreeTrainer(training, options).run(); }

    private Fit run() {
        Optional<NamedArrays> resumed = training.checkpoint().resumed();
        boolean grown = resumed.isPresent() && resumed.get().has("phase") && resumed.get().get("phase").text().equals("tree");
        TiedMps chain;
        List<Fit.Step> first;
        List<String> notes;
        if (grown) {
            chain = TiedMps.restore(resumed.get().under("chain/"));
            var curve = new LearningCurve();
            curve.takeFrom(resumed.get().under("before/"));
            first = curve.steps();
            notes = resumed.get().get("notes").text().lines().toList();
        } else {
            Fit fit = chainFit();
            chain = ((TiedMpsModel) fit.model()).network();
            first = fit.history();
            notes = fit.notes();
            if (fit.stop() == Fit.Stop.INTERRUPTED || fit.stop() == Fit.Stop.STEP_LIMIT) return new Fit(new TreeModel(asTree(chain)), first, fit.stop(), notes);
        }
        Fit second = treeFit(chain, first, notes, grown);
        var history = new ArrayList<>(first);
        for (Fit.Step s : second.history()) history.add(new Fit.Step(first.size() + s.index(), s.trainNats(), s.validationNats()));
        var all = new ArrayList<>(notes);
        all.add("tree over the neurons: " + tree);
        return new Fit(second.model(), history, second.stop(), all);
    }

    private TreeMps asTree(TiedMps chain) { return ChainAsTree.of(chain, tree, options.chi()); }

    private Fit chainFit() {
        Checkpoint checkpoint = wrapped(state -> new NamedArrays().put("phase", "chain").putAll("chain/", state), "chain/", 0);
        var part = new Training(training.data().selectNeurons(order), training.validation().map(v -> v.selectNeurons(order)), training.options(), training.iterations(),
                training.seed().child("chain"), checkpoint, training.progress());
        return TiedTrainer.fit(part, options.bond(), options.descent());
    }

    private Fit treeFit(TiedMps chain, List<Fit.Step> first, List<String> notes, boolean grown) {
        TreeMps start = asTree(chain);
        var curve = new LearningCurve();
        first.forEach(s -> curve.add(s.trainNats(), s.validationNats()));
        Checkpoint checkpoint = wrapped(state -> curve.putInto(new NamedArrays(), "before/").put("phase", "tree").put("notes", String.join("\n", notes))
                .putAll("chain/", chain.arrays()).putAll("tree/", state), grown ? "tree/" : null, first.size());
        int left = training.iterations() == 0 ? 0 : Math.max(1, training.iterations() - (first.size() - 1));
        var part = new Training(training.data(), training.validation(), training.options(), left, training.seed().child("tree"), checkpoint, training.progress());
        return Descents.fit("fit tensor-brain", part, new Grown(training.data(), start), start.shapes(), options.descent().withStarts(1));
    }

    private record Grown(SpikeTrains data, TreeMps start, TreeGradient gradient) implements Descents.Network {
        Grown(SpikeTrains data, TreeMps start) { this(data, start, new TreeGradient(data, start)); }

        @Override public double[][] mixture(double spread, Seed seed)   { return start.isometries(); }
        @Override public double at(double[][] x, double[][] to)         { return gradient.at(x, to); }
        @Override public double at(double[][] x, double[][] to, int[] trials) { return new TreeGradient(data.select(trials), start).at(x, to); }
        @Override public Likelihood model(double[][] x)                 { return new TreeModel(start.with(x)); }
    }

    /** The checkpoint of one phase inside that of both. */
    private Checkpoint wrapped(java.util.function.UnaryOperator<NamedArrays> around, String resumeUnder, int before) {
        return new Checkpoint() {
            @Override public Optional<NamedArrays> resumed() {
                return resumeUnder == null ? Optional.empty() : training.checkpoint().resumed().map(state -> state.under(resumeUnder));
            }
            @Override public boolean offer(int step, Supplier<NamedArrays> state) { return training.checkpoint().offer(before + step, () -> around.apply(state.get())); }
        };
    }
}
