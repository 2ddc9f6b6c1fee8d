package org.spinspike.math;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A named point in the tree of random streams. Trial {@code n} always draws from {@code seed.child(n)},
 * so results do not depend on the number of threads or on the order in which trials finish.
 * Children of children are independent streams: give each purpose a child of its own.
 */
public record Seed(long value) {

    /** @return the seed of branch {@code index}; the finaliser of SplitMix64 keeps neighbouring branches apart */
    public Seed child(long index) {
        long z = value + 0x9E3779B97F4A7C15L * (index + 1);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return new Seed(z ^ (z >>> 31));
    }

    /** @return a branch by name, so that two purposes never share a stream by accident */
    public Seed child(String purpose) {
        long hash = 0xCBF29CE484222325L;                  // FNV-1a, 64 bit
        for (int c = 0; c < purpose.length(); c++) hash = (hash ^ purpose.charAt(c)) * 0x100000001B3L;
        return child(hash);
    }

    public RandomGenerator generator() { return new SplittableRandom(value); }
}
