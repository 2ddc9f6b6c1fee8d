package org.spinspike.app.simulation;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.spinspike.baseline.IndependentModel;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;

/**
 * Independent cells with log-normal rates; with {@code --per-bin} each rate swings over the trial with a depth, a frequency and a phase of its own.
 *
 * <pre>rate_i = median exp(.7 z_i) Hz,   p_i = 1 - exp(-rate_i bin),   per bin: rate_i exp(a_i cos(2 pi f_i t / T + phi_i))</pre>
 *
 * Truth: the model itself.
 */
final class IndependentSimulator implements Simulator {
    private static final double SPREAD = .7;

    @Override public String name()    { return "independent"; }
    @Override public String summary() { return "independent cells with log-normal rates, constant or over time"; }
    @Override public List<Option> options() {
        return RecordingShape.offered(200, 50, 20, 10,
                Option.real("rate-hz", 10, "median rate, Hz"),
                Option.flag("per-bin", "rates change over the trial"));
    }

    @Override public Simulation simulate(Options options, Seed seed) {
        RecordingShape shape = RecordingShape.of(options);
        double median = Require.positive("rate-hz", options.real("rate-hz"));
        RandomGenerator random = seed.child("parameters").generator();
        int n = shape.neurons(), clock = options.flag("per-bin") ? shape.bins() : 1;
        double[] p = new double[clock * n];
        for (int i = 0; i < n; i++) {
            double rate = median * Math.exp(SPREAD * random.nextGaussian());
            double depth = random.nextDouble(), cycles = 1 + random.nextInt(3), phase = 2 * Math.PI * random.nextDouble();
            for (int t = 0; t < clock; t++) {
                double swing = clock == 1 ? 1 : Math.exp(depth * Math.cos(2 * Math.PI * cycles * t / shape.bins() + phase));
                p[t * n + i] = Math.min(.99, -Math.expm1(-rate * swing * shape.binSeconds()));
            }
        }
        var truth = new IndependentModel(new RatesOverTime(clock, n, p));
        return new Simulation(truth.sample(shape.plain(), seed.child("spikes")), Optional.of(truth), new NamedArrays().put("rates", p, clock, n));
    }
}
