package org.spinspike.math;

import java.util.stream.IntStream;

/**
 * Work cut into chunks of a fixed size, run in parallel.
 *
 * <p>The cut depends on the size alone, never on the number of threads, and whoever adds chunk results does so in chunk order:
 * so results are the same bytes on any number of threads. The pool is the one the caller runs in (the common pool, sized by
 * {@code --threads}, or a test's own).
 */
public final class Chunks {
    private Chunks() {}

    public static int count(int length, int size) {
        return Math.toIntExact(((long) length + size - 1) / size);
    }

    /** Runs {@code action} once for each chunk [from, to) of 0..length, in any order. */
    public static void forEach(int length, int size, Action action) {
        int count = count(length, size);
        if (count == 1) {
            action.run(0, 0, length);
            return;
        }
        IntStream.range(0, count).parallel()
                .forEach(c -> action.run(c, c * size, Math.min(length, (c + 1) * size)));
    }

    /** sum += part, entry by entry: what a chunk has summed joins that of the chunks before it. @param sum Modified. */
    public static void add(double[] part, double[] sum) { for (int e = 0; e < sum.length; e++) sum[e] += part[e]; }

    @FunctionalInterface
    public interface Action {
        void run(int chunk, int from, int to);
    }
}
