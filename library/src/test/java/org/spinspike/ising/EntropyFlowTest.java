package org.spinspike.ising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EntropyFlowTest {
    /** J_01 = .75, J_10 = -.5, J_02 = .25; D_01 = .4, D_10 = .1, D_02 = -.2, D_21 = .3; by hand. */
    private static final IsingNetwork NETWORK = new IsingNetwork(new double[] {.1, .2, .3}, new double[] {.9, .75, .25, -.5, 0, 0, 0, 0, 0});
    private static final double[] D = {.5, .4, -.2, .1, 0, 0, 0, .3, 0};

    private static EntropyFlow flow(double... d) { return EntropyFlow.stationary(NETWORK, new SpinMoments(new double[3], new double[9], d)); }

    @Test void neuronsAndPairsAddUpToTheTotal() {
        EntropyFlow flow = flow(D);
        assertThat(flow.byNeuron()).containsExactly(new double[] {.75 * .3 + .25 * -.2, -.5 * -.3, 0}, within(1e-15));
        assertThat(flow.byPair()).containsExactly(new double[] {0, 1.25 * .3, .25 * -.2, 1.25 * .3, 0, 0, .25 * -.2, 0, 0}, within(1e-15));
        assertThat(flow.total()).isCloseTo(.325, within(1e-15));
    }

    @Test void reversedInTimeItTurnsItsSign() {
        double[] reversed = {.5, .1, 0, .4, 0, .3, -.2, 0, 0};
        assertThat(flow(reversed).total()).isEqualTo(-flow(D).total());
    }
}
