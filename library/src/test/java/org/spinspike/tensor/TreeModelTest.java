package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Stiefel;
import org.spinspike.model.Family;
import org.spinspike.model.Model;
import org.spinspike.model.ModelContract;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

class TreeModelTest extends ModelContract {
    private static final TreeModel TINY = new TreeModel(random(NeuronTree.of(3, new int[][] {{2, 0}, {1, 3}}), 3, 2, 4));

    @Override protected Model tiny()        { return TINY; }
    @Override protected Design tinyDesign() { return Design.plain(1, 3, .01); }
    @Override protected Family family()     { return new TensorBrainFamily(); }

    static TreeMps random(NeuronTree tree, int chi, int d, long seed) {
        var random = new SplittableRandom(seed);
        int[] legs = tree.legs(chi);
        double[][] nodes = new double[tree.inner()][];
        for (int v = tree.neurons(); v < tree.nodes(); v++) {
            int pairs = legs[tree.left(v)] * legs[tree.right(v)];
            nodes[v - tree.neurons()] = Stiefel.nearest(random.doubles((long) legs[v] * pairs, -1, 1).toArray(), legs[v], pairs);
        }
        int code = legs[tree.root()];
        double[] core = Stiefel.nearest(random.doubles((long) d * code * d, -1, 1).toArray(), d, code * d), start = Stiefel.nearest(random.doubles(d, -1, 1).toArray(), 1, d);
        return new TreeMps(tree, legs, new int[] {d, d}, start, new double[][][] {nodes}, new double[][] {core});
    }

    /** With legs that hold every word and every matrix nothing is cut off: the tree is the chain. */
    @Test void aChainWrittenAsATreeWithRoomEnoughIsTheSameLaw() {
        TiedMps chain = TiedMpsTest.random(4, 2, 5);
        SpikeTrains data = new TiedMpsModel(chain).sample(Design.plain(50, 6, .01), new Seed(3));
        double[] expected = new TiedMpsModel(chain).logProbability(data);
        int[] order = {0, 1, 2, 3};
        for (NeuronTree tree : new NeuronTree[] {NeuronTree.balanced(order), NeuronTree.caterpillar(order)})
            assertThat(new TreeModel(ChainAsTree.of(chain, tree, 4)).logProbability(data)).as("%s", tree).containsExactly(expected, within(1e-11));
    }

    /** The leaves stand in another order than the file's: place p of the chain is neuron order[p]. */
    @Test void theOrderOfTheLeavesIsThatOfTheChain() {
        TiedMps chain = TiedMpsTest.random(3, 2, 6);
        int[] order = {2, 0, 1};
        SpikeTrains data = SpikeTrains.generate(64, 2, 3, (k, t, i) -> (k >> (t * 3 + i) & 1) == 1);
        double[] expected = new TiedMpsModel(chain).logProbability(data.selectNeurons(order));
        assertThat(new TreeModel(ChainAsTree.of(chain, NeuronTree.balanced(order), 4)).logProbability(data)).containsExactly(expected, within(1e-11));
    }

    @Test void aNarrowerTreeIsCloseToTheChain() {
        TiedMps chain = TiedMpsTest.random(5, 3, 7);
        SpikeTrains data = new TiedMpsModel(chain).sample(Design.plain(300, 5, .01), new Seed(4));
        double whole = mean(new TiedMpsModel(chain).logProbability(data));
        int[] order = {0, 1, 2, 3, 4};
        double wide = mean(new TreeModel(ChainAsTree.of(chain, NeuronTree.balanced(order), 8)).logProbability(data));
        double narrow = mean(new TreeModel(ChainAsTree.of(chain, NeuronTree.balanced(order), 3)).logProbability(data));
        assertThat(wide).isBetween(whole - .5, whole + .1);
        assertThat(narrow).isLessThan(wide);
    }

    private static double mean(double[] values) { return java.util.Arrays.stream(values).average().orElseThrow(); }

    /** Two bits equal in 3 of 4 bins: p(1) = 1/2, p(equal) = 3/4, I = ln 2 - H(1/4) = .130812; the correction is 1/2n. */
    @Test void informationIsCountedByHandAndBringsPairsTogether() {
        boolean[][] first = {{true, true}, {true, true}, {true, true}, {true, false}, {false, false}, {false, false}, {false, false}, {false, true}};
        SpikeTrains pair = SpikeTrains.generate(8, 1, 2, (k, t, i) -> first[k][i]);
        double expected = Math.log(2) + .25 * Math.log(.25) + .75 * Math.log(.75) - 1 / 16.;
        assertThat(InformationTree.pairs(pair)).containsExactly(new double[] {0, expected, expected, 0}, within(1e-15));

        var random = new Seed(3).generator();
        boolean[] shared = new boolean[400];
        for (int k = 0; k < 400; k++) shared[k] = random.nextDouble() < .4;
        SpikeTrains groups = SpikeTrains.generate(400, 1, 5, (k, t, i) -> i % 2 == 0 ? shared[k] != random.nextDouble() < .1 + .02 * i : random.nextDouble() < .3);
        assertThat(InformationTree.of(groups).toString()).as("0, 2 and 4 share something, 1 and 3 nothing").contains("((0 4) 2)");
    }

    @Test void itSpeaksOfAnyNumberOfBinsAndOfNoOtherNeurons() {
        TreeModel model = TINY;
        SpikeTrains longer = model.sample(Design.plain(2, 500, .01), new Seed(5));
        for (double l : model.logProbability(longer)) assertThat(l).isFinite().isNegative();
        assertThatIllegalArgumentException().isThrownBy(() -> model.logProbability(SpikeTrains.generate(1, 4, 2, (k, t, i) -> false))).withMessage("this model knows 3 neurons, the data have 2");
        var free = new TreeModel(TreeMpsTest.golden("isom"));
        assertThatIllegalArgumentException().isThrownBy(() -> free.sample(Design.plain(1, 4, .01), new Seed(1))).withMessageContaining("at most 3 bins, there are trials of 4");
    }
}
