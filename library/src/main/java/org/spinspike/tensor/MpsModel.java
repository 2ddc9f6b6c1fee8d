package org.spinspike.tensor;

import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Conditionals;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Samples;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * The site-dependent Born machine on a matrix product state: p(S) = psi(S)^2 with site l = t N + i for neuron i in bin t, so that neurons of a bin come
 * one after another and bins in order of time. Everything it says is exact; nothing is sampled but samples.
 *
 * <p>The chain is kept right-canonical with norm 1: whatever lies to the right of a bond sums to the identity. Hence the forward pass gives
 * p(S_t | S_0 .. S_(t-1)) bin by bin, and a trial shorter than the trained length costs nothing: its missing end is summed out already.
 * Trials with unobserved entries go through density matrices, D^3 a site instead of D^2.
 *
 * <p>Its clock is the bin within the trial it is handed: a window cut out of a longer trial starts at bin 0 whatever its offset, so it knows the
 * stimulus only as far as windows start at the same place. Trials longer than the trained ones are refused.
 */
public final class MpsModel implements Samples, Likelihood, Forecasts, Conditionals, WritesCircuits {
    /** Trials of which a part is hidden that one thread takes at a time. */
    private static final int MASKED = 16;

    private final Mps mps;                               // right-canonical, norm 1
    private final int neurons, bins;

    private MpsModel(Mps mps, int neurons, int bins) {
        this.mps = mps;
        this.neurons = neurons;
        this.bins = bins;
    }

    /** The model of this chain, which is brought to its canonical form. */
    public static MpsModel of(Mps chain, int neurons, int bins) {
        Require.length("sites (bins times neurons)", chain.sites(), Math.multiplyExact(bins, neurons));
        return new MpsModel(chain.rightCanonical().mps(), neurons, bins);
    }

    /** The model of a chain that is right-canonical with norm 1 already; its cores are kept as they are. */
    static MpsModel causal(Mps chain, int neurons, int bins) { return new MpsModel(chain, neurons, bins); }

    @Override public String family()   { return MpsFamily.NAME; }
    @Override public int neurons()     { return neurons; }
    @Override public boolean knowsBins() { return true; }
    /** @return bins of the longest trial it can speak of */
    public int bins()                  { return bins; }
    /** @return the chain, right-canonical, norm 1 */
    public Mps chain()                 { return mps; }
    /** @return free parameters: entries less those a change of basis on the bonds can undo */
    @Override public long parameters() { return mps.parameters(); }

    @Override public NamedArrays arrays() {
        return new NamedArrays().put("neurons", (long) neurons).put("bins", (long) bins).putAll(mps.arrays());
    }

    static MpsModel restore(NamedArrays arrays) {
        int neurons = Require.atLeast("neurons", (int) arrays.get("neurons").scalar(), 1);
        int bins = Require.atLeast("bins", (int) arrays.get("bins").scalar(), 1);
        Mps mps = Mps.restore(arrays);
        Require.length("sites (bins times neurons)", mps.sites(), Math.multiplyExact(bins, neurons));
        double[] identity = new double[mps.largestBond() * mps.largestBond()], sum = new double[identity.length], work = new double[2 * identity.length];
        for (int l = 0; l < mps.sites(); l++) {
            int dl = mps.bond(l), dr = mps.bond(l + 1);
            Densities.identity(identity, 0, dr);
            Densities.pull(mps.entries(l), dl, dr, Densities.HIDDEN, identity, 0, sum, 0, work);
            for (int a = 0; a < dl; a++)
                for (int b = 0; b < dl; b++)
                    Require.that(Math.abs(sum[a * dl + b] - (a == b ? 1 : 0)) < 1e-8, "core_" + l + " must be right-canonical: sum over s of A[s] A[s]' = 1");
        }
        return new MpsModel(mps, neurons, bins);
    }

    // ---- what it can do

    @Override public SpikeTrains sample(Design design, Seed seed) {
        checkLengths(design);
        var builder = new SpikeTrains.Builder(design, Neurons.unnamed(neurons));
        Chunks.forEach(design.trials(), Forward.TRIALS, (c, from, to) -> PerfectSampling.draw(mps, neurons, design, seed, from, to, builder));
        return builder.build();
    }

    /** {@inheritDoc} Unobserved entries are summed over. */
    @Override public double[] logProbabilityByBin(SpikeTrains data) {
        check(data);
        double[] out = new double[Math.multiplyExact(data.trials(), data.bins())];
        int dark = dark(data) * neurons;
        double[] before = MaskedTrial.hidden(mps, dark);
        Chunks.forEach(data.trials(), Forward.TRIALS, (c, from, to) -> {
            int[] whole = whole(data, from, to, true);
            if (whole.length > 0) Scoring.byBin(mps, data, whole, out);
        });
        int[] masked = whole(data, 0, data.trials(), false);
        if (masked.length > 0) Chunks.forEach(masked.length, MASKED, (c, from, to) -> {
            for (int x = from; x < to; x++) new MaskedTrial(mps, neurons, data, masked[x]).logProbabilityByBin(out, masked[x] * data.bins(), dark, before);
        });
        return out;
    }

    /** Exact for every horizon, masked past included; {@code seed} is not used. */
    @Override public Forecast forecast(SpikeTrains data, int horizon, Seed seed) {
        check(data);
        Require.atLeast("horizon", horizon, 1);
        double[] p = new double[Math.multiplyExact(Math.multiplyExact(data.trials(), data.bins()), neurons)];
        java.util.Arrays.fill(p, Double.NaN);
        var operators = new ForecastOperators(mps, neurons, data.bins(), horizon);
        Chunks.forEach(data.trials(), Forward.TRIALS, (c, from, to) -> {
            int[] whole = whole(data, from, to, true), masked = whole(data, from, to, false);
            if (whole.length > 0) Forecasting.pure(mps, operators, data, whole, p);
            for (int k : masked) new MaskedTrial(mps, neurons, data, k).forecast(operators, p, k * data.bins() * neurons);
        });
        return new Forecast(p, null);
    }

    @Override public double[] impute(SpikeTrains data) {
        check(data);
        int width = data.bins() * neurons;
        double[] p = new double[Math.multiplyExact(data.trials(), width)];
        java.util.Arrays.fill(p, Double.NaN);
        Chunks.forEach(data.trials(), Forward.TRIALS, (c, from, to) -> {
            for (int k = from; k < to; k++) {
                if (!data.fullyObserved(k)) new MaskedTrial(mps, neurons, data, k).impute(p, k * width);
                else for (int t = 0; t < data.bins(k); t++) for (int i = 0; i < neurons; i++) p[k * width + t * neurons + i] = data.fires(k, t, i) ? 1 : 0;
            }
        });
        return p;
    }

    @Override public SpikeTrains complete(SpikeTrains data, Seed seed) {
        check(data);
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        Chunks.forEach(data.trials(), Forward.TRIALS, (c, from, to) -> {
            for (int k = from; k < to; k++) {
                byte[] bits = data.fullyObserved(k) ? data.flat(k) : new MaskedTrial(mps, neurons, data, k).complete(seed.child(k).generator());
                for (int l = 0; l < data.bins(k) * neurons; l++) if (bits[l] == 1) builder.set(k, l / neurons, l % neurons);
            }
        });
        return builder.build().with(data.binarisation());
    }

    @Override public int mostCircuitBins() { return bins; }

    @Override public SpikeCircuit circuit(int bins, SpikeCircuit.Form form) { return ChainCircuit.of(first(bins), neurons, bins, form); }

    @Override public SpikeCircuit layeredCircuit(int bins, int layers, SpikeCircuit.Form form) { return LayeredCircuit.of(first(bins), neurons, bins, layers, form); }

    private Mps first(int bins) { return mps.first(neurons * Require.inRange("bins of a circuit", bins, 1, this.bins)); }

    // ---- what it refuses

    private void check(SpikeTrains data) {
        Require.that(data.neurons() == neurons, "this model knows " + neurons + " neurons, the data have " + data.neurons());
        checkLengths(data.design());
    }

    private void checkLengths(Design design) {
        for (int k = 0; k < design.trials(); k++) {
            if (design.bins(k) > bins) throw new IllegalArgumentException("this model has learned trials of at most " + bins + " bins, trial " + k + " has "
                    + design.bins(k) + ": cut them (--cut " + bins + ") or train on longer ones");
        }
    }

    /** @return bins at the beginning in which nothing was observed in any trial */
    private static int dark(SpikeTrains data) {
        for (int t = 0; t < data.bins(); t++)
            for (int k = 0; k < data.trials(); k++) for (int w = 0; t < data.bins(k) && w < data.wordsPerBin(); w++) if (data.observedWord(k, t, w) != 0) return t;
        return 0;                                        // nobody looked at all: there is nothing to begin with
    }

    /** Trials from..to that are fully observed, or those that are not. */
    static int[] whole(SpikeTrains data, int from, int to, boolean whole) {
        return java.util.stream.IntStream.range(from, to).filter(k -> data.fullyObserved(k) == whole).toArray();
    }
}
