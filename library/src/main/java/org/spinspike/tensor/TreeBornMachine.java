package org.spinspike.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Samples;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * What the Born machines of a {@link TreeMps} have in common, whatever turns their leaves ({@link LeafDrive}). Where the network is tied it speaks of trials of any
 * number of bins, else of those it has learned; where angles go by the clock, of bins whose clock it has seen.
 */
abstract sealed class TreeBornMachine implements Samples, Likelihood, Forecasts permits TreeModel, PastDrivenTreeModel {
    final TreeMps net;
    final LeafDrive drive;

    TreeBornMachine(TreeMps net, LeafDrive drive) {
        this.net = net;
        this.drive = drive;
    }

    /** @return the model of a network and its drive: which one it is decides what can be asked of it */
    static TreeBornMachine of(TreeMps net, LeafDrive drive) { return drive.lags() > 0 ? new PastDrivenTreeModel(net, drive) : new TreeModel(net, drive); }

    static TreeBornMachine restore(NamedArrays arrays) {
        TreeMps net = TreeMps.restore(arrays);
        return of(net, LeafDrive.restore(arrays, net.neurons()));
    }

    @Override public String family()      { return TensorBrainFamily.NAME; }
    @Override public int neurons()        { return net.neurons(); }
    @Override public boolean needsClock() { return drive.byClock(); }
    @Override public boolean knowsBins()  { return drive.byClock() || !net.tied(); }
    /** Of the network and of the drive. */
    @Override public long parameters()    { return net.parameters() + drive.weights().length; }
    public TreeMps network()              { return net; }

    @Override public NamedArrays arrays() {
        NamedArrays arrays = net.arrays();
        drive.putInto(arrays);
        return arrays;
    }

    @Override public SpikeTrains sample(Design design, Seed seed) {
        checkLengths(design);
        var builder = new SpikeTrains.Builder(design, Neurons.unnamed(net.neurons()));
        Chunks.forEach(design.trials(), TreeSampling.TRIALS, (c, from, to) -> TreeSampling.draw(net, drive, design, seed, from, to, builder));
        return builder.build();
    }

    /** {@inheritDoc} Unobserved entries are summed over, after stand-ins for them have driven the leaves where the past does. */
    @Override public double[] logProbabilityByBin(SpikeTrains data) {
        check(data);
        double[] out = new double[Math.multiplyExact(data.trials(), data.bins())];
        Trials trials = Trials.of(data);
        walk(trials, (whole, from, to, walk) -> {
            for (int t = 0; t < data.bins(whole[from]); t++) {
                int running = trials.running(from, to, t);
                double[] log = walk.next(running);
                for (int x = 0; x < running; x++) out[whole[from + x] * data.bins() + t] = log[x];
            }
        });
        if (trials.masked.length == 0) return out;
        var past = new HiddenPast(net, data.bins());
        trials.eachMasked(k -> new SeenTree(net, past).logProbabilityByBin(MaskedTrial.states(data, k, data.bins(k)), drive.none() ? null : drive.angles(data, k), out, k * data.bins()));
        return out;
    }

    /** Exact; of leaves turned by the past only for the next bin. */
    Forecast exactForecast(SpikeTrains data, int horizon) {
        check(data);
        Require.atLeast("horizon", horizon, 1);
        int n = net.neurons(), width = data.bins() * n;
        double[] p = new double[Math.multiplyExact(data.trials(), width)];
        Arrays.fill(p, Double.NaN);
        ForecastOperators operators = TreeForecasts.of(net, data.bins(), horizon), turned = drive.none() ? null : TreeForecasts.turned(net, data.bins(), horizon);
        Trials trials = Trials.of(data);
        walk(trials, (whole, from, to, walk) -> {
            int bins = data.bins(whole[from]), t = 0;
            double[] angles = new double[n];
            for (int now = 0; t < bins; now++) {
                for (; t < bins && operators.known(t) == now; t++) {
                    int running = trials.running(from, to, t);
                    double[][] ones = walk.forms(operators.of(t), n), crossed = turned == null ? null : walk.forms(turned.of(t), n);
                    for (int x = 0; x < running; x++) {
                        int k = whole[from + x];
                        if (turned != null) drive.angles(data.design().clock(k, t), t, drive.past(data, k), angles);
                        for (int i = 0; i < n; i++) {
                            double fires = turned == null ? ones[i][x] : LeafDrive.firing(1 - ones[i][x], crossed[i][x], ones[i][x], angles[i]);
                            p[k * width + t * n + i] = Forecasting.probability(fires, 1);
                        }
                    }
                }
                if (t < bins) walk.next(trials.running(from, to, now));
            }
        });
        MaskedBlock.forEach(net, drive, data, trials.masked, (c, block) -> block.forecast(operators, turned, p, data.bins()));
        return new Forecast(p, null);
    }

    private interface Visit { void block(int[] whole, int from, int to, TreeForward walk); }

    private void walk(Trials trials, Visit visit) {
        if (trials.whole.length == 0) return;
        TreeWords.Codes codes = TreeWords.of(trials.data, trials.whole, net.tied(), drive).climb(net, drive);
        Chunks.forEach(trials.whole.length, TreeForward.TRIALS, (c, from, to) -> visit.block(trials.whole, from, to, new TreeForward(net, codes, from, to - from)));
    }

    /** @param whole fully observed trials, longest first; @param masked the others, likewise */
    private record Trials(SpikeTrains data, int[] whole, int[] masked) {
        static Trials of(SpikeTrains data) {
            return new Trials(data, TiedGradient.longestFirst(data, MpsModel.whole(data, 0, data.trials(), true)), TiedGradient.longestFirst(data, MpsModel.whole(data, 0, data.trials(), false)));
        }

        int running(int from, int to, int t) { return (int) IntStream.range(from, to).filter(x -> t < data.bins(whole[x])).count(); }

        void eachMasked(java.util.function.IntConsumer action) {
            if (masked.length > 0) Chunks.forEach(masked.length, 1, (c, from, to) -> action.accept(masked[from]));
        }
    }

    void check(SpikeTrains data) {
        Require.that(data.neurons() == net.neurons(), "this model knows " + net.neurons() + " neurons, the data have " + data.neurons());
        checkLengths(data.design());
    }

    private void checkLengths(Design design) {
        if (design.bins() > net.bins()) throw new IllegalArgumentException("this model has learned trials of at most " + net.bins() + " bins, there are trials of "
                + design.bins() + ": cut them (--cut " + net.bins() + ") or train on longer ones");
    }
}
