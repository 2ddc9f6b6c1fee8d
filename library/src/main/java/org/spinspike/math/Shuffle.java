package org.spinspike.math;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random orders, each as likely as any other (Fisher and Yates). */
public final class Shuffle {
    private Shuffle() {}

    /** @return 0 .. count - 1 in random order; count - 1 random numbers */
    public static int[] order(int count, RandomGenerator random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int n = count - 1; n > 0; n--) {
            int other = random.nextInt(n + 1), kept = order[n];
            order[n] = order[other];
            order[other] = kept;
        }
        return order;
    }
}
