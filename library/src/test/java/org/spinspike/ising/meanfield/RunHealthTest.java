package org.spinspike.ising.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.spinspike.math.NumericalException;

/** At which step a run first went wrong, and what is said of it. */
class RunHealthTest {
    private final RunHealth run = new RunHealth(new MeanField(ReferenceManifold.LATER_BIN, 2));

    private void step(int t, boolean positive, double covariance, double variance) { run.add(t, new StepHealth(true, positive, covariance, .2, variance, 3, 0, 4)); }

    @Test void theFirstStepOfEachTroubleIsKept() {
        step(1, true, .9, -.999);
        step(2, false, 1, -1);
        step(3, true, 1.5, -3);
        step(4, false, 1.2, -.5);
        assertThat(new int[] {run.notPositive(), run.severalRoots(), run.diverged()}).containsExactly(2, 2, 3);
        assertThat(run.leastVariance()).isEqualTo(-3);
        assertThat(run.warnings()).hasSize(3);
        assertThat(run.warnings().get(0)).contains("from step 2 on C is not positive semidefinite (2 of 4 steps)");
        assertThat(run.warnings().get(1)).contains("diverges: at step 3 a covariance exceeds 1", "1.50");
        assertThat(run.warnings().get(2)).contains("from step 2 on variances of inputs reach -1", "-3.00", "no longer unique");
    }

    @Test void aNumberThatIsNoneEndsTheRunWithItsStep() {
        step(1, true, .4, 0);
        assertThatThrownBy(() -> run.add(2, new StepHealth(false, true, .4, .2, 0, 3, 0, 4))).isInstanceOf(NumericalException.class).hasMessageContaining("at step 2").hasMessageContaining("up to step 1: 0.400");
    }
}
