package org.spinspike.math.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fallback")
class CholeskyTest {
    private static final double[] A = {4, 2, 0, 2, 5, 3, 0, 3, 6};               // det 60

    @Test void solutionByHand() {
        double[] x = Cholesky.of(A, 3).orElseThrow().solve(new double[] {8, 21, 24});
        assertThat(x).usingComparatorWithPrecision(1e-14).containsExactly(1, 2, 3);
    }

    @Test void diagonalOfTheInverseByHand() {                                    // cofactors 21, 24, 16 over 60
        assertThat(Cholesky.of(A, 3).orElseThrow().inverseDiagonal()).usingComparatorWithPrecision(1e-14).containsExactly(21 / 60., 24 / 60., 16 / 60.);
    }

    @Test void anIndefiniteMatrixHasNone() {
        assertThat(Cholesky.of(new double[] {1, 2, 2, 1}, 2)).isEmpty();
    }
}
