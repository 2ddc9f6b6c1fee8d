package org.spinspike.math.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fallback")
class LqTest {
    @Test void factorsByHand() {                                                 // rows (3 4) and (1 2): first row of Q is (.6 .8), L21 = 2.2, rest (-.32 .24) of length .4
        Lq lq = Lq.of(new double[] {3, 4, 1, 2}, 2, 2);
        assertThat(lq.l()).usingComparatorWithPrecision(1e-14).containsExactly(5, 0, 2.2, .4);
        assertThat(lq.q()).usingComparatorWithPrecision(1e-14).containsExactly(.6, .8, -.8, .6);
    }

    @ParameterizedTest
    @CsvSource({"3,5", "5,3", "4,4", "1,6", "6,1"})
    void rowsOfQAreOrthonormalAndTheProductIsTheMatrix(int rows, int columns) {
        double[] a = new SplittableRandom(rows * 100 + columns).doubles(rows * columns, -1, 1).toArray();
        Lq lq = Lq.of(a, rows, columns);
        int r = Math.min(rows, columns);
        assertThat(Gemm.product(lq.l(), lq.q(), rows, r, columns)).usingComparatorWithPrecision(1e-14).containsExactly(a);
        double[] gram = new double[r * r];
        Gemm.nt(r, r, columns, lq.q(), 0, columns, lq.q(), 0, columns, 0, gram, 0, r);
        for (int k = 0; k < r; k++) {
            assertThat(lq.l()[k * r + k]).isPositive();
            for (int l = 0; l < r; l++) {
                assertThat(gram[k * r + l]).isCloseTo(k == l ? 1 : 0, within(1e-14));
                if (l > k) assertThat(lq.l()[k * r + l]).isZero();
            }
        }
    }
}
