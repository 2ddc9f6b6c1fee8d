package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spinspike.math.NamedArrays;
import org.spinspike.model.Fit;
import org.spinspike.model.LearningCurve;
import org.spinspike.model.Training;

/**
 * Fits a tied {@link TreeMps}, its leaves turned by clock and past where that is wanted ({@link LeafDrive}).
 *
 * <p>With a drive, tensors and drive descend together from several {@linkplain MixtureStart mixtures of product states} written as a tree. Without one, two phases:
 * first a tied chain over the neurons in the order of the tree's leaves is fitted from several mixtures ({@link TiedTrainer}); the best one is written as a tree
 * ({@link ChainAsTree}), and from there all tensors of the tree descend together ({@link Descents}).
 *
 * <p>Why the detour: trees without a drive that begin as mixtures of product states end on a plateau, at 1.1 nats a trial behind the truth on the reference data of
 * 8 neurons x 10 bins, where the published form of start and optimiser ends at .7 to .9; started from a chain they end at .45 to .6. A chain's bond finds out by
 * itself what of each neuron's history is worth carrying; a tree that is given codes of overall liveliness only does not. Where a drive carries each neuron's
 * history, what is left is overall liveliness, and the mixtures are the better start (.11 against .21 with one lag). Our own way; the source tells of none.
 */
final class TreeTrainer {
    private final Training training;
    private final TreeOptions options;
    private final NeuronTree tree;
    private final int[] order;

    private TreeTrainer(Training training, TreeOptions options, NeuronTree tree) {
        this.training = training;
        this.options = options;
        this.tree = tree;
        this.order = tree.order();
    }

    static Fit fit(Training training, TreeOptions options) {
        NeuronTree tree = TreeChoice.of(options.tree(), training.data());
        if (!options.gain()) return fit(training, options, tree);
        NeuronTree file = TreeChoice.of(TreeChoice.FILE_ORDER, training.data());
        return TreeGain.fit(training, part -> fit(part, options, tree), part -> fit(part, options, file));
    }

    private static Fit fit(Training training, TreeOptions options, NeuronTree tree) {
        List<SizeChoice.Size> sizes = options.sizes(training.validation().isPresent()).stream()
                .map(size -> new SizeChoice.Size("chi " + size.chi() + ", bond " + size.bond(), part -> new TreeTrainer(part, size, tree).run())).toList();
        return SizeChoice.fit(training, sizes, TreeBornMachine::restore);
    }

    private Fit run() {
        Fit fit = options.driven() ? drivenFit() : chainThenTree();
        List<String> notes = new ArrayList<>(fit.notes());
        notes.add("tree over the neurons: " + tree);
        return new Fit(fit.model(), fit.history(), fit.stop(), notes);
    }

    // ---- with a drive

    private Fit drivenFit() {
        LeafDrive drive = LeafDrive.ofRates(training.data(), options.perBin(), options.lags());
        double[] rates = MixtureStart.rates(training.data().selectNeurons(order));
        return TreeDescent.fit(training, (spread, seed) -> asTree(MixtureStart.of(rates, options.bond(), spread, seed)), drive, options, options.descent());
    }

    private TreeMps asTree(TiedMps chain) { return ChainAsTree.of(chain, tree, options.chi()); }

    // ---- without

    private Fit chainThenTree() {
        Optional<NamedArrays> resumed = training.checkpoint().resumed();
        boolean grown = resumed.isPresent() && resumed.get().get("phase").text().equals("tree");
        TiedMps chain;
        var before = new LearningCurve();
        List<String> notes;
        if (grown) {
            chain = TiedMps.restore(resumed.get().under("chain/"));
            before.takeFrom(resumed.get().under("before/"));
            notes = resumed.get().get("notes").text().lines().toList();
        } else {
            Fit fit = chainFit(resumed.isPresent());
            chain = ((TiedMpsModel) fit.model()).network();
            fit.history().forEach(s -> before.add(s.trainNats(), s.validationNats()));
            notes = fit.notes();
            if (fit.stop() == Fit.Stop.INTERRUPTED || fit.stop() == Fit.Stop.STEP_LIMIT) return new Fit(new TreeModel(asTree(chain)), before.steps(), fit.stop(), notes);
        }
        Fit second = treeFit(chain, before, notes, grown);
        int steps = before.steps().size();
        var history = new ArrayList<>(before.steps());
        for (Fit.Step s : second.history()) history.add(new Fit.Step(steps + s.index(), s.trainNats(), s.validationNats()));
        return new Fit(second.model(), history, second.stop(), notes);
    }

    private Fit chainFit(boolean resumed) {
        var part = new PartOfTraining(training, 0, state -> state.put("phase", "chain"), resumed)
                .of(training.data().selectNeurons(order), training.validation().map(v -> v.selectNeurons(order)), training.seed().child("chain"));
        return TiedTrainer.fit(part, options.bond(), false, options.descent());
    }

    private Fit treeFit(TiedMps chain, LearningCurve before, List<String> notes, boolean resumed) {
        TreeMps start = asTree(chain);
        var part = new PartOfTraining(training, before.steps().size(), state -> before.putInto(state, "before/").put("phase", "tree").put("notes", String.join("\n", notes))
                .putAll("chain/", chain.arrays()), resumed).of(training.seed().child("tree"));
        return TreeDescent.fit(part, (spread, seed) -> start, LeafDrive.none(tree.neurons()), options, options.descent().withStarts(1));
    }
}
