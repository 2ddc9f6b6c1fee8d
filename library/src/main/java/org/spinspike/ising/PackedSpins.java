package org.spinspike.ising;

import java.util.random.RandomGenerator;
import org.spinspike.math.Require;

/** The spins of many trials in one bin, a bit each (1 is +1), a trial beginning at a word of its own. */
final class PackedSpins {
    private final int neurons, stride;
    private final long[] words;

    PackedSpins(int trials, int neurons) {
        this.neurons = neurons;
        stride = (neurons + 63) / 64;
        long size = (long) trials * stride;
        Require.that(size < Integer.MAX_VALUE - 8, "trials x neurons must stay below 1.3e11, got " + trials + " x " + neurons);
        words = new long[(int) size];
    }

    static long bytes(long trials, int neurons) { return 8L * trials * ((neurons + 63) / 64); }

    /** @param s row-major [trials, N], -1 and +1. Modified. */
    void unpack(int first, int trials, float[] s) {
        for (int k = 0, e = 0; k < trials; k++) for (int w = 0; w < stride; w++) {
            long word = words[(first + k) * stride + w];
            int count = Math.min(64, neurons - 64 * w);
            for (int b = 0; b < count; b++) s[e + b] = (int) (word >>> b & 1) * 2 - 1;
            e += count;
        }
    }

    /** The same in double precision. */
    void unpack(int first, int trials, double[] s) {
        for (int k = 0, e = 0; k < trials; k++) for (int w = 0; w < stride; w++) {
            long word = words[(first + k) * stride + w];
            int count = Math.min(64, neurons - 64 * w);
            for (int b = 0; b < count; b++) s[e + b] = (int) (word >>> b & 1) * 2 - 1;
            e += count;
        }
    }

    /** s = +1 with probability (1 + mean) / 2: where a number uniform on -1..1, made of 32 random bits, is below the mean. @param mean row-major [trials, N]. Not modified. */
    void draw(int first, int trials, float[] mean, RandomGenerator random) {
        for (int k = 0, e = 0; k < trials; k++) for (int w = 0; w < stride; w++) {
            int count = Math.min(64, neurons - 64 * w);
            long word = 0;
            for (int b = 0; b + 1 < count; b += 2) {
                long bits = random.nextLong();
                long low = 0x1p-31f * (int) bits < mean[e + b] ? 1 : 0, high = 0x1p-31f * (int) (bits >> 32) < mean[e + b + 1] ? 2 : 0;
                word |= (low | high) << b;
            }
            if (count % 2 == 1 && 0x1p-31f * (int) random.nextLong() < mean[e + count - 1]) word |= 1L << count - 1;
            words[(first + k) * stride + w] = word;
            e += count;
        }
    }

    /** The same in double precision. */
    void draw(int first, int trials, double[] mean, RandomGenerator random) {
        for (int k = 0, e = 0; k < trials; k++) for (int w = 0; w < stride; w++) {
            int count = Math.min(64, neurons - 64 * w);
            long word = 0;
            for (int b = 0; b + 1 < count; b += 2) {
                long bits = random.nextLong();
                long low = 0x1p-31 * (int) bits < mean[e + b] ? 1 : 0, high = 0x1p-31 * (int) (bits >> 32) < mean[e + b + 1] ? 2 : 0;
                word |= (low | high) << b;
            }
            if (count % 2 == 1 && 0x1p-31 * (int) random.nextLong() < mean[e + count - 1]) word |= 1L << count - 1;
            words[(first + k) * stride + w] = word;
            e += count;
        }
    }
}
