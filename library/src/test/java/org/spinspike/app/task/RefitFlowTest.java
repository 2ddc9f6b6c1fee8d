package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.spinspike.ising.IsingNetwork;

class RefitFlowTest {
    private static double asymmetry(double... j) { return RefitFlow.asymmetry(new IsingNetwork(new double[2], j)); }

    @Test void asymmetryIsZeroOneOrTwoAndSelfCouplingsDoNotCount() {
        assertThat(asymmetry(9, .5, .5, -3)).isZero();
        assertThat(asymmetry(0, .5, 0, 0)).isEqualTo(1);
        assertThat(asymmetry(0, .5, -.5, 0)).isEqualTo(2);
        assertThat(asymmetry(0, .75, -.25, 0)).as("1 / (9/16 + 1/16)").isCloseTo(1.6, within(1e-15));
        assertThat(asymmetry(1, 0, 0, 1)).isNaN();
    }
}
