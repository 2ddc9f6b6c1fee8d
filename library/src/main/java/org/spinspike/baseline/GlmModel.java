package org.spinspike.baseline;

import java.util.random.RandomGenerator;
import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Samples;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * Logistic autoregression: every neuron is a logistic regression on the bins before and, where wanted, on the neurons before it in the same bin.
 *
 * <pre>P(s_i(t) = 1 | before) = 1 / (1 + exp(-u_i(t)))
 * u_i(t) = b_i + logit r_i(clock) + sum_l sum_j W_l[i,j] s_j(t-l) + v_i R(t)/10 + f_i [t first] + sum_c x_c(t) w_c[i] + sum_(j&lt;i) V[i,j] s_j(t)
 * R(t) = spikes of all neurons in the trial before bin t</pre>
 *
 * Terms not chosen are absent; lags before the trial's first bin are silent. The first bin of a trial, and the first behind a gap (a bin in which nobody was
 * observed), is made of independent cells at the first-bin rates of the training trials, or at the rates over time where those are known; it counts.
 * Where there is a first-bin flag, or where nothing of the past acts, it goes through the regression like any other.
 *
 * <p>Likelihood and samples are exact. The forecast of one bin is exact where neurons do not act within the bin; else it is a second regression without those
 * terms, fitted on the same trials, because summing over them costs 2^N. Forecasts further ahead are simulated: for each bin, {@code simulations}
 * futures are drawn from what is known, and the probabilities of the last bin are averaged; the random numbers of trial k are the same for
 * every bin and every model.
 *
 * <p>Unobserved entries: where an entry that acts on others was not observed, a probability stands for it, the neuron's mean rate if it lies in the past and what the
 * regression says of it if it lies in the same bin. So the likelihood covers every observed entry, as that of any other family does, and p(bin | bins before) sums to one
 * over what was observed; but it is that of a prediction with stand-ins, not the sum over what was not seen. Forecasts do the same.
 */
public final class GlmModel implements Samples, Likelihood, Forecasts {
    /** Trials that share one task of the pool. */
    static final int TRIALS_PER_CHUNK = 16;

    private final GlmWeights weights;
    private final GlmWeights oneBinAhead;                 // the weights themselves where they do not act within a bin
    private final RatesOverTime firstBin;                 // constant
    private final RatesOverTime overTime;                 // null where the stimulus is not known
    private final double[] logits;                        // of overTime
    private final double[] meanRates;
    private final int simulations;

    GlmModel(GlmWeights weights, GlmWeights oneBinAhead, RatesOverTime firstBin, RatesOverTime overTime, double[] meanRates, int simulations) {
        int n = weights.terms().neurons();
        Require.length("neurons of the first-bin rates", firstBin.neurons(), n);
        Require.that(!oneBinAhead.withinBin(), "a forecast cannot know the bin it forecasts");
        this.weights = weights;
        this.oneBinAhead = weights.withinBin() ? oneBinAhead : weights;
        this.firstBin = firstBin;
        this.overTime = overTime;
        this.logits = overTime == null ? null : java.util.Arrays.stream(overTime.p()).map(Logistic::logit).toArray();
        this.meanRates = Require.length("mean rates", meanRates, n);
        for (double rate : meanRates) Require.between("mean rate", rate, 0, 1);
        this.simulations = simulations;
    }

    /**
     * The model with one lag and nothing else: a kinetic Ising model in 0/1 variables.
     *
     * @param couplings row-major [N, N], row i = input to i. Not modified.
     * @param bias      length N. Not modified.
     * @param firstBin  probabilities in the first bin, length N. Not copied.
     */
    public static GlmModel oneLag(double[] couplings, double[] bias, double[] firstBin) {
        int n = bias.length;
        Require.length("couplings", couplings, n * n);
        var arrays = new NamedArrays().put("bias", bias, n).put("lags", couplings, 1, n, n);
        GlmWeights weights = GlmWeights.restore(arrays);
        return new GlmModel(weights, weights, new RatesOverTime(1, n, firstBin), null, firstBin, GlmOptions.SIMULATIONS);
    }

    @Override public String family() { return GlmFamily.NAME; }
    @Override public int neurons()   { return terms().neurons(); }
    @Override public boolean needsClock() { return overTime != null && !overTime.isConstant(); }
    GlmTerms terms()                 { return weights.terms(); }
    double[] meanRates()             { return meanRates; }

    /** Weights of the joint law, rates over time and first-bin rates; the second regression for forecasts is not counted. */
    @Override public long parameters() {
        long n = neurons();
        return terms().rows() * n + (weights.withinBin() ? n * (n - 1) / 2 : 0)
                + (overTime != null ? overTime.p().length : terms().firstBinStandsAlone() ? n : 0);
    }

    @Override public SpikeTrains sample(Design design, Seed seed) {
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

    @Override public double[] logProbabilityByBin(SpikeTrains data) {
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

    @Override public Forecast forecast(SpikeTrains data, int horizon, Seed seed) {
        Require.length("neurons of the data", data.neurons(), neurons());
        Require.atLeast("horizon", horizon, 1);
        return horizon == 1 ? new Forecast(nextBin(data), null) : new GlmFutures(this, data, horizon, simulations, seed).forecast();
    }

    private double[] nextBin(SpikeTrains data) {
        int bins = data.bins(), n = neurons();
        double[] p = new double[Math.multiplyExact(Math.multiplyExact(data.trials(), bins), n)];
        java.util.Arrays.fill(p, Double.NaN);
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
        private final GlmWeights weights;
        private final CovariateValues covariates;
        private final double[] values, input = new double[neurons()], before = new double[neurons()];
        private final long[] bin = new long[(neurons() + 63) >> 6];
        private boolean alone;

        private Step(Design design, GlmWeights weights) {
            this.design = design;
            this.weights = weights;
            this.covariates = new CovariateValues(terms().covariates(), design);
            this.values = new double[terms().covariates().size()];
        }

        /** Prepares the inputs of bin t. */
        void see(int k, int t) {
            int n = neurons(), clock = design.clock(k, t);
            alone = past.empty() && terms().firstBinStandsAlone();
            if (alone) {
                for (int i = 0; i < n; i++) before[i] = overTime == null ? firstBin.at(0, i) : overTime.at(clock, i);
                return;
            }
            covariates.read(k, t, values);
            weights.input(past, values, input);
            if (overTime == null) return;
            overTime.at(clock, 0);                        // refuses a clock beyond the table
            for (int i = 0; i < n; i++) input[i] += logits[(overTime.isConstant() ? 0 : clock * n) + i];
        }

        /** p(spike of i | past, and those before it in the bin that {@link #spike} told of) */
        double probability(int i) { return alone ? before[i] : Logistic.sigmoid(input[i]); }

        /** @param value 1, or where nobody looked the probability that stands for it */
        private void spike(int i, double value) { if (!alone) weights.spike(i, value, input); }

        /** Draws bin t and walks over it; {@code into}, where not null, takes the probability each neuron was drawn with. */
        void draw(int k, int t, RandomGenerator random, double[] into) {
            see(k, t);
            java.util.Arrays.fill(bin, 0);
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
                sum += !alone ? Logistic.logProbability(fires, input[i]) : fires ? Math.log(before[i]) : Math.log1p(-before[i]);
                if (fires) spike(i, 1);
            }
            return sum;
        }
    }

    @Override public NamedArrays arrays() {
        var out = weights.arrays().put("first_bin_rates", firstBin.p(), neurons()).put("mean_rates", meanRates, neurons()).put("simulations", (long) simulations);
        if (overTime != null) out.putAll("rates.", overTime.arrays());
        if (weights.withinBin()) out.putAll("forecast.", oneBinAhead.arrays());
        return out;
    }

    static GlmModel restore(NamedArrays arrays) {
        GlmWeights weights = GlmWeights.restore(arrays);
        double[] first = arrays.get("first_bin_rates").doubles();
        return new GlmModel(weights, weights.withinBin() ? GlmWeights.restore(arrays.under("forecast.")) : weights, new RatesOverTime(1, first.length, first),
                arrays.has("rates.p") ? RatesOverTime.restore(arrays.under("rates.")) : null,
                arrays.get("mean_rates").doubles(), arrays.get("simulations").ints()[0]);
    }

    /** Effect of each neuron on each: row-major [lags, N, N], row i = input to i. */
    public double[] couplings() { return terms().lags() == 0 ? new double[0] : weights.arrays().get("lags").doubles(); }
    public double[] bias()      { return weights.arrays().get("bias").doubles(); }
}
