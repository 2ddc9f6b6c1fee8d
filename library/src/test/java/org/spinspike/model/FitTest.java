package org.spinspike.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.math.NamedArrays;

class FitTest {
    /** A training with a second start, kept in a checkpoint and taken up again. */
    @Test void aCurveKnowsWhereTrainingBeganAnew() {
        var curve = new LearningCurve();
        curve.add(5, 6);
        curve.add(4, 5);
        curve.begin();
        curve.add(7, 8);
        var resumed = new LearningCurve();
        resumed.takeFrom(curve.putInto(new NamedArrays()));
        resumed.add(6, 7);
        assertThat(resumed.steps().stream().map(Fit.Step::begins)).containsExactly(true, false, true, false);
    }

    /** The start counts as no step, and a trainer may skip entries. */
    private static Fit fit(Fit.Stop stop, int... index) {
        return new Fit(null, IntStream.of(index).mapToObj(n -> new Fit.Step(n, 9 - n, Double.NaN)).toList(), stop, List.of());
    }

    @Test void anEndingIsAPhraseAndCountsStepsNotEntries() {
        assertThat(fit(Fit.Stop.CONVERGED, 2).ending()).isEqualTo("converged after 2 steps");
        assertThat(fit(Fit.Stop.VALIDATION, 0, 1).ending()).isEqualTo("stopped by validation after 1 step");
        assertThat(fit(Fit.Stop.STEP_LIMIT, IntStream.rangeClosed(0, 24).toArray()).ending()).isEqualTo("stopped at the limit of 24 steps");
        assertThat(fit(Fit.Stop.INTERRUPTED).ending()).isEqualTo("interrupted after 0 steps");
    }
}
