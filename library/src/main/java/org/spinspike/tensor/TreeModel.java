package org.spinspike.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;
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
 * The Born machine of a {@link TreeMps}. Everything it says is exact; nothing is sampled but samples. Where the network is tied it speaks of trials of any
 * number of bins, else of those it has learned; it has no clock but the bin within the trial it is handed.
 */
public final class TreeModel implements Samples, Likelihood, Forecasts, Conditionals {
    private final TreeMps net;

    public TreeModel(TreeMps net) { this.net = net; }

    @Override public String family()      { return TensorBrainFamily.NAME; }
    @Override public int neurons()        { return net.neurons(); }
    @Override public long parameters()    { return net.parameters(); }
    @Override public NamedArrays arrays() { return net.arrays(); }
    public TreeMps network()              { return net; }

    @Override public SpikeTrains sample(Design design, Seed seed) {
        checkLengths(design);
        var builder = new SpikeTrains.Builder(design, Neurons.unnamed(net.neurons()));
        Chunks.forEach(design.trials(), TreeSampling.TRIALS, (c, from, to) -> TreeSampling.draw(net, design, seed, from, to, builder));
        return builder.build();
    }

    /** {@inheritDoc} Unobserved entries are summed over. */
    @Override public double[] logProbabilityByBin(SpikeTrains data) {
        check(data);
        double[] out = new double[Math.multiplyExact(data.trials(), data.bins())];
        int[] whole = TiedGradient.longestFirst(data, MpsModel.whole(data, 0, data.trials(), true)), masked = MpsModel.whole(data, 0, data.trials(), false);
        TreeWords.Codes codes = TreeWords.of(data, whole, net.tied()).climb(net);
        if (whole.length > 0) Chunks.forEach(whole.length, TreeForward.TRIALS, (c, from, to) -> {
            var walk = new TreeForward(net, codes, from, to - from);
            for (int t = 0; t < data.bins(whole[from]); t++) {
                int running = running(data, whole, from, to, t);
                double[] log = walk.next(running);
                for (int x = 0; x < running; x++) out[whole[from + x] * data.bins() + t] = log[x];
            }
        });
        if (masked.length > 0) Chunks.forEach(masked.length, 1, (c, from, to) -> new MaskedTree(net, data, masked[from]).logProbabilityByBin(out, masked[from] * data.bins()));
        return out;
    }

    /** Exact for every horizon, masked past included; {@code seed} is not used. */
    @Override public Forecast forecast(SpikeTrains data, int horizon, Seed seed) {
        check(data);
        Require.atLeast("horizon", horizon, 1);
        int n = net.neurons(), width = data.bins() * n;
        double[] p = new double[Math.multiplyExact(data.trials(), width)];
        Arrays.fill(p, Double.NaN);
        ForecastOperators operators = TreeForecasts.of(net, data.bins(), horizon);
        int[] whole = TiedGradient.longestFirst(data, MpsModel.whole(data, 0, data.trials(), true)), masked = MpsModel.whole(data, 0, data.trials(), false);
        TreeWords.Codes codes = TreeWords.of(data, whole, net.tied()).climb(net);
        if (whole.length > 0) Chunks.forEach(whole.length, TreeForward.TRIALS, (c, from, to) -> {
            var walk = new TreeForward(net, codes, from, to - from);
            int bins = data.bins(whole[from]), t = 0;
            for (int now = 0; t < bins; now++) {
                for (; t < bins && operators.known(t) == now; t++) {
                    int running = running(data, whole, from, to, t);
                    double[][] ones = walk.forms(operators.of(t), n);
                    for (int x = 0; x < running; x++) for (int i = 0; i < n; i++) p[whole[from + x] * width + t * n + i] = Forecasting.probability(ones[i][x], 1);
                }
                if (t < bins) walk.next(running(data, whole, from, to, now));
            }
        });
        if (masked.length > 0) Chunks.forEach(masked.length, 1, (c, from, to) -> new MaskedTree(net, data, masked[from]).forecast(operators, p, masked[from] * width));
        return new Forecast(p, null);
    }

    @Override public double[] impute(SpikeTrains data) {
        check(data);
        int width = data.bins() * net.neurons();
        double[] p = new double[Math.multiplyExact(data.trials(), width)];
        Arrays.fill(p, Double.NaN);
        Chunks.forEach(data.trials(), 1, (c, k, to) -> new MaskedTree(net, data, k).impute(false, p, k * width));
        return p;
    }

    @Override public SpikeTrains complete(SpikeTrains data, Seed seed) {
        check(data);
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        Chunks.forEach(data.trials(), 1, (c, k, to) -> set(builder, k, new MaskedTree(net, data, k).complete(seed.child(k).generator())));
        return builder.build().with(data.binarisation());
    }

    private void set(SpikeTrains.Builder builder, int k, byte[] bits) {
        for (int l = 0; l < bits.length; l++) if (bits[l] == 1) builder.set(k, l / net.neurons(), l % net.neurons());
    }

    private static int running(SpikeTrains data, int[] trials, int from, int to, int t) {
        return (int) IntStream.range(from, to).filter(x -> t < data.bins(trials[x])).count();
    }

    private void check(SpikeTrains data) {
        Require.that(data.neurons() == net.neurons(), "this model knows " + net.neurons() + " neurons, the data have " + data.neurons());
        checkLengths(data.design());
    }

    private void checkLengths(Design design) {
        if (design.bins() > net.bins()) throw new IllegalArgumentException("this model has learned trials of at most " + net.bins() + " bins, there are trials of "
                + design.bins() + ": cut them (--cut " + net.bins() + ") or train on longer ones");
    }
}
