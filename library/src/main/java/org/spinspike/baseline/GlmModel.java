package org.spinspike.baseline;

import java.util.Arrays;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Samples;
import org.spinspike.model.SimulatedConditionals;
import org.spinspike.model.autoregression.Autoregression;
import org.spinspike.model.autoregression.Terms;
import org.spinspike.model.autoregression.Weights;
import org.spinspike.spikes.Design;
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
 * <p>How it is sampled, scored and forecast, and what stands for entries nobody saw, is said at {@link Autoregression}. Where neurons act within the bin the forecast of
 * one bin is a second regression without those terms, fitted on the same trials, because summing over them costs 2^N.
 */
public final class GlmModel implements Samples, Likelihood, Forecasts, SimulatedConditionals {
    private final Weights weights;
    private final Weights oneBinAhead;                    // the weights themselves where they do not act within a bin
    private final RatesOverTime firstBin;                 // constant
    private final RatesOverTime overTime;                 // null where the stimulus is not known
    private final double[] meanRates;
    private final int simulations;
    private final Autoregression law;

    GlmModel(Weights weights, Weights oneBinAhead, RatesOverTime firstBin, RatesOverTime overTime, double[] meanRates, int simulations) {
        this.weights = weights;
        this.oneBinAhead = weights.withinBin() ? oneBinAhead : weights;
        this.firstBin = firstBin;
        this.overTime = overTime;
        this.meanRates = meanRates;
        this.simulations = simulations;
        double[] logits = overTime == null ? null : Arrays.stream(overTime.p()).map(Logistic::logit).toArray();
        this.law = new Autoregression(weights, this.oneBinAhead, overTime == null ? firstBin : overTime, logits, meanRates, simulations);
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
        Weights weights = Weights.restore(arrays);
        return new GlmModel(weights, weights, new RatesOverTime(1, n, firstBin), null, firstBin, GlmOptions.SIMULATIONS);
    }

    @Override public String family() { return GlmFamily.NAME; }
    @Override public int neurons()   { return terms().neurons(); }
    @Override public boolean needsClock() { return overTime != null && !overTime.isConstant(); }
    @Override public boolean knowsCovariates() { return !terms().covariates().isEmpty(); }
    private Terms terms()            { return weights.terms(); }

    /** Weights of the joint law, rates over time and first-bin rates; the second regression for forecasts is not counted. */
    @Override public long parameters() {
        long n = neurons();
        return terms().rows() * n + (weights.withinBin() ? n * (n - 1) / 2 : 0)
                + (overTime != null ? overTime.p().length : terms().firstBinStandsAlone() ? n : 0);
    }

    @Override public SpikeTrains sample(Design design, Seed seed)                         { return law.sample(design, seed); }
    @Override public double[] logProbabilityByBin(SpikeTrains data)                      { return law.logProbabilityByBin(data); }
    @Override public Forecast forecast(SpikeTrains data, int horizon, Seed seed)          { return law.forecast(data, horizon, seed); }
    @Override public Imputed impute(SpikeTrains data, int draws, Seed seed)      { return law.impute(data, draws, seed); }

    @Override public NamedArrays arrays() {
        var out = weights.arrays().put("first_bin_rates", firstBin.p(), neurons()).put("mean_rates", meanRates, neurons()).put("simulations", (long) simulations);
        if (overTime != null) out.putAll("rates.", overTime.arrays());
        if (weights.withinBin()) out.putAll("forecast.", oneBinAhead.arrays());
        return out;
    }

    static GlmModel restore(NamedArrays arrays) {
        Weights weights = Weights.restore(arrays);
        double[] first = arrays.get("first_bin_rates").doubles();
        return new GlmModel(weights, weights.withinBin() ? Weights.restore(arrays.under("forecast.")) : weights, new RatesOverTime(1, first.length, first),
                arrays.has("rates.p") ? RatesOverTime.restore(arrays.under("rates.")) : null,
                arrays.get("mean_rates").doubles(), arrays.get("simulations").ints()[0]);
    }

    /** Effect of each neuron on each: row-major [lags, N, N], row i = input to i. */
    public double[] couplings() { return terms().lags() == 0 ? new double[0] : weights.arrays().get("lags").doubles(); }
    public double[] bias()      { return weights.arrays().get("bias").doubles(); }
}
