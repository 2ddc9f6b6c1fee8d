package org.spinspike.math.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spinspike.math.NumericalException;

@Tag("fallback")
class CholeskyTest {
    private static final double[] A = {4, 2, 0, 2, 5, 3, 0, 3, 6};               // det 60

    @Test void solutionByHand() {
        double[] x = Cholesky.of(A, 3).orElseThrow().solve(new double[] {8, 21, 24});
        assertThat(x).usingComparatorWithPrecision(1e-14).containsExactly(1, 2, 3);
    }

    @Test void inverseByHand() {                                                 // cofactors over 60
        double[] inverse = {21 / 60., -12 / 60., 6 / 60., -12 / 60., 24 / 60., -12 / 60., 6 / 60., -12 / 60., 16 / 60.};
        assertThat(Cholesky.of(A, 3).orElseThrow().inverse()).usingComparatorWithPrecision(1e-14).containsExactly(inverse);
    }

    @Test void aMatrixWithoutFactorIsLiftedByAsLittleAsHelps() {
        double[] x = Cholesky.lifted(new double[] {1, 1, 1, 1}, 2).solve(new double[] {2, 2});
        assertThat(x[0] + x[1]).isCloseTo(2, within(1e-9));
        assertThat(Cholesky.lifted(A, 3).solve(new double[] {8, 21, 24})).isEqualTo(Cholesky.of(A, 3).orElseThrow().solve(new double[] {8, 21, 24}));
        assertThatExceptionOfType(NumericalException.class).isThrownBy(() -> Cholesky.lifted(new double[] {Double.NEGATIVE_INFINITY}, 1));
    }

    @Test void anIndefiniteMatrixHasNone() {
        assertThat(Cholesky.of(new double[] {1, 2, 2, 1}, 2)).isEmpty();
    }
}
