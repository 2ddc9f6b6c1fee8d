package org.spinspike.tensor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.spinspike.math.NamedArrays;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Model;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/** Site-dependent matrix product state Born machines, by the name {@code mps}. */
public final class MpsFamily implements Family {
    static final String NAME = "mps";

    @Override public String name()         { return NAME; }
    @Override public String summary()      { return "Born machine on a matrix product state, one core a bin and neuron; or tied, one core a neuron for all bins"; }
    @Override public List<Option> options() { return MpsOptions.offered(); }
    /** Early stopping needs held-out trials: a free matrix product state learns its trials by heart. */
    @Override public double validationFraction()       { return .15; }

    @Override public List<String> capabilities() {
        return List.of("samples", "likelihood (exact)", "forecasts (exact)", "conditionals (exact)");
    }

    @Override public Fit train(Training training) {
        MpsOptions options = MpsOptions.of(training.options());
        return options.tied() ? TiedTrainer.fit(training, options) : MpsTrainer.fit(training, options, Optional.empty());
    }

    @Override public Model restore(NamedArrays arrays) { return TiedMpsModel.holds(arrays) ? TiedMpsModel.restore(arrays) : MpsModel.restore(arrays); }

    @Override public Set<String> limits() { return Set.of("sweeps"); }

    @Override public int steps(Options given) {
        MpsOptions options = MpsOptions.of(given);
        return options.tied() ? 0 : options.halfSweeps();
    }

    @Override public Cost cost(SpikeTrains data, Options given) { return cost(data, given, 0); }

    @Override public Cost cost(SpikeTrains data, Options given, int iterations) {
        MpsOptions options = MpsOptions.of(given);
        return options.tied() ? TiedTrainer.cost(data, options, iterations) : cost(data, options, iterations == 0 ? options.halfSweeps() : iterations);
    }

    /** Bonds are taken at their largest, which a cutoff above zero hardly ever allows: an upper bound. */
    private static Cost cost(SpikeTrains data, MpsOptions options, int halfSweeps) {
        long sites = (long) data.bins() * data.neurons(), trials = data.trials();
        double entries = 0, squares = 0, boundary = 0;
        for (long l = 0; l < sites; l++) {
            double left = bond(l, sites, options.bond()), right = bond(l + 1, sites, options.bond()), after = bond(Math.min(sites, l + 2), sites, options.bond());
            boundary += right;
            entries += 2 * left * right;
            squares += left * after;
        }
        double environments = trials * (8 * boundary + 4 * sites), halfSweep = 4 * options.descentSteps() * trials * squares;
        double decompositions = sites * 22 * Math.pow(2.0 * options.bond(), 3);
        long bytes = (long) (environments + 5 * 8 * entries + 2.0 * trials * sites + 40.0 * trials * options.bond());
        return new Cost(bytes, halfSweeps * (halfSweep + decompositions),
                "boundary vectors of every trial at every bond; " + halfSweeps + " half-sweeps at most, fewer with validation");
    }

    /** Largest possible dimension of bond l. */
    private static double bond(long l, long sites, int most) {
        long free = Math.min(Math.min(l, sites - l), 20);
        return Math.min(1L << free, most);
    }
}
