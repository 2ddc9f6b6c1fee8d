package org.spinspike.tensor;

import java.util.function.IntConsumer;
import org.spinspike.math.Chunks;

/**
 * Runs work over chunks in the pool of the caller, or in one thread where there is too little of it. Which of the two never changes a result:
 * chunks write to places of their own.
 *
 * @param leastFlops work of a region below which one thread does it: starting the others costs about as much
 */
record Workers(double leastFlops) {
    /** Measured on two cores: below it two threads gain nothing. */
    static final Workers DEFAULT = new Workers(2e6);

    void chunks(int count, double flops, IntConsumer work) {
        if (count == 1 || flops < leastFlops) for (int c = 0; c < count; c++) work.accept(c);
        else Chunks.forEach(count, 1, (c, from, to) -> work.accept(c));
    }
}
