package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
    /** Wilson 1927: 1 of 10 lies in .0179 .. .4042. */
    @Test void wilsonIsTheTextbookInterval() {
        assertThat(Interval.wilson(1, 10).low()).isCloseTo(.01788, within(1e-5));
        assertThat(Interval.wilson(1, 10).high()).isCloseTo(.40415, within(1e-5));
        assertThat(Interval.wilson(3, 10).low()).isCloseTo(.10779126740630054, within(1e-12));
        assertThat(Interval.wilson(3, 10).high()).isCloseTo(.6032218525388546, within(1e-12));
    }

    @Test void sharesOfNoneAndAllEndAtZeroAndOne() {
        assertThat(Interval.wilson(0, 10).low()).isZero();
        assertThat(Interval.wilson(0, 10).high()).isCloseTo(.2775327998628892, within(1e-12));
        assertThat(Interval.wilson(10, 10).high()).isEqualTo(1);
        assertThat(Interval.wilson(0, 0).low()).isNaN();
    }
}
