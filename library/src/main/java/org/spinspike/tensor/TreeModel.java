package org.spinspike.tensor;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Conditionals;
import org.spinspike.spikes.SpikeTrains;

/** The Born machine of a {@link TreeMps}, its leaves turned by the clock or not at all. Everything it says is exact; nothing is sampled but samples. */
public final class TreeModel extends TreeBornMachine implements Conditionals, WritesCircuits {
    public TreeModel(TreeMps net) { this(net, LeafDrive.none(net.neurons())); }

    TreeModel(TreeMps net, LeafDrive drive) { super(net, drive); }

    /** Exact for every horizon, masked past included; {@code seed} is not used. */
    @Override public Forecast forecast(SpikeTrains data, int horizon, Seed seed) { return exactForecast(data, horizon); }

    @Override public double[] impute(SpikeTrains data) {
        check(data);
        int width = data.bins() * net.neurons();
        double[] p = new double[Math.multiplyExact(data.trials(), width)];
        Arrays.fill(p, Double.NaN);
        for (int k : MpsModel.whole(data, 0, data.trials(), true)) {
            byte[] bits = data.flat(k);
            for (int l = 0; l < bits.length; l++) p[k * width + l] = bits[l];
        }
        MaskedBlock.forEach(net, drive, data, TiedGradient.longestFirst(data, MpsModel.whole(data, 0, data.trials(), false)), (c, block) -> block.impute(p, data.bins()));
        return p;
    }

    @Override public SpikeTrains complete(SpikeTrains data, Seed seed) {
        check(data);
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        Chunks.forEach(data.trials(), MaskedBlock.TRIALS, (c, from, to) -> {
            int[] trials = IntStream.range(from, to).toArray();
            var random = Arrays.stream(trials).mapToObj(k -> seed.child(k).generator()).toArray(RandomGenerator[]::new);
            byte[][] bits = new MaskedBlock(net, drive, data, trials).complete(random);
            for (int k = from; k < to; k++) set(builder, k, bits[k - from]);
        });
        return builder.build().with(data.binarisation());
    }

    @Override public int mostCircuitBins() { return drive.byClock() ? Math.min(net.bins(), drive.clockBins()) : net.bins(); }

    /** {@inheritDoc} Its trials begin at clock 0. */
    @Override public SpikeCircuit circuit(int bins, SpikeCircuit.Form form) { return TreeCircuit.of(net, drive, Require.inRange("bins of a circuit", bins, 1, mostCircuitBins()), form); }

    @Override public boolean hasLayers() { return false; }

    @Override public SpikeCircuit layeredCircuit(int bins, int layers, SpikeCircuit.Form form) {
        throw new IllegalArgumentException("tensor-brain has no circuit in layers; without --layers it has an exact one");
    }

    private void set(SpikeTrains.Builder builder, int k, byte[] bits) {
        for (int l = 0; l < bits.length; l++) if (bits[l] == 1) builder.set(k, l / net.neurons(), l % net.neurons());
    }
}
