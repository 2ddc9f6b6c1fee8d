package org.spinspike.ising.inverse;

import java.util.List;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
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
 * Trials of a kinetic Ising network: all neurons of a bin together, each by its field and by what every neuron did one bin before.
 *
 * <pre>P(s_i(t) = +1 | s(t-1)) = 1 / (1 + exp(-2 h_i(t))),   h_i(t) = H_i(clock) + sum_j J_ij s_j(t-1)</pre>
 *
 * with constant fields, or fields of the time in the trial. The first bin of a trial, and the first behind a gap (a bin in which nobody was observed), is made of independent neurons at the
 * rates (k + 1/2) / (M + 1) of the training trials: of such bins, or where fields go with time of that bin of the trial; it counts.
 *
 * <p>How it is sampled, scored and forecast, and what stands for entries nobody saw, is said at {@link Autoregression}, which is this law in 0/1 variables: the same as {@code glm} with one
 * lag and without same-bin terms.
 */
public final class KineticIsingModel implements Samples, Likelihood, Forecasts, SimulatedConditionals {
    private final IsingNetwork network;
    private final double[] fieldsOverTime;                // row-major [clock, N], null where constant
    private final RatesOverTime alone;                    // constant, or by clock where fields go with it
    private final double[] meanRates;
    private final int simulations;
    private final Autoregression law;

    /**
     * @param fieldsOverTime H_i(clock), row-major [alone.clockBins(), N], instead of the network's fields, which are then their common part; or null. Not copied, not modified.
     * @param alone          rates of bins without a past
     * @param meanRates      what stands for an unobserved entry of the past, length N. Not copied, not modified.
     * @param simulations    of a forecast further than one bin
     */
    public KineticIsingModel(IsingNetwork network, double[] fieldsOverTime, RatesOverTime alone, double[] meanRates, int simulations) {
        this.network = network;
        this.fieldsOverTime = fieldsOverTime;
        this.alone = alone;
        this.meanRates = meanRates;
        this.simulations = simulations;
        this.law = new Autoregression(weights(network), weights(network), alone, known(), meanRates, simulations);
    }

    private static Weights weights(IsingNetwork network) {
        int n = network.neurons();
        double[] couplings = network.bitCouplings(), rows = new double[(n + 1) * n];
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) rows[j * n + i] = couplings[i * n + j];
        System.arraycopy(network.bitFields(), 0, rows, n * n, n);
        return new Weights(new Terms(n, 1, false, false, List.of()), rows, null);
    }

    /** What the field of a bin has beside that of all bins, in 0/1 variables. */
    private double[] known() {
        if (fieldsOverTime == null) return null;
        int n = neurons();
        double[] known = new double[fieldsOverTime.length];
        for (int e = 0; e < known.length; e++) {
            Require.that(Double.isFinite(fieldsOverTime[e]), "fields over time must be finite, got " + fieldsOverTime[e]);
            known[e] = 2 * (fieldsOverTime[e] - network.fields()[e % n]);
        }
        return known;
    }

    @Override public String family()      { return KineticIsingFamily.NAME; }
    @Override public int neurons()        { return network.neurons(); }
    @Override public boolean needsClock() { return fieldsOverTime != null; }
    public IsingNetwork network()         { return network; }

    /** @return H_i(clock), row-major [clock, N], or null where fields are constant. Not to be modified. */
    public double[] fieldsOverTime()      { return fieldsOverTime; }

    /** @return E s_i of the first bin of a trial, where neurons are independent, length N */
    public double[] firstMeans() {
        double[] means = new double[neurons()];
        for (int i = 0; i < means.length; i++) means[i] = 2 * alone.at(0, i) - 1;
        return means;
    }

    /** Couplings, fields, and the rates of the first bin. */
    @Override public long parameters() {
        long n = neurons();
        return n * n + (fieldsOverTime == null ? n : fieldsOverTime.length) + n;
    }

    @Override public SpikeTrains sample(Design design, Seed seed)                { return law.sample(design, seed); }
    @Override public double[] logProbabilityByBin(SpikeTrains data)             { return law.logProbabilityByBin(data); }
    @Override public Forecast forecast(SpikeTrains data, int horizon, Seed seed) { return law.forecast(data, horizon, seed); }
    @Override public Imputed impute(SpikeTrains data, int draws, Seed seed) { return law.impute(data, draws, seed); }

    @Override public NamedArrays arrays() {
        NamedArrays out = network.arrays().putAll("alone.", alone.arrays()).put("mean_rates", meanRates, neurons()).put("simulations", (long) simulations);
        return fieldsOverTime == null ? out : out.put("H_over_time", fieldsOverTime, alone.clockBins(), neurons());
    }

    static KineticIsingModel restore(NamedArrays arrays) {
        return new KineticIsingModel(IsingNetwork.read(arrays), arrays.has("H_over_time") ? arrays.doubles("H_over_time") : null, RatesOverTime.restore(arrays.under("alone.")),
                arrays.doubles("mean_rates"), arrays.ints("simulations")[0]);
    }
}
