package org.spinspike.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ShuffleTest {
    /** Numbers that are always 0: 3 changes places with 0, then 2, then 1. */
    @Test void theOrderIsTheOneByHand() {
        RandomGenerator zeros = () -> 0;
        assertThat(Shuffle.order(4, zeros)).containsExactly(1, 2, 3, 0);
    }

    /** Six orders of three, 6000 draws: each 1000 times within 5 standard deviations, sqrt(6000 / 6 * 5 / 6) = 28.9. */
    @Test void everyOrderIsAsLikelyAsAnyOther() {
        RandomGenerator random = new Seed(1).generator();
        int[] counts = new int[9];
        for (int n = 0; n < 6000; n++) {
            int[] order = Shuffle.order(3, random);
            counts[3 * order[0] + order[1]]++;
        }
        assertThat(Arrays.stream(counts).filter(c -> c > 0)).hasSize(6).allMatch(c -> Math.abs(c - 1000) < 145);
    }
}
