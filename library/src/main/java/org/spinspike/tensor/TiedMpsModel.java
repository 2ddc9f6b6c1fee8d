package org.spinspike.tensor;

import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Conditionals;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Samples;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/**
 * The time-tied Born machine of a {@link TiedMps}: one law for trials of any number of bins. Everything it says is exact; nothing is sampled but samples.
 *
 * <p>It has no clock: rates that follow a stimulus are known to it only as far as the past of the trial shows them. Costs are those of {@link MpsModel};
 * forecasts need one set of operators for all bins, N D^2 doubles.
 */
public final class TiedMpsModel implements Samples, Likelihood, Forecasts, Conditionals, WritesCircuits {
    private final TiedMps mps;

    public TiedMpsModel(TiedMps mps) { this.mps = mps; }

    @Override public String family()   { return MpsFamily.NAME; }
    @Override public int neurons()     { return mps.neurons(); }
    @Override public long parameters() { return mps.parameters(); }
    public TiedMps network()           { return mps; }

    @Override public NamedArrays arrays()                   { return new NamedArrays().put("tied", 1L).putAll(mps.arrays()); }
    static boolean holds(NamedArrays arrays)                { return arrays.has("tied"); }
    static TiedMpsModel restore(NamedArrays arrays)         { return new TiedMpsModel(TiedMps.restore(arrays)); }

    @Override public SpikeTrains sample(Design design, Seed seed)                      { return of(design.bins()).sample(design, seed); }
    @Override public double[] logProbabilityByBin(SpikeTrains data)                    { return of(data.bins()).logProbabilityByBin(data); }
    @Override public Forecast forecast(SpikeTrains data, int horizon, Seed seed)       { return of(data.bins()).forecast(data, horizon, seed); }
    @Override public double[] impute(SpikeTrains data)                                 { return of(data.bins()).impute(data); }
    @Override public SpikeTrains complete(SpikeTrains data, Seed seed)                 { return of(data.bins()).complete(data, seed); }

    @Override public int mostCircuitBins()                                             { return Integer.MAX_VALUE; }
    @Override public SpikeCircuit circuit(int bins, SpikeCircuit.Form form)            { return of(bins).circuit(bins, form); }
    @Override public SpikeCircuit layeredCircuit(int bins, int layers, SpikeCircuit.Form form) { return of(bins).layeredCircuit(bins, layers, form); }

    private MpsModel of(int bins) { return MpsModel.causal(mps.chain(bins), mps.neurons(), bins); }
}
