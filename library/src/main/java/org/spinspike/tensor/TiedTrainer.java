package org.spinspike.tensor;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Lbfgs;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Likelihood;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/**
 * Fits a {@link TiedMpsModel} by {@link Descents} with the gradient of all cores ({@link TiedGradient}), from {@linkplain MixtureStart mixtures}; with complex entries where
 * asked for, in {@linkplain ComplexForm real form}; from small bonds to larger ones where asked for ({@link Growth}).
 */
final class TiedTrainer implements Descents.Network {
    private static final int FIRST_BOND = 2;

    private final SpikeTrains data;
    private final TiedGradient gradient;
    private final double[] rates;
    private final int d;                                 // of the real form
    private final boolean complex;
    private final double[][] start;                      // null: mixtures
    private final BooleanSupplier stopped;

    private TiedTrainer(Training training, int d, boolean complex, double[][] start) {
        this.data = training.data();
        this.gradient = new TiedGradient(data, d);
        this.rates = RatesOverTime.smoothed(data);
        this.d = d;
        this.complex = complex;
        this.start = start;
        this.stopped = training.checkpoint()::stopping;
    }

    /** @param bond dimension of the bonds */
    static Fit fit(Training training, int bond, boolean complex, DescentOptions options) {
        if (!options.grow() || bond <= FIRST_BOND) return fit(training, bond, complex, options, null);
        return Growth.fit(training, part -> fit(part, (bond + 1) / 2, complex, options),
                (part, model) -> fit(part, bond, complex, options.withStarts(1), Widening.chain(((TiedMpsModel) model).network().isometries(), bond, part.seed())),
                "bond " + bond, TiedMpsModel::restore);
    }

    private static Fit fit(Training training, int bond, boolean complex, DescentOptions options, double[][] start) {
        int n = training.data().neurons(), d = complex ? 2 * bond : bond;
        int[][] shapes = new int[2][n + 1];
        Arrays.fill(shapes[0], d);
        Arrays.fill(shapes[1], 2 * d);
        shapes[0][0] = 1;
        shapes[1][0] = d;
        var network = EntropyPenalty.on(new TiedTrainer(training, d, complex, start), options.entropy(), training.data().bins(), n, l -> 1 + l % n);
        return Descents.fit("fit mps --tied", training, network, shapes, options);
    }

    static Family.Cost cost(SpikeTrains data, MpsOptions options, int iterations) {
        double d = options.complex() ? 2 * options.bond() : options.bond(), sites = (double) data.bins() * data.neurons();
        double evaluation = 20. * options.descent().copies() * data.trials() * sites * d * d + 60 * data.neurons() * d * d * d;
        long threads = java.util.concurrent.ForkJoinPool.getCommonPoolParallelism() + 1, parameters = (long) (2 * d * d * data.neurons());
        long bytes = 8 * (parameters * (2L * Lbfgs.MEMORY + 12) + threads * (long) (TiedGradient.TRIALS * d * (data.bins() + data.neurons() + 8)));
        int starts = options.descent().starts();
        double flops = evaluation * Descents.evaluations(starts, iterations) + Descents.begun(starts, iterations) * MixtureStart.flops(data.neurons(), d);
        return new Family.Cost(bytes, flops, starts + " starts, ended by validation where there is any");
    }

    @Override public double[][] mixture(double spread, Seed seed) {
        if (start != null) return start;
        if (!complex) return MixtureStart.of(rates, d, spread, seed, stopped).isometries();
        return ComplexForm.disturbed(MixtureStart.of(rates, d / 2, spread, seed, stopped).isometries(), seed);
    }

    @Override public double at(double[][] x, double[][] to)                { return projected(gradient.at(x, to), to); }
    @Override public double at(double[][] x, double[][] to, int[] trials)  { return projected(new TiedGradient(data.select(trials), d).at(x, to), to); }

    private double projected(double nats, double[][] to) {
        if (complex) for (int i = 1; i < to.length; i++) ComplexForm.project(to[i], d / 2);
        return nats;
    }

    @Override public Likelihood model(double[][] x) { return new TiedMpsModel(TiedMps.owning(x, complex)); }
}
