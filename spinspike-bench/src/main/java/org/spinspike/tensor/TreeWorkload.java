package org.spinspike.tensor;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Stiefel;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/** Trials of a large population and a random tree of isometries over it, tied over bins: what the kernels of the tree are timed on. */
public final class TreeWorkload {
    private static final double RATE = .1;

    private final SpikeTrains data, hidden;
    private final TreeMps net;
    private final TreeModel model;
    private final TreeGradient gradient, maskedGradient;
    private final TiedGradient chainGradient;
    private final double[][] chain, ofChain, of;

    private TreeWorkload(SpikeTrains data, int chi, int bond) {
        int n = data.neurons();
        var random = new SplittableRandom(1);
        this.data = data;
        this.hidden = withoutEveryFifthNeuron(data);
        this.net = random(NeuronTree.balanced(IntStream.range(0, n).toArray()), chi, bond, random);
        this.model = new TreeModel(net);
        this.gradient = new TreeGradient(data, net);
        this.maskedGradient = new TreeGradient(hidden, net);
        this.of = like(net.isometries());
        this.chainGradient = new TiedGradient(data, bond);
        this.chain = new double[n + 1][];
        chain[0] = isometry(1, bond, random);
        for (int i = 0; i < n; i++) chain[1 + i] = isometry(bond, 2 * bond, random);
        this.ofChain = like(chain);
    }

    /** Independent neurons, each firing in one bin of ten: hardly any word of a large population comes twice. */
    public static TreeWorkload independent(int trials, int bins, int neurons, int chi, int bond) {
        var random = new SplittableRandom(7);
        return new TreeWorkload(SpikeTrains.generate(trials, bins, neurons, (k, t, i) -> random.nextDouble() < RATE), chi, bond);
    }

    static TreeMps random(NeuronTree tree, int chi, int bond, SplittableRandom random) {
        int[] legs = tree.legs(chi);
        double[][] nodes = new double[tree.inner()][];
        for (int v = tree.neurons(); v < tree.nodes(); v++) nodes[v - tree.neurons()] = isometry(legs[v], legs[tree.left(v)] * legs[tree.right(v)], random);
        double[] core = isometry(bond, legs[tree.root()] * bond, random);
        return new TreeMps(tree, legs, new int[] {bond, bond}, isometry(1, bond, random), new double[][][] {nodes}, new double[][] {core});
    }

    private static double[] isometry(int rows, int columns, SplittableRandom random) {
        return Stiefel.nearest(random.doubles((long) rows * columns, -1, 1).toArray(), rows, columns);
    }

    private static double[][] like(double[][] x) { return Arrays.stream(x).map(a -> new double[a.length]).toArray(double[][]::new); }

    private static SpikeTrains withoutEveryFifthNeuron(SpikeTrains data) {
        var builder = new SpikeTrains.Builder(data.design(), Neurons.unnamed(data.neurons()));
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(); t++)
                for (int i = 0; i < data.neurons(); i++)
                    if (i % 5 == 0) builder.unobserved(k, t, i);
                    else if (data.fires(k, t, i)) builder.set(k, t, i);
        return builder.build();
    }

    /** @return floating-point operations of the matrix products of {@link #gradient}; {@code words} different bins are climbed twice and descended once */
    public double flops() {
        NeuronTree tree = net.tree();
        double node = 0, bins = (double) data.trials() * data.bins(), core = (double) net.bond(0) * net.code() * net.bond(1);
        for (int v = tree.neurons(); v < tree.nodes(); v++) node += (double) net.leg(v) * net.leg(tree.left(v)) * net.leg(tree.right(v));
        int words = BinWords.of(data, IntStream.range(0, data.trials()).toArray(), 0, data.bins(), LeafDrive.none(data.neurons()), new int[data.trials() * data.bins()]).count();
        return words * 8 * node + bins * 6 * core;
    }

    /** One epoch: -ln p of all trials and its gradient with respect to all tensors of the tree. */
    public double gradient()              { return gradient.at(net.isometries(), of); }
    /** The same of a chain over all neurons with the same bond between bins: the first phase of a training. */
    public double chainGradient()         { return chainGradient.at(chain, ofChain); }
    public double[] score()               { return model.logProbability(data); }
    public double[] forecast()            { return model.forecast(data, 1, new Seed(1)).p(); }
    public SpikeTrains sample(int trials) { return model.sample(Design.plain(trials, data.bins(), .01), new Seed(5)); }
    /** ln p with one neuron of five hidden. */
    public double[] maskedScore()         { return model.logProbability(hidden); }
    public double[] impute()              { return model.impute(hidden); }
    /** An epoch on these trials. */
    public double maskedGradient()        { return maskedGradient.at(net.isometries(), of); }
}
