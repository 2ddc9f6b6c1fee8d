package org.spinspike.model.autoregression;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
import org.spinspike.model.Forecasts.Forecast;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.SimulatedConditionals.Imputed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * The law of neurons that are logistic in what came before: sampled, scored and forecast the same way whoever fitted it and whatever its parameters are called.
 *
 * <pre>P(s_i(t) = 1 | before) = 1 / (1 + exp(-u_i(t))),   u_i(t) = known_i(clock) + what {@link Weights} add</pre>
 *
 * <p>A bin without a past (the first of a trial, and the first behind a bin in which nobody was observed) is made of independent cells where {@link
 * Terms#firstBinStandsAlone}, else it goes through the weights like any other.
 *
 * <p>Likelihood and samples are exact. The forecast of one bin is exact where neurons do not act within the bin; else it is that of weights of its own. Forecasts
 * further ahead are simulated: for each bin, {@code simulations} futures are drawn from what is known, and the probabilities of the last bin are averaged; the random
 * numbers of trial k are the same for every bin and every model.
 *
 * <p>Unobserved entries: where an entry that acts on others was not observed, a probability stands for it, the neuron's mean rate if it lies in the past and what the
 * law says of it if it lies in the same bin. So the likelihood covers every observed entry, as that of any other family does, and p(bin | bins before) sums to one
 * over what was observed; but it is that of a prediction with stand-ins, not the sum over what was not seen. Forecasts do the same. {@link #impute} puts nothing in their place: it samples them.
 */
public final class Autoregression {
    /** Trials that share one task of the pool. */
    private static final int TRIALS_PER_CHUNK = 16;

    private final Weights weights;
    private final Weights oneBinAhead;                    // the weights themselves where they do not act within a bin
    private final RatesOverTime alone;                    // of a bin without a past
    private final double[] known;                         // [clock, N] or null
    private final double[] meanRates;
    private final int simulations;

    /**
     * @param oneBinAhead weights that do not act within the bin, for forecasts; the weights themselves where those do not
     * @param alone       rates of bins without a past: constant, or by clock
     * @param known       part of the input that is known beforehand, row-major [alone.clockBins(), N], or null: 0. Not copied, not modified.
     * @param meanRates   what stands for an unobserved entry, length N. Not copied, not modified.
     * @param simulations of a forecast further than one bin
     */
    public Autoregression(Weights weights, Weights oneBinAhead, RatesOverTime alone, double[] known, double[] meanRates, int simulations) {
        int n = weights.terms().neurons();
        Require.length("neurons of the first-bin rates", alone.neurons(), n);
        Require.that(!oneBinAhead.withinBin(), "a forecast cannot know the bin it forecasts");
        this.weights = weights;
        this.oneBinAhead = weights.withinBin() ? oneBinAhead : weights;
        this.alone = alone;
        this.known = known == null ? null : Require.length("known inputs", known, alone.clockBins() * n);
        this.meanRates = Require.length("mean rates", meanRates, n);
        for (double rate : meanRates) Require.between("mean rate", rate, 0, 1);
        this.simulations = simulations;
    }

    public int neurons() { return terms().neurons(); }
    Terms terms()        { return weights.terms(); }
    double[] meanRates() { return meanRates; }

    /** As {@link org.spinspike.model.Samples#sample}. */
    public SpikeTrains sample(Design design, Seed seed) {
        var builder = new SpikeTrains.Builder(design, Neurons.unnamed(neurons()));
        Chunks.forEach(design.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            var step = new Step(design, weights);
            for (int k = from; k < to; k++) {
                RandomGenerator random = seed.child(k).generator();
                step.past.clear();
                for (int t = 0; t < design.bins(k); t++) {
                    step.draw(k, t, random);
                    for (int i = 0; i < neurons(); i++) if (step.fired(i)) builder.set(k, t, i);
                }
            }
        });
        return builder.build();
    }

    /** As {@link org.spinspike.model.Likelihood#logProbabilityByBin}. */
    public double[] logProbabilityByBin(SpikeTrains data) {
        Require.length("neurons of the data", data.neurons(), neurons());
        double[] out = new double[Math.multiplyExact(data.trials(), data.bins())];
        Chunks.forEach(data.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            var step = new Step(data.design(), weights);
            for (int k = from; k < to; k++) {
                step.past.clear();
                for (int t = 0; t < data.bins(k); t++) {
                    out[k * data.bins() + t] = step.logProbability(data, k, t);
                    step.past.push(data, k, t);
                }
            }
        });
        return out;
    }

    /** As {@link org.spinspike.model.Forecasts#forecast}. */
    public Forecast forecast(SpikeTrains data, int horizon, Seed seed) {
        Require.length("neurons of the data", data.neurons(), neurons());
        Require.atLeast("horizon", horizon, 1);
        return horizon == 1 ? new Forecast(nextBin(data), null) : new Futures(this, data, horizon, simulations, seed).forecast();
    }

    /** As {@link org.spinspike.model.SimulatedConditionals#impute}. */
    public Imputed impute(SpikeTrains data, int draws, Seed seed) {
        Require.length("neurons of the data", data.neurons(), neurons());
        Require.atLeast("draws", draws, 2);
        return new Imputation(this, weights, data, draws, seed).run();
    }

    private double[] nextBin(SpikeTrains data) {
        int bins = data.bins(), n = neurons();
        double[] p = new double[Math.multiplyExact(Math.multiplyExact(data.trials(), bins), n)];
        Arrays.fill(p, Double.NaN);
        Chunks.forEach(data.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            var step = new Step(data.design(), oneBinAhead);
            for (int k = from; k < to; k++) {
                step.past.clear();
                for (int t = 0; t < data.bins(k); t++) {
                    step.see(k, t);
                    for (int i = 0; i < n; i++) p[(k * bins + t) * n + i] = step.probability(i);
                    step.past.push(data, k, t);
                }
            }
        });
        return p;
    }

    Step step(Design design) { return new Step(design, weights); }

    /** The law of one bin given its past: scratch of one thread. */
    final class Step {
        final Past past = new Past(terms(), meanRates);
        private final Design design;
        private final Weights weights;
        private final CovariateValues covariates;
        private final double[] values, input = new double[neurons()], before = new double[neurons()];
        private final long[] bin = new long[(neurons() + 63) >> 6];
        private boolean standsAlone;

        private Step(Design design, Weights weights) {
            this.design = design;
            this.weights = weights;
            this.covariates = new CovariateValues(terms().covariates(), design);
            this.values = new double[terms().covariates().size()];
        }

        /** Prepares the inputs of bin t. */
        void see(int k, int t) {
            int n = neurons(), clock = design.clock(k, t);
            standsAlone = past.empty() && terms().firstBinStandsAlone();
            if (standsAlone) {
                for (int i = 0; i < n; i++) before[i] = alone.at(clock, i);
                return;
            }
            covariates.read(k, t, values);
            weights.input(past, values, input);
            if (known == null) return;
            alone.at(clock, 0);                           // refuses a clock beyond the table
            for (int i = 0; i < n; i++) input[i] += known[(alone.isConstant() ? 0 : clock * n) + i];
        }

        /** p(spike of i | past, and those before it in the bin that {@link #spike} told of) */
        double probability(int i) { return standsAlone ? before[i] : Logistic.sigmoid(input[i]); }

        /** @param value 1, or where nobody looked the probability that stands for it */
        private void spike(int i, double value) { if (!standsAlone) weights.spike(i, value, input); }

        /** Draws bin t and walks over it; {@code into}, where not null, takes the probability each neuron was drawn with. */
        void draw(int k, int t, RandomGenerator random, double[] into) {
            see(k, t);
            Arrays.fill(bin, 0);
            for (int i = 0; i < neurons(); i++) {
                double p = probability(i);
                if (into != null) into[i] = p;
                if (random.nextDouble() >= p) continue;
                bin[i >> 6] |= 1L << (i & 63);
                spike(i, 1);
            }
            past.push(bin);
        }

        void draw(int k, int t, RandomGenerator random) { draw(k, t, random, null); }

        /** Draws what nobody saw of bin t, takes the rest as it was seen, and walks over it. */
        void complete(SpikeTrains data, int k, int t, RandomGenerator random) {
            see(k, t);
            Arrays.fill(bin, 0);
            for (int i = 0; i < neurons(); i++) {
                if (data.observed(k, t, i) ? !data.fires(k, t, i) : random.nextDouble() >= probability(i)) continue;
                bin[i >> 6] |= 1L << (i & 63);
                spike(i, 1);
            }
            past.push(bin);
        }

        /** @return the input of neuron i in the bin seen last, what comes from spikes of the same bin included */
        double logit(int i) { return standsAlone ? Logistic.logit(before[i]) : input[i]; }

        boolean fired(int i) { return (bin[i >> 6] >>> (i & 63) & 1) != 0; }

        private double logProbability(SpikeTrains data, int k, int t) {
            see(k, t);
            double sum = 0;
            for (int i = 0; i < neurons(); i++) {
                if (!data.observed(k, t, i)) {
                    spike(i, probability(i));
                    continue;
                }
                boolean fires = data.fires(k, t, i);
                sum += !standsAlone ? Logistic.logProbability(fires, input[i]) : fires ? Math.log(before[i]) : Math.log1p(-before[i]);
                if (fires) spike(i, 1);
            }
            return sum;
        }
    }
}
