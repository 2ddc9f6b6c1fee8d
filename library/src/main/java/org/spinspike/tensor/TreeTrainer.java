package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import org.spinspike.model.Fit;
import org.spinspike.model.Model;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;

/**
 * Fits a {@link TreeMps}, its leaves turned by clock and past where that is wanted ({@link LeafDrive}). First one whose tensors are tied over time; where bins are to
 * have tensors of their own, these begin as the tied ones and descend on from there.
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

    static Fit fit(Training given, TreeOptions options) {
        NeuronTree tree = TreeChoice.of(options.tree(), given.data()), file = TreeChoice.of(TreeChoice.FILE_ORDER, given.data());
        Training training = FlippedBits.in(given, options.descent().smoothing());
        if (!options.gain()) return fit(training, options, tree);
        return TreeGain.fit(training, part -> fit(part, options, tree), part -> fit(part, options, file));
    }

    private static Fit fit(Training training, TreeOptions options, NeuronTree tree) {
        List<SizeChoice.Size> sizes = options.sizes(training.validation().isPresent()).stream()
                .map(size -> new SizeChoice.Size("chi " + size.chi() + ", bond " + size.bond(), part -> new TreeTrainer(part, size, tree).run())).toList();
        return SizeChoice.fit(training, sizes, TreeBornMachine::restore);
    }

    private Fit run() {
        Fit fit = options.free() == TreeOptions.Free.NONE ? tied(training) : new TwoPhases(new String[] {"tied", "free"}, this::tied, this::free, TreeBornMachine::restore).fit(training);
        List<String> notes = new ArrayList<>(fit.notes());
        notes.add("tree over the neurons: " + tree.text(training.data().cells()::name));
        return new Fit(fit.model(), fit.history(), fit.stop(), notes);
    }

    private Fit tied(Training part) {
        if (options.grows()) return Growth.fit(part, smaller -> new TreeTrainer(training, options.halved(), tree).tied(smaller), this::widened,
                "chi " + options.chi() + ", bond " + options.bond(), TreeBornMachine::restore);
        return options.driven() ? driven(part) : new TwoPhases(new String[] {"chain", "tree"}, this::chain, this::tree, TreeBornMachine::restore).fit(part);
    }

    private Fit driven(Training part) {
        LeafDrive drive = LeafDrive.ofRates(part.data(), options.perBin(), options.lags());
        double[] rates = RatesOverTime.smoothed(part.data().selectNeurons(order));
        return TreeDescent.fit(part, (spread, seed) -> asTree(MixtureStart.of(rates, options.bond(), spread, seed, part.checkpoint()::stopping)), drive, drive, options, options.descent());
    }

    private TreeMps asTree(TiedMps chain) { return ChainAsTree.of(chain, tree, options.chi()); }

    /** @return the fit of the chain, its model written as a tree */
    private Fit chain(Training part) {
        Training ordered = new Training(part.data().selectNeurons(order), part.validation().map(v -> v.selectNeurons(order)), part.options(), part.iterations(), part.seed(),
                part.checkpoint(), part.progress());
        Fit fit = TiedTrainer.fit(ordered, options.bond(), false, options.descent());
        return new Fit(new TreeModel(asTree(((TiedMpsModel) fit.model()).network())), fit.history(), fit.stop(), fit.notes());
    }

    private Fit tree(Training part, Model start) { return goOn(part, ((TreeModel) start).network(), LeafDrive.none(tree.neurons())); }

    private Fit widened(Training part, Model start) {
        var small = (TreeBornMachine) start;
        return goOn(part, Widening.tree(small.network(), options.chi(), options.bond(), part.seed()), small.drive);
    }

    private Fit free(Training part, Model start) {
        var tied = (TreeBornMachine) start;
        return goOn(part, tied.network().untied(part.data().bins()), tied.drive);
    }

    private Fit goOn(Training part, TreeMps net, LeafDrive drive) {
        LeafDrive zero = drive.none() ? drive : LeafDrive.ofRates(part.data(), options.perBin(), options.lags());
        return TreeDescent.fit(part, (spread, seed) -> net, drive, zero, options, options.descent().withStarts(1));
    }
}
