package org.spinspike.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RunningMeanTest {
    /** 1, 2, 6: deviations -2, -1, 3 from 3, variance 14 / 2, error sqrt(7 / 3). */
    @Test void meanAndErrorAreThoseByHand() {
        RunningMean mean = RunningMean.of(new double[] {1, 2, 6});
        assertThat(mean.value()).isCloseTo(3, within(1e-15));
        assertThat(mean.standardError()).isCloseTo(Math.sqrt(7. / 3), within(1e-15));
    }

    @Test void aSmallSpreadAboutALargeMeanIsKept() {
        RunningMean mean = RunningMean.of(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 6});
        assertThat(mean.value()).isEqualTo(1e9 + 3);
        assertThat(mean.standardError()).isCloseTo(Math.sqrt(7. / 3), within(1e-12));
    }

    @Test void whatIsNotKnownIsNotANumber() {
        assertThat(new RunningMean().value()).isNaN();
        assertThat(RunningMean.of(new double[] {4}).standardError()).isNaN();
    }
}
