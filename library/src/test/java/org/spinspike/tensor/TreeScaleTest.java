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

    /** Both take one random number a leaf, in the same order; completing goes trial by trial through every density as it stands. */
    @Test void blocksAreDrawnAsSingleTrialsWouldBe() {
        int[] order = {3, 0, 7, 1, 10, 4, 2, 9, 5, 8, 6};
        NeuronTree lopsided = NeuronTree.of(6, new int[][] {{4, 1}, {0, 6}, {2, 7}, {3, 5}, {9, 8}});
        for (NeuronTree tree : new NeuronTree[] {NeuronTree.balanced(order), NeuronTree.caterpillar(order), lopsided, NeuronTree.balanced(new int[1])}) {
            var model = new TreeModel(random(tree, 5, Math.min(3, tree.legs(5)[tree.root()]), 4));
            SpikeTrains nobodyLooked = hidden(SpikeTrains.generate(150, 4, tree.neurons(), (k, t, i) -> false), (k, i) -> true);
            SpikeTrains drawn = model.sample(nobodyLooked.design(), new Seed(8)), completed = model.complete(nobodyLooked, new Seed(8));
            for (int k = 0; k < 150; k++) assertThat(drawn.flat(k)).as("%s, trial %d", tree, k).isEqualTo(completed.flat(k));
        }
    }

    /** Trials of several lengths with masks of their own, leaves turned by the clock or not: two blocks of trials against {@link MaskedTree}, one by one. */
    @Test void blocksOfMaskedTrialsAreSingleOnes() {
        NeuronTree lopsided = NeuronTree.of(6, new int[][] {{4, 1}, {0, 6}, {2, 7}, {3, 5}, {9, 8}});
        TreeMps net = random(lopsided, 5, 3, 6);
        int[] lengths = IntStream.range(0, 40).map(k -> 1 + k % 4).toArray();
        var random = new SplittableRandom(9);
        SpikeTrains data = hidden(new TreeModel(net).sample(new Design(lengths, .01, null, null, null, null, null), new Seed(7)), (k, i) -> random.nextInt(3) == 0);
        LeafDrive still = LeafDrive.none(6), clock = LeafDrive.still(6, 4, 0, new double[6]).with(random.doubles(24, -.5, .5).toArray());
        for (LeafDrive drive : new LeafDrive[] {still, clock}) {
            var model = new TreeModel(net, drive);
            int width = 4 * 6;
            double[] byBin = new double[40 * 4], p = new double[40 * width];
            Arrays.fill(p, Double.NaN);
            double[][] x = net.isometries();
            if (!drive.none()) {
                x = Arrays.copyOf(x, x.length + 1);
                x[x.length - 1] = drive.weights();
            }
            double[][] plain = Arrays.stream(x).map(b -> new double[b.length]).toArray(double[][]::new), gradient = Arrays.stream(x).map(b -> new double[b.length]).toArray(double[][]::new);
            double nats = 0;
            for (int k = 0; k < 40; k++) {
                new MaskedTree(net, drive, data, k).logProbabilityByBin(byBin, 4 * k);
                new MaskedTree(net, drive, data, k).impute(false, p, k * width);
                double[] byAngle = new double[width];
                nats += new MaskedTree(net, drive, data, k).gradient(-2 / 40., plain, byAngle) / 40;
                if (!drive.none()) drive.gradient(data, k, byAngle, plain[plain.length - 1]);
            }
            assertThat(model.logProbabilityByBin(data)).containsExactly(byBin, within(1e-12));
            assertThat(model.impute(data)).containsExactly(p, within(1e-12));
            assertThat(new TreeGradient(data, net, drive).at(x, gradient)).isCloseTo(nats, within(1e-12));
            for (int b = 0; b < x.length; b++) assertThat(gradient[b]).as("tensor %d", b).containsExactly(plain[b], within(1e-12));
            SpikeTrains completed = model.complete(data, new Seed(3));
            for (int k = 0; k < 40; k++) assertThat(completed.flat(k)).isEqualTo(new MaskedTree(net, drive, data, k).complete(new Seed(3).child(k).generator()));
        }
    }

    private interface Mask { boolean hides(int k, int i); }

    private static SpikeTrains hidden(SpikeTrains data, Mask mask) {
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < data.neurons(); i++)
                    if (mask.hides(k, i)) builder.unobserved(k, t, i);
                    else if (data.fires(k, t, i)) builder.set(k, t, i);
        return builder.build();
    }
}
