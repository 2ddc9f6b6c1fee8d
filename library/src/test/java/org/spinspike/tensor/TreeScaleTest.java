package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Stiefel;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/** Populations of hundreds of neurons: a trial's probability is far below the smallest number there is, and that of a bin often, too. */
class TreeScaleTest {
    private static final int NEURONS = 302;

    static TreeMps random(NeuronTree tree, int chi, int bond, long seed) {
        var random = new SplittableRandom(seed);
        int[] legs = tree.legs(chi);
        double[][] nodes = new double[tree.inner()][];
        for (int v = tree.neurons(); v < tree.nodes(); v++) nodes[v - tree.neurons()] = isometry(legs[v], legs[tree.left(v)] * legs[tree.right(v)], random);
        return new TreeMps(tree, legs, new int[] {bond, bond}, isometry(1, bond, random), new double[][][] {nodes}, new double[][] {isometry(bond, legs[tree.root()] * bond, random)});
    }

    private static double[] isometry(int rows, int columns, SplittableRandom random) {
        return Stiefel.nearest(random.doubles((long) rows * columns, -1, 1).toArray(), rows, columns);
    }

    /** Independent neurons that fire with probability p: every leg of dimension 1. */
    private static TreeMps product(NeuronTree tree, double p) {
        int[] legs = new int[tree.nodes()];
        Arrays.fill(legs, 0, tree.neurons(), 2);
        Arrays.fill(legs, tree.neurons(), legs.length, 1);
        double[] leaf = {Math.sqrt(1 - p), Math.sqrt(p)}, inner = {1};
        double[][] nodes = new double[tree.inner()][];
        for (int v = tree.neurons(); v < tree.nodes(); v++) {
            double[] left = tree.leaf(tree.left(v)) ? leaf : inner, right = tree.leaf(tree.right(v)) ? leaf : inner;
            nodes[v - tree.neurons()] = new double[left.length * right.length];
            for (int i = 0; i < left.length; i++) for (int j = 0; j < right.length; j++) nodes[v - tree.neurons()][i * right.length + j] = left[i] * right[j];
        }
        return new TreeMps(tree, legs, new int[] {1, 1}, new double[] {1}, new double[][][] {nodes}, new double[][] {{1}});
    }

    private static int[] order() { return IntStream.range(0, NEURONS).toArray(); }

    /** 302 neurons that fire once in 10^12 bins, and all do: the halves of a node of 2^-1000 and 2^-800 have a product of 2^-1800. */
    @Test void binsOfHardlyAnyProbabilityHaveTheRightOne() {
        for (NeuronTree tree : new NeuronTree[] {NeuronTree.balanced(order()), NeuronTree.caterpillar(order())}) {
            TreeMps net = product(tree, 1e-12);
            SpikeTrains data = SpikeTrains.generate(2, 2, NEURONS, (k, t, i) -> k == 0 || i == 5);
            double fires = Math.log(1e-12), silent = Math.log1p(-1e-12);
            double[] byBin = new TreeModel(net).logProbabilityByBin(data);
            assertThat(byBin[0]).isCloseTo(NEURONS * fires, within(1e-9));
            assertThat(byBin[3]).isCloseTo(fires + (NEURONS - 1) * silent, within(1e-9));
            double[][] gradient = Arrays.stream(net.isometries()).map(x -> new double[x.length]).toArray(double[][]::new);
            assertThat(new TreeGradient(data, net).at(net.isometries(), gradient)).isCloseTo(-(NEURONS + 1) * fires - (NEURONS - 1) * silent, within(1e-9));
            assertThat(gradient[1][0]).as("silence of the first two neurons, V[0,0], in two bins of two trials").isCloseTo(-2 / (1 - 1e-12), within(1e-9));
        }
    }

    @Test void trialsOfNineThousandSitesAndOfThreeHundredThousandHaveFiniteProbabilities() {
        TreeMps net = random(NeuronTree.balanced(order()), 8, 16, 3);
        var model = new TreeModel(net);
        SpikeTrains drawn = model.sample(Design.plain(3, 30, .01), new Seed(2)), rare = SpikeTrains.generate(2, 30, NEURONS, (k, t, i) -> (i + t + k) % 7 == 0);
        for (SpikeTrains data : new SpikeTrains[] {drawn, rare}) for (double p : model.logProbability(data)) assertThat(p).isFinite().isLessThan(-708);
        double[] byBin = model.logProbabilityByBin(rare), plain = new double[60];
        for (int k = 0; k < 2; k++) new MaskedTree(net, rare, k).logProbabilityByBin(plain, 30 * k);
        assertThat(byBin).as("density matrices, rescaled at every node").containsExactly(plain, within(1e-9));
        SpikeTrains words = SpikeTrains.generate(1, 1000, NEURONS, (k, t, i) -> (i * 31 + t * 17) % 97 < 12);
        assertThat(model.logProbability(words)[0]).isFinite().isLessThan(-708);
    }
}
