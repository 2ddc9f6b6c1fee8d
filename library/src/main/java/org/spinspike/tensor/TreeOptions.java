package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinspike.math.Require;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * How a {@code tensor-brain} is trained.
 *
 * @param chi        largest leg of the tree: dimensions in which a group of neurons tells the rest what it does; 0 where validation is to choose
 * @param bond       dimension of the bond between bins; 0 where validation is to choose
 * @param tree       its name or itself, see {@link TreeChoice}
 * @param gain       whether the same is trained in the order of the file too, to tell the gain
 * @param perBin     whether every bin of the clock turns the leaves by angles of its own ({@link LeafDrive})
 * @param lags       bins of the past that turn them, 0 for none
 * @param ridge      of the couplings, see {@link TreeDescent}
 * @param clockRidge of the clock's angles
 * @param free       which tensors bins have of their own
 * @param descent    how it is trained; without a drive the starts are those of the chain it comes from
 */
record TreeOptions(int chi, int bond, String tree, boolean gain, boolean perBin, int lags, double ridge, double clockRidge, Free free,
                   DescentOptions descent) {
    private static final int[][] SIZES = {{4, 2}, {4, 4}, {8, 8}, {16, 16}};
    static final int MOST = 1024;
    private static final int FIRST_CHI = 4, FIRST_BOND = 2;
    private static final int[] SIZE_WITHOUT_VALIDATION = SIZES[2];

    enum Free {
        /** None: one tree and one core for all bins, for trials of any length. */ NONE,
        /** Cores; one tree. */ CORES,
        /** Trees and cores. */ ALL
    }

    TreeOptions {
        Require.that(chi == 0 || chi >= 2 && chi <= MOST, "chi must be 2 to " + MOST + ", or 0 for what validation chooses, got " + chi);
        Require.inRange("bond", bond, 0, MOST);
        Require.inRange("lags", lags, 0, 1000);
        Require.notNegative("ridge", ridge);
        Require.notNegative("clock-ridge", clockRidge);
        Require.that(!gain || !tree.equals(TreeChoice.FILE_ORDER), "--tree-gain compares with --tree " + TreeChoice.FILE_ORDER + ", which is the tree asked for");
    }

    /** @return the largest chi and bond that validation tries */
    static int largestTried() { return SIZES[SIZES.length - 1][0]; }

    /** @return free numbers of the cores over the square of the bond: code - 1 of each; of sizes that validation is to choose from, the smallest counts */
    static long coreNumbers(int chi, Free free, int neurons, int bins) {
        long code = Math.min(chi > 0 ? chi : SIZES[0][0], 1L << Math.min(neurons, 20));
        return (code - 1) * (free == Free.NONE ? 1 : bins);
    }

    boolean driven() { return perBin || lags > 0; }

    /** @return options of the sizes to be tried, in that order: one where both are given */
    List<TreeOptions> sizes(boolean validation) {
        if (chi > 0 && bond > 0) return List.of(this);
        int[][] sizes = validation ? SIZES : new int[][] {SIZE_WITHOUT_VALIDATION};
        return Arrays.stream(sizes).map(size -> sized(chi > 0 ? chi : size[0], bond > 0 ? bond : size[1])).distinct().toList();
    }

    /** @return whether the training begins with something smaller */
    boolean grows() { return descent.grow() && (chi > FIRST_CHI || bond > FIRST_BOND); }

    /** @return the size before this one in a training that grows */
    TreeOptions halved() { return sized(Math.max(Math.min(chi, FIRST_CHI), (chi + 1) / 2), Math.max(Math.min(bond, FIRST_BOND), (bond + 1) / 2)); }

    private TreeOptions sized(int chi, int bond) { return new TreeOptions(chi, bond, tree, gain, perBin, lags, ridge, clockRidge, free, descent); }

    static List<Option> offered() {
        var all = new ArrayList<>(List.of(
                Option.whole("chi", 0, "largest leg of the tree over neurons; 0: chosen on validation trials"),
                Option.whole("bond", 0, "dimension of the bond between bins; 0: chosen on validation trials"),
                Option.text("tree", TreeChoice.DEFAULT, "information: neurons that tell most about each other meet low; or chow-liu, fiedler, areas, balanced or chain (file order), or FILE.json: nested lists of neurons"),
                Option.flag("tree-gain", "trains once more in file order and notes what the tree gains on the validation trials"),
                Option.flag("per-bin", "angles of its own for every neuron and bin, so that the bond need not carry what the stimulus says"),
                Option.whole("lags", 0, "bins of the past that act on every neuron directly, beside the network; 0 for the network alone"),
                Option.real("ridge", 100, "penalty on what the lags say, in nats over all training trials"),
                Option.real("clock-ridge", 100, "per-bin: penalty on leaving the rates over time, likewise; 4 m weighs as m trials"),
                Option.text("free", "none", "tensors of its own for every bin, trained on from the tied ones: none, cores or all"),
                Option.whole("patience", 4, "times six steps without a better validation score before a descent stops")));
        all.addAll(DescentOptions.offered(""));
        all.addAll(DescentOptions.ofSteps());
        return all;
    }

    static Free free(Options options) { return DescentOptions.named("free", options.text("free"), Free.values()); }

    static TreeOptions of(Options options) {
        return new TreeOptions(options.whole("chi"), options.whole("bond"), TreeChoice.checked(options.text("tree")), options.flag("tree-gain"), options.flag("per-bin"),
                options.whole("lags"), options.real("ridge"), options.real("clock-ridge"), free(options),
                DescentOptions.of(options, offered()));
    }
}
