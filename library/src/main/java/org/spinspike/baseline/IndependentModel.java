package org.spinspike.baseline;

import java.util.random.RandomGenerator;
import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
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
 * either of them optionally with a {@link Drift} over the recording.
 *
 * Everything is exact: likelihood, forecast (the rate itself, at any horizon), conditionals. An unobserved entry has no term.
 * Cost: one logarithm an entry.
 */
public final class IndependentModel implements Samples, Likelihood, Forecasts, Conditionals {
    /** Trials that share one task of the pool. */
    private static final int TRIALS_PER_CHUNK = 64;

    private final RatesOverTime rates;
    private final Drift drift;                            // null where rates stay what they are

    public IndependentModel(RatesOverTime rates) { this(rates, null); }

    IndependentModel(RatesOverTime rates, Drift drift) {
        this.rates = rates;
        this.drift = drift;
        if (drift != null) Require.length("slopes", drift.slopes().length, rates.neurons());
    }

    @Override public String family()   { return IndependentFamily.NAME; }
    @Override public int neurons()     { return rates.neurons(); }
    @Override public boolean needsClock() { return !rates.isConstant(); }
    @Override public long parameters() { return rates.p().length + (drift == null ? 0 : neurons()); }
    /** @return the table; with drift, the one in the middle of the recording */
    public RatesOverTime rates()       { return rates; }

    /** p(spike of i in bin t of trial k), for one design. */
    private Probability in(Design design) {
        if (drift == null) return (k, t, i) -> rates.at(design.clock(k, t), i);
        double[] x = drift.x(design), slopes = drift.slopes();
        return (k, t, i) -> Logistic.sigmoid(Logistic.logit(rates.at(design.clock(k, t), i)) + slopes[i] * x[k]);
    }

    @FunctionalInterface private interface Probability { double of(int k, int t, int i); }

    @Override public SpikeTrains sample(Design design, Seed seed) {
        var builder = new SpikeTrains.Builder(design, Neurons.unnamed(neurons()));
        Probability p = in(design);
        Chunks.forEach(design.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            for (int k = from; k < to; k++) {
                RandomGenerator random = seed.child(k).generator();
                for (int t = 0; t < design.bins(k); t++)
                    for (int i = 0; i < neurons(); i++) if (random.nextDouble() < p.of(k, t, i)) builder.set(k, t, i);
            }
        });
        return builder.build();
    }

    @Override public double[] logProbabilityByBin(SpikeTrains data) {
        Require.length("neurons of the data", data.neurons(), neurons());
        double[] out = new double[Math.multiplyExact(data.trials(), data.bins())];
        Probability p = in(data.design());
        Chunks.forEach(data.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            for (int k = from; k < to; k++)
                for (int t = 0; t < data.bins(k); t++) out[k * data.bins() + t] = logProbability(data, p, k, t);
        });
        return out;
    }

    private double logProbability(SpikeTrains data, Probability probability, int k, int t) {
        double sum = 0;
        for (int i = 0; i < neurons(); i++) {
            if (!data.observed(k, t, i)) continue;
            double p = probability.of(k, t, i);
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
        Probability rate = in(data.design());
        Chunks.forEach(data.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            for (int k = from; k < to; k++)
                for (int t = 0; t < bins; t++)
                    for (int i = 0; i < n; i++) p[(k * bins + t) * n + i] = t >= data.bins(k) ? Double.NaN
                            : keepObserved && data.observed(k, t, i) ? (data.fires(k, t, i) ? 1 : 0) : rate.of(k, t, i);
        });
        return p;
    }

    @Override public SpikeTrains complete(SpikeTrains data, Seed seed) {
        Require.length("neurons of the data", data.neurons(), neurons());
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        Probability p = in(data.design());
        Chunks.forEach(data.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            for (int k = from; k < to; k++) {
                RandomGenerator random = seed.child(k).generator();
                for (int t = 0; t < data.bins(k); t++)
                    for (int i = 0; i < neurons(); i++) {
                        boolean fires = data.observed(k, t, i) ? data.fires(k, t, i)
                                : random.nextDouble() < p.of(k, t, i);
                        if (fires) builder.set(k, t, i);
                    }
            }
        });
        return builder.build();
    }

    @Override public NamedArrays arrays() {
        var out = new NamedArrays().putAll("rates.", rates.arrays());
        return drift == null ? out : out.putAll("drift.", drift.arrays());
    }

    static IndependentModel restore(NamedArrays arrays) {
        return new IndependentModel(RatesOverTime.restore(arrays.under("rates.")), arrays.has("drift.slopes") ? Drift.restore(arrays.under("drift.")) : null);
    }
}
