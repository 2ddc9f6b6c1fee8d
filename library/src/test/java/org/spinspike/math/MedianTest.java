package org.spinspike.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test void theMiddleOneOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Median.of(new double[] {9, 1, 4})).isEqualTo(4);
        assertThat(Median.of(new double[] {9, 1, 4, 2})).isEqualTo(3);
        assertThat(Median.ofSorted(new double[] {-7})).isEqualTo(-7);
    }

    @Test void outliersDoNotMoveTheSpread() {             // distances from 4: 3, 2, 0, 1, 996
        assertThat(Median.sd(new double[] {1, 2, 4, 5, 1000}, 4)).isCloseTo(1.4826 * 2, within(1e-15));
    }

    @Test void ofANormalLawTheSpreadIsTheStandardDeviation() {
        var random = new SplittableRandom(3);
        double[] values = java.util.stream.IntStream.range(0, 20_000).mapToDouble(n -> 5 + 2 * random.nextGaussian()).toArray();
        assertThat(Median.sd(values.clone(), Median.of(values.clone()))).isCloseTo(2, within(.1));
    }
}
