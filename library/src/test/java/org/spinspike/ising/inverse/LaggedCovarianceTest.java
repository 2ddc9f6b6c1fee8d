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

    /** The same spikes read backwards: D becomes its transpose, and sum J (D - D^T) of a network that is held fixed turns its sign. */
    @Test void readBackwardsTheFlowOfAFixedNetworkTurnsItsSign() {
        var random = new Seed(2).generator();
        SpikeTrains data = SpikeTrains.generate(20, 9, 3, (k, t, i) -> random.nextDouble() < .2 + .1 * i), back = SpikeTrains.generate(20, 9, 3, (k, t, i) -> data.fires(k, 8 - t, i));
        double[] d = LaggedCovariance.of(Transitions.of(data, false)), reversed = LaggedCovariance.of(Transitions.of(back, false)), j = {.3, -.8, .1, .5, 0, .9, -.2, .4, .7};
        double flow = 0, other = 0;
        for (int i = 0; i < 3; i++)
            for (int l = 0; l < 3; l++) {
                assertThat(reversed[3 * i + l]).isCloseTo(d[3 * l + i], within(1e-14));
                flow += j[3 * i + l] * (d[3 * i + l] - d[3 * l + i]);
                other += j[3 * i + l] * (reversed[3 * i + l] - reversed[3 * l + i]);
            }
        assertThat(Math.abs(flow)).isGreaterThan(1e-3);
        assertThat(other).isCloseTo(-flow, within(1e-12));
    }

    @Test void oneTransitionAClockSaysNothing() {
        SpikeTrains one = SpikeTrains.generate(1, 2, 2, (k, t, i) -> true);
        assertThatThrownBy(() -> LaggedCovariance.of(Transitions.of(one, false))).hasMessageContaining("needs two transitions");
    }
}
