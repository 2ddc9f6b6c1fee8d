package org.spinspike.app.reproduction;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;
import org.spinspike.spikes.SpikeTrains;

/** Normal trials broken on purpose, each in a way of its own. Trial k draws from {@code seed.child(k)}. */
enum Broken {
    UNTOUCHED("untouched: false alarms") {
        @Override Rule rule(SpikeTrains data, int k, RandomGenerator random) { return (t, i) -> data.fires(k, t, i); }
    },
    SILENT("all cells silent") {
        @Override Rule rule(SpikeTrains data, int k, RandomGenerator random) { return (t, i) -> false; }
    },
    DEAD("a quarter of the cells dead") {
        @Override Rule rule(SpikeTrains data, int k, RandomGenerator random) {
            int n = data.neurons(), dead = Math.max(1, Math.round(n / 4f));
            int[] order = Shuffle.order(n, random);
            return (t, i) -> data.fires(k, t, i) && order[i] >= dead;
        }
    },
    FLIPPED("a tenth of the entries flipped") {
        @Override Rule rule(SpikeTrains data, int k, RandomGenerator random) { return (t, i) -> data.fires(k, t, i) ^ random.nextDouble() < .1; }
    },
    PERMUTED("bins of the trial in another order") {
        @Override Rule rule(SpikeTrains data, int k, RandomGenerator random) {
            int[] order = Shuffle.order(data.bins(k), random);
            return (t, i) -> data.fires(k, order[t], i);
        }
    },
    EXCHANGED("every cell from another trial") {
        @Override Rule rule(SpikeTrains data, int k, RandomGenerator random) {
            int[] from = IntStream.range(0, data.neurons()).map(i -> random.nextInt(data.trials())).toArray();
            return (t, i) -> data.fires(from[i], t, i);
        }
    };

    final String words;

    Broken(String words) { this.words = words; }

    /** What trial k becomes; asked bin by bin, neuron by neuron. */
    abstract Rule rule(SpikeTrains data, int k, RandomGenerator random);

    @FunctionalInterface interface Rule { boolean fires(int t, int i); }

    /** @param data all observed, trials of one length */
    SpikeTrains of(SpikeTrains data, Seed seed) {
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        for (int k = 0; k < data.trials(); k++) {
            Rule rule = rule(data, k, seed.child(name()).child(k).generator());
            for (int t = 0; t < data.bins(k); t++) for (int i = 0; i < data.neurons(); i++) if (rule.fires(t, i)) builder.set(k, t, i);
        }
        return builder.build().with(data.binarisation());
    }
}
