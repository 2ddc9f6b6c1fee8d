package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.Chunks;
import org.spinspike.math.Seed;
import org.spinspike.model.Conditionals;
import org.spinspike.spikes.SpikeTrains;

/** The Born machine of a {@link TreeMps}, its leaves turned by the clock or not at all. Everything it says is exact; nothing is sampled but samples. */
public final class TreeModel extends TreeBornMachine implements Conditionals {
    public TreeModel(TreeMps net) { this(net, LeafDrive.none(net.neurons())); }

    TreeModel(TreeMps net, LeafDrive drive) { super(net, drive); }

    /** Exact for every horizon, masked past included; {@code seed} is not used. */
    @Override public Forecast forecast(SpikeTrains data, int horizon, Seed seed) { return exactForecast(data, horizon); }

    @Override public double[] impute(SpikeTrains data) {
        check(data);
        int width = data.bins() * net.neurons();
        double[] p = new double[Math.multiplyExact(data.trials(), width)];
        Arrays.fill(p, Double.NaN);
        Chunks.forEach(data.trials(), 1, (c, k, to) -> new MaskedTree(net, drive, data, k).impute(false, p, k * width));
        return p;
    }

    @Override public SpikeTrains complete(SpikeTrains data, Seed seed) {
        check(data);
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        Chunks.forEach(data.trials(), 1, (c, k, to) -> set(builder, k, new MaskedTree(net, drive, data, k).complete(seed.child(k).generator())));
        return builder.build().with(data.binarisation());
    }

    private void set(SpikeTrains.Builder builder, int k, byte[] bits) {
        for (int l = 0; l < bits.length; l++) if (bits[l] == 1) builder.set(k, l / net.neurons(), l % net.neurons());
    }
}
