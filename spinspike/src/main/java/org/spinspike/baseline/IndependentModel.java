package org.spinspike.baseline;

import java.util.random.RandomGenerator;
import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Conditionals;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Samples;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * Cells that know nothing of one another, nor of their own past.
 *
 * <pre>P(spike of i in bin t of trial k) = p[i]           constant
 *                                  = p[clock(k,t),i]  rates over time</pre>
 *
 * Everything is exact: likelihood, forecast (the rate itself, at any horizon), conditionals. An unobserved entry has no term.
 * Cost: one logarithm an entry.
 */
public final class IndependentModel implements Samples, Likelihood, Forecasts, Conditionals {
    /** Trials that share one task of the pool. */
    private static final int TRIALS_PER_CHUNK = 64;

    private final RatesOverTime rates;

    public IndependentModel(RatesOverTime rates) { this.rates = rates; }

    @Override public String family()   { return IndependentFamily.NAME; }
    @Override public int neurons()     { return rates.neurons(); }
    @Override public long parameters() { return rates.p().length; }
    public RatesOverTime rates()       { return rates; }

    /** p(spike of i in bin t of trial k). */
    double probability(Design design, int k, int t, int i) { return rates.at(design.clock(k, t), i); }

    @Override public SpikeTrains sample(Design design, Seed seed) {
        var builder = new SpikeTrains.Builder(design, Neurons.unnamed(neurons()));
        Chunks.forEach(design.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            for (int k = from; k < to; k++) {
                RandomGenerator random = seed.child(k).generator();
                for (int t = 0; t < design.bins(k); t++)
                    for (int i = 0; i < neurons(); i++) if (random.nextDouble() < probability(design, k, t, i)) builder.set(k, t, i);
            }
        });
        return builder.build();
    }

    @Override public double[] logProbabilityByBin(SpikeTrains data) {
        Require.length("neurons of the data", data.neurons(), neurons());
        double[] out = new double[data.trials() * data.bins()];
        Chunks.forEach(data.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            for (int k = from; k < to; k++)
                for (int t = 0; t < data.bins(k); t++) out[k * data.bins() + t] = logProbability(data, k, t);
        });
        return out;
    }

    private double logProbability(SpikeTrains data, int k, int t) {
        double sum = 0;
        for (int i = 0; i < neurons(); i++) {
            if (!data.observed(k, t, i)) continue;
            double p = probability(data.design(), k, t, i);
            sum += data.fires(k, t, i) ? Math.log(p) : Math.log1p(-p);
        }
        return sum;
    }

    @Override public Forecast forecast(SpikeTrains data, int horizon, Seed seed) {
        Require.atLeast("horizon", horizon, 1);
        return new Forecast(probabilities(data, false), null);
    }

    @Override public double[] impute(SpikeTrains data) { return probabilities(data, true); }

    /** @return [trials, bins, neurons]: the rate, or where {@code keepObserved} the 0 or 1 of what was observed; NaN past the end of a trial */
    private double[] probabilities(SpikeTrains data, boolean keepObserved) {
        Require.length("neurons of the data", data.neurons(), neurons());
        int bins = data.bins(), n = neurons();
        double[] p = new double[Math.multiplyExact(Math.multiplyExact(data.trials(), bins), n)];
        Chunks.forEach(data.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            for (int k = from; k < to; k++)
                for (int t = 0; t < bins; t++)
                    for (int i = 0; i < n; i++) p[(k * bins + t) * n + i] = t >= data.bins(k) ? Double.NaN
                            : keepObserved && data.observed(k, t, i) ? (data.fires(k, t, i) ? 1 : 0) : probability(data.design(), k, t, i);
        });
        return p;
    }

    @Override public SpikeTrains complete(SpikeTrains data, Seed seed) {
        Require.length("neurons of the data", data.neurons(), neurons());
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        Chunks.forEach(data.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            for (int k = from; k < to; k++) {
                RandomGenerator random = seed.child(k).generator();
                for (int t = 0; t < data.bins(k); t++)
                    for (int i = 0; i < neurons(); i++) {
                        boolean fires = data.observed(k, t, i) ? data.fires(k, t, i)
                                : random.nextDouble() < probability(data.design(), k, t, i);
                        if (fires) builder.set(k, t, i);
                    }
            }
        });
        return builder.build();
    }

    @Override public NamedArrays arrays() { return new NamedArrays().putAll("rates.", rates.arrays()); }

    static IndependentModel restore(NamedArrays arrays) {
        return new IndependentModel(RatesOverTime.restore(arrays.under("rates.")));
    }
}
