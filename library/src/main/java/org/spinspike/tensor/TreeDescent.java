package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Fit;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/**
 * A tree and its drive as what {@link Descents} descends on. Two penalties hold the drive, in nats over all training trials:
 *
 * <pre>ridge / 2 sum J^2  +  clock ridge / 2 sum (a - a_0)^2        a_0: the angles of the smoothed rates over time</pre>
 *
 * A trial says 4 of an angle (its Fisher information, whatever the rate), so a clock ridge of 4 m weighs as much as m trials that agree with the rates over time.
 */
final class TreeDescent implements Descents.Network {
    private final SpikeTrains data;
    private final Start start;
    private final TreeMps shape;
    private final LeafDrive drive, zero;
    private final boolean sharedTree;
    private final TreeGradient gradient;
    private final double ridge, clockRidge;

    private TreeDescent(Training training, Start start, LeafDrive drive, LeafDrive zero, TreeOptions options) {
        this.data = training.data();
        this.start = start;
        this.drive = drive;
        this.zero = zero;
        this.shape = start.of(0, training.seed());
        this.sharedTree = !shape.tied() && options.free() == TreeOptions.Free.CORES;
        this.gradient = new TreeGradient(data, shape, drive);
        this.ridge = options.ridge() / data.trials();
        this.clockRidge = options.clockRidge() / data.trials();
    }

    /** Where a descent begins, always of the same shape. */
    @FunctionalInterface interface Start { TreeMps of(double spread, Seed seed); }

    /** @param drive where the leaves' angles begin; @param zero where the penalties want them */
    static Fit fit(Training training, Start start, LeafDrive drive, LeafDrive zero, TreeOptions options, DescentOptions descents) {
        var descent = new TreeDescent(training, start, drive, zero, options);
        Descents.Network network = EntropyPenalty.on(descent, descents.entropy(), descent.data.bins(), 1, descent::core);
        return Descents.fit("fit tensor-brain", training, network, descent.shapes(), descents);
    }

    @Override public double[][] mixture(double spread, Seed seed) {
        double[][] all = start.of(spread, seed).isometries(), tensors = sharedTree ? SharedTree.once(shape, all) : all;
        if (drive.none()) return tensors;
        double[][] x = Arrays.copyOf(tensors, tensors.length + 1);
        x[tensors.length] = drive.weights();
        return x;
    }

    /** Where the core of bin t stands among the tensors. */
    private int core(int t) {
        int inner = shape.tree().inner();
        return 1 + inner + (shape.tied() ? 0 : sharedTree ? t : t * (inner + 1));
    }

    private int[][] shapes() {
        int[][] shapes = sharedTree ? SharedTree.shapes(shape) : shape.shapes();
        if (drive.none()) return shapes;
        int count = shapes[0].length;
        int[][] all = {Arrays.copyOf(shapes[0], count + 1), Arrays.copyOf(shapes[1], count + 1)};
        all[1][count] = drive.weights().length;
        return all;
    }

    @Override public double at(double[][] x, double[][] to) { return at(gradient, x, to); }

    @Override public double at(double[][] x, double[][] to, int[] trials) { return at(new TreeGradient(data.select(trials), shape, drive), x, to); }

    private double at(TreeGradient objective, double[][] x, double[][] to) {
        double value;
        if (sharedTree) {
            double[][] all = SharedTree.everywhere(shape, x), gradients = Descents.zeros(all);
            value = objective.at(all, gradients);
            SharedTree.sum(shape, gradients, to);
        } else value = objective.at(x, to);
        if (drive.none()) return value;
        double[] weights = x[x.length - 1], wanted = zero.weights(), out = to[to.length - 1];
        for (int w = 0; w < weights.length; w++) {
            double pull = w < drive.firstCoupling() ? clockRidge : ridge, way = weights[w] - wanted[w];
            value += .5 * pull * way * way;
            out[w] += pull * way;
        }
        return value;
    }

    @Override public Likelihood model(double[][] x) { return TreeBornMachine.of(shape.with(sharedTree ? SharedTree.everywhere(shape, x) : x), drive.none() ? drive : drive.with(x[x.length - 1])); }
}
