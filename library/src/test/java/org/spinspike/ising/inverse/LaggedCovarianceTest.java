package org.spinspike.ising.inverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

class LaggedCovarianceTest {
    /** Four trials of two bins: s_1(0) = + + - -, s_0(1) = + + + -, all else silent: (4/3) (<s s'> - m m') = (4/3) (1/2 - 0) = 2/3. */
    private static final SpikeTrains SMALL = SpikeTrains.generate(4, 2, 2, (k, t, i) -> t == 0 && i == 1 && k < 2 || t == 1 && i == 0 && k < 3);

    @Test void theRowIsTheLaterBinWorkedOutByHand() {
        assertThat(LaggedCovariance.of(Transitions.of(SMALL, false))).containsExactly(new double[] {0, 2 / 3., 0, 0}, within(1e-15));
        assertThat(LaggedCovariance.of(Transitions.of(SMALL, true))).as("one clock").containsExactly(new double[] {0, 2 / 3., 0, 0}, within(1e-15));
    }

    @Test void pooledItIsThatOfTheMomentsButForTheDegreeOfFreedom() {
        var random = new Seed(1).generator();
        SpikeTrains data = SpikeTrains.generate(30, 7, 3, (k, t, i) -> random.nextDouble() < .1 + .2 * i);
        Transitions transitions = Transitions.of(data, false);
        double[] d = LaggedCovariance.of(transitions), moments = TransitionMoments.of(transitions).d();
        for (int e = 0; e < 9; e++) assertThat(d[e]).isCloseTo(moments[e] * transitions.count() / (transitions.count() - 1.), within(1e-14));
    }

    /** All neurons follow the clock and nothing else: pooled they covary, around the clock they do not. */
    @Test void ratesOverTimeAreNoCovarianceAroundTheClock() {
        SpikeTrains data = SpikeTrains.generate(10, 6, 2, (k, t, i) -> t % 2 == i);
        assertThat(LaggedCovariance.of(Transitions.of(data, true))).containsOnly(0);
        assertThat(Math.abs(LaggedCovariance.of(Transitions.of(data, false))[1])).isGreaterThan(.5);
    }

    @Test void oneTransitionAClockSaysNothing() {
        SpikeTrains one = SpikeTrains.generate(1, 2, 2, (k, t, i) -> true);
        assertThatThrownBy(() -> LaggedCovariance.of(Transitions.of(one, false))).hasMessageContaining("needs two transitions");
    }
}
