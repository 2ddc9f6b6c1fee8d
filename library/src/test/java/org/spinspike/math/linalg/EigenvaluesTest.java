package org.spinspike.math.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spinspike.math.NumericalException;

@Tag("fallback")
class EigenvaluesTest {
    /** A turn by a right angle, stretched by 2, beside a -3; above the diagonal whatever there is, it does not matter. */
    @Test void theLargestComesFirstAndPairsTogether() {
        Eigenvalues values = Eigenvalues.of(new double[] {0, -2, 7, 2, 0, 5, 0, 0, -3}, 3);
        assertThat(values.re()).containsExactly(new double[] {-3, 0, 0}, within(1e-14));
        assertThat(values.im()).containsExactly(new double[] {0, 2, -2}, within(1e-14));
        assertThat(values.size(1)).isCloseTo(2, within(1e-14));
        assertThat(values.count()).isEqualTo(3);
    }

    @Test void traceAndDeterminantAreKept() {
        double[] a = {1, 2, -1, .5};
        Eigenvalues values = Eigenvalues.of(a, 2);
        assertThat(values.re()[0] + values.re()[1]).isCloseTo(1.5, within(1e-14));
        assertThat(values.size(0) * values.size(1)).isCloseTo(2.5, within(1e-14));
        assertThat(a).as("not modified").containsExactly(1, 2, -1, .5);
    }

    @Test void infiniteEntriesAreRefused() {
        assertThatThrownBy(() -> Eigenvalues.of(new double[] {1, 2, Double.NaN, 1}, 2)).isInstanceOf(NumericalException.class).hasMessageContaining("entry 2 is NaN");
    }
}
