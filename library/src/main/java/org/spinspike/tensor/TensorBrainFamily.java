package org.spinspike.tensor;

import java.util.List;
import java.util.Optional;
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

    /** What looking at a pair of neurons in a bin takes before the first step, in the time of as many flops of products. */
    private static final double PAIR_FLOPS = 40;

    @Override public String name()             { return NAME; }
    @Override public String summary()          { return "Born machine on a tree over neurons and a chain over bins, tensors shared by all bins"; }
    @Override public List<Option> options()    { return TreeOptions.offered(); }
    @Override public double validationFraction() { return .15; }

    @Override public Optional<String> instead(String option) {
        return option.equals("tied") ? Optional.of("a " + NAME + " is tied over bins as it is; --free cores or --free all gives bins tensors of their own") : Optional.empty();
    }

    @Override public List<String> capabilities() {
        return List.of("samples", "likelihood (exact)", "forecasts (exact; with --lags simulated beyond the next bin)", "conditionals (exact; not with --lags)");
    }

    @Override public Optional<String> obstacle(SpikeTrains data, Options given) {
        int chi = given.whole("chi");                    // as it was given: what the data hold is said before what any chi or bond must be
        long numbers = TreeOptions.coreNumbers(chi, TreeOptions.free(given), data.neurons(), data.bins());
        Optional<String> tooLarge = LargestBond.ofTree(data, chi, TreeOptions.largestTried(), TreeOptions.MOST)
                .or(() -> LargestBond.betweenBins(data, given.whole("bond"), numbers, TreeOptions.largestTried(), TreeOptions.MOST));
        if (tooLarge.isEmpty()) TreeOptions.of(given);
        return tooLarge;
    }

    @Override public Fit train(Training training)      { return TreeTrainer.fit(training, TreeOptions.of(training.options())); }
    @Override public Model restore(NamedArrays arrays) { return TreeBornMachine.restore(arrays); }

    @Override public Cost cost(SpikeTrains data, Options given) { return cost(data, given, 0); }

    /** Words are taken to be all different, which they are in large populations; of sizes that validation is to choose from, all are counted. */
    @Override public Cost cost(SpikeTrains data, Options given, int iterations) {
        TreeOptions options = TreeOptions.of(given);
        TreeChoice.check(options.tree(), data.cells());
        long bytes = 0;
        double flops = 0;
        List<TreeOptions> sizes = options.sizes(true);
        for (TreeOptions size : sizes) {
            bytes = Math.max(bytes, bytes(data, size));
            flops += flops(data, size, iterations);
        }
        if (iterations > 0) flops /= sizes.size();
        else if (options.gain()) flops *= 2;
        if (!options.tree().equals(TreeChoice.FILE_ORDER)) flops += PAIR_FLOPS * data.trials() * data.bins() * (double) data.neurons() * data.neurons();
        int starts = options.descent().starts();
        return new Cost(bytes, flops, (sizes.size() > 1 ? sizes.size() + " sizes of " : "") + (options.driven() ? starts + " starts" : starts + " chains and a tree")
                + ", ended by validation where there is any");
    }

    private static long bytes(SpikeTrains data, TreeOptions size) {
        double n = data.neurons(), bins = (double) size.descent().copies() * data.trials() * data.bins(), chi = size.chi(), d = size.bond();
        return 8 * (long) (bins * (2 * chi + d) + (n * chi * chi * chi + chi * d * d + n * n * size.lags()) * (2 * Lbfgs.MEMORY + 12) + 4 * n * chi * TreeCodes.PATTERNS);
    }

    private static double flops(SpikeTrains data, TreeOptions size, int iterations) {
        double n = data.neurons(), bins = (double) size.descent().copies() * data.trials() * data.bins(), chi = size.chi(), d = size.bond();
        double tree = bins * (6 * n * chi * chi * chi + 6 * chi * d * d), chain = bins * 20 * n * d * d;
        int starts = size.descent().starts();
        double mixtures = Descents.begun(starts, iterations) * MixtureStart.flops(n, d);
        if (size.driven()) return mixtures + tree * Descents.evaluations(starts, iterations);
        double first = Descents.evaluations(starts, iterations), all = first + Descents.evaluations(1, 0);
        return mixtures + chain * first + tree * ((iterations == 0 ? all : Math.min(all, iterations)) - first);
    }
}
