package org.spinspike.tensor;

import java.util.List;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.optim.Lbfgs;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Model;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/** Tree tensor networks over neurons times matrix product states over bins, by the name {@code tensor-brain}. */
public final class TensorBrainFamily implements Family {
    static final String NAME = "tensor-brain";

    @Override public String name()             { return NAME; }
    @Override public String summary()          { return "Born machine on a tree over neurons and a chain over bins, tensors shared by all bins"; }
    @Override public List<Option> options()    { return TreeOptions.offered(); }
    @Override public double validationFraction() { return .15; }

    @Override public List<String> capabilities() {
        return List.of("samples", "likelihood (exact)", "forecasts (exact)", "conditionals (exact)");
    }

    @Override public Fit train(Training training)      { return TreeTrainer.fit(training, TreeOptions.of(training.options())); }
    @Override public Model restore(NamedArrays arrays) { return TreeBornMachine.restore(arrays); }

    @Override public Cost cost(SpikeTrains data, Options given) { return cost(data, given, 0); }

    /** Words are taken to be all different, which they are in large populations. */
    @Override public Cost cost(SpikeTrains data, Options given, int iterations) {
        TreeOptions options = TreeOptions.of(given);
        double n = data.neurons(), bins = (double) data.trials() * data.bins(), chi = options.chi(), d = options.bond();
        double tree = bins * (6 * n * chi * chi * chi + 6 * chi * d * d), chain = bins * 20 * n * d * d;
        long bytes = 8 * (long) (bins * (2 * chi + d) + (n * chi * chi * chi + chi * d * d) * (2 * Lbfgs.MEMORY + 12) + 4 * n * chi * TreeCodes.PATTERNS);
        double first = Descents.evaluations(options.descent().starts(), iterations), all = first + Descents.evaluations(1, 0);
        return new Cost(bytes, chain * first + tree * ((iterations == 0 ? all : Math.min(all, iterations)) - first), options.descent().starts() + " chains and a tree, ended by validation where there is any");
    }
}
