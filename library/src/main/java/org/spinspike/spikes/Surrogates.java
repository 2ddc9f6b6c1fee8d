package org.spinspike.spikes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;

/** The same spikes in another order, as nulls: something is kept, something is destroyed. What was observed moves with what was seen. */
public final class Surrogates {
    private Surrogates() {}

    /** @return why trials cannot be shuffled; empty where they can */
    public static Optional<String> obstacle(SpikeTrains data) {
        return Arrays.stream(alike(data.design())).anyMatch(g -> g.length > 1) ? Optional.empty() : Optional.of("no two trials are of the same length, clock and condition");
    }

    /**
     * Every neuron takes its trials in a random order of its own: its rates over time stay, neurons of a trial have nothing to do with each other any more. Trials change places with those
     * of the same length, clock and condition; windows of one recording, which has no clock that comes again, with those of the same length and condition.
     *
     * @throws IllegalArgumentException where there is an {@link #obstacle}
     */
    public static SpikeTrains trialsByNeuron(SpikeTrains data, Seed seed) {
        obstacle(data).ifPresent(why -> { throw new IllegalArgumentException("trials cannot be shuffled: " + why); });
        int[][] groups = alike(data.design());
        int n = data.neurons();
        int[][] from = new int[n][data.trials()];
        for (int i = 0; i < n; i++) {
            RandomGenerator random = seed.child(i).generator();
            for (int[] group : groups) {
                int[] order = Shuffle.order(group.length, random);
                for (int g = 0; g < group.length; g++) from[i][group[g]] = group[order[g]];
            }
        }
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        for (int k = 0; k < data.trials(); k++) for (int t = 0; t < data.bins(k); t++) for (int i = 0; i < n; i++) carry(data, from[i][k], t, i, builder, k, t);
        return builder.build().with(data.binarisation());
    }

    /** Bins of a trial in a random order, all neurons together: who fires with whom in a bin stays, what follows what does not. */
    public static SpikeTrains binsWithinTrials(SpikeTrains data, Seed seed) {
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        for (int k = 0; k < data.trials(); k++) {
            int[] order = Shuffle.order(data.bins(k), seed.child(k).generator());
            for (int t = 0; t < order.length; t++) for (int i = 0; i < data.neurons(); i++) carry(data, k, order[t], i, builder, k, t);
        }
        return builder.build().with(data.binarisation());
    }

    /**
     * Every neuron takes its windows of {@code length} bins in a random order of its own, over all trials: its rate and what it does within a window stay, what it does with the others and with
     * the clock does not. Bins behind the last whole window of a trial stay where they are.
     */
    public static SpikeTrains windowsByNeuron(SpikeTrains data, int length, Seed seed) {
        Require.atLeast("bins of a window", length, 1);
        List<int[]> windows = new ArrayList<>();
        for (int k = 0; k < data.trials(); k++) for (int t = 0; t + length <= data.bins(k); t += length) windows.add(new int[] {k, t});
        Require.atLeast("windows of " + length + " bins", windows.size(), 2);
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        for (int i = 0; i < data.neurons(); i++) {
            int[] order = Shuffle.order(windows.size(), seed.child(i).generator());
            for (int w = 0; w < order.length; w++) {
                int[] to = windows.get(w), from = windows.get(order[w]);
                for (int t = 0; t < length; t++) carry(data, from[0], from[1] + t, i, builder, to[0], to[1] + t);
            }
            for (int k = 0; k < data.trials(); k++) for (int t = data.bins(k) / length * length; t < data.bins(k); t++) carry(data, k, t, i, builder, k, t);
        }
        return builder.build().with(data.binarisation());
    }

    private static void carry(SpikeTrains data, int k, int t, int i, SpikeTrains.Builder to, int trial, int bin) {
        if (!data.observed(k, t, i)) to.unobserved(trial, bin, i);
        else if (data.fires(k, t, i)) to.set(trial, bin, i);
    }

    /** @return trials that may stand for each other: of the same length, clock and condition */
    public static int[][] alike(Design design) {
        Map<List<Object>, Integer> index = new LinkedHashMap<>();
        Map<Integer, Integer> of = new HashMap<>();
        for (int k = 0; k < design.trials(); k++) {
            int trial = k;
            List<Object> key = List.of(design.bins(k), design.aligned() ? design.offset(k) : 0, design.conditions().map(c -> c.get(trial)).orElse(""));
            of.put(k, index.computeIfAbsent(key, x -> index.size()));
        }
        int[][] groups = new int[index.size()][];
        for (int g = 0; g < groups.length; g++) {
            int group = g;
            groups[g] = of.entrySet().stream().filter(e -> e.getValue() == group).mapToInt(Map.Entry::getKey).sorted().toArray();
        }
        return groups;
    }
}
