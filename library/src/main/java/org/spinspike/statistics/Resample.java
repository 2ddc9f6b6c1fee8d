package org.spinspike.statistics;

import java.util.random.RandomGenerator;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;

/** Weights of units: how often each is drawn. */
public final class Resample {
    private Resample() {}

    /** As many draws with replacement as there are units: one bootstrap sample. */
    static int[] bootstrap(int units, Seed seed) {
        int[] weights = new int[units];
        RandomGenerator random = seed.generator();
        for (int u = 0; u < units; u++) weights[random.nextInt(units)]++;
        return weights;
    }

    /** {@code take} different units. */
    static int[] subset(int units, int take, Seed seed) {
        Require.inRange("units drawn", take, 0, units);
        int[] order = order(units, seed), weights = new int[units];
        for (int x = 0; x < take; x++) weights[order[x]] = 1;
        return weights;
    }

    /** The units in random order. */
    public static int[] order(int units, Seed seed) { return Shuffle.order(units, seed.generator()); }
}
