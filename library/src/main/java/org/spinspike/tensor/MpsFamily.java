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
    /** Half-sweeps that training usually stays at a bond before it doubles it. */
    private static final int HALF_SWEEPS_A_BOND = 4;

    @Override public String name()         { return NAME; }
    @Override public String summary()      { return "Born machine on a matrix product state, one core a bin and neuron; or tied, one core a neuron for all bins"; }
    @Override public List<Option> options() { return MpsOptions.offered(); }
    /** Early stopping needs held-out trials: a free matrix product state learns its trials by heart. */
    @Override public double validationFraction()       { return .15; }

    @Override public List<String> capabilities() {
        return List.of("samples", "likelihood (exact)", "forecasts (exact)", "conditionals (exact)");
    }

    @Override public Optional<String> obstacle(SpikeTrains data, Options given) {
        long numbers = (given.flag("complex") ? 2L : 1L) * data.neurons();
        int bond = given.whole("bond");                  // as it was given: what the data hold is said before what any bond must be
        Optional<String> tooLarge = given.flag("tied") ? LargestBond.betweenBins(data, bond, numbers, MpsOptions.DEFAULT.bond(), MpsOptions.MOST_BOND) : LargestBond.ofChain(data, bond);
        if (tooLarge.isEmpty()) MpsOptions.of(given);
        return tooLarge;
    }

    @Override public Fit train(Training training) {
        MpsOptions options = MpsOptions.of(training.options());
        return options.tied() ? TiedTrainer.fit(FlippedBits.in(training, options.descent().smoothing()), options.bond(), options.complex(), options.descent()) : MpsTrainer.fit(training, options, Optional.empty());
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

    /** Memory is an upper bound: bonds are taken at their largest, which a cutoff above zero hardly ever allows. Time follows them as they usually grow. */
    private static Cost cost(SpikeTrains data, MpsOptions options, int halfSweeps) {
        double flops = 0;
        for (int step = 0, bond = 0; step < halfSweeps && bond < options.bond(); step += HALF_SWEEPS_A_BOND) {
            bond = options.fixedBond() ? options.bond() : Math.min(options.bond(), MpsTrainer.FIRST_BOND << step / HALF_SWEEPS_A_BOND);
            flops += (bond == options.bond() ? halfSweeps - step : Math.min(HALF_SWEEPS_A_BOND, halfSweeps - step)) * flops(data, options, bond);
        }
        return new Cost(bytes(data, options), flops, "boundary vectors of every trial at every bond; " + halfSweeps + " half-sweeps at most, fewer with validation");
    }

    /** Of a half-sweep. */
    private static double flops(SpikeTrains data, MpsOptions options, int most) {
        long sites = (long) data.bins() * data.neurons();
        double squares = 0;
        for (long l = 0; l < sites; l++) squares += bond(l, sites, most) * bond(Math.min(sites, l + 2), sites, most);
        return 4 * options.descentSteps() * data.trials() * squares + sites * 22 * Math.pow(2.0 * most, 3);
    }

    private static long bytes(SpikeTrains data, MpsOptions options) {
        long sites = (long) data.bins() * data.neurons(), trials = data.trials();
        double entries = 0, boundary = 0;
        for (long l = 0; l < sites; l++) {
            double left = bond(l, sites, options.bond()), right = bond(l + 1, sites, options.bond());
            boundary += right;
            entries += 2 * left * right;
        }
        double environments = trials * (8 * boundary + 4 * sites);
        return (long) (environments + 5 * 8 * entries + 2.0 * trials * sites + 40.0 * trials * options.bond());
    }

    /** Largest possible dimension of bond l. */
    private static double bond(long l, long sites, int most) {
        long free = Math.min(Math.min(l, sites - l), 20);
        return Math.min(1L << free, most);
    }
}
