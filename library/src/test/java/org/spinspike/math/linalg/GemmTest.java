package org.spinspike.math.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fallback")
class GemmTest {
    private static final double[] A = {1, 2, 3, 4, 5, 6};                        // 2 x 3
    private static final double[] B = {1, 0, 2, -1, 3, 1, 0, 1, 1, 2, 0, -2};    // 3 x 4

    @Test void productByHand() {
        assertThat(Gemm.product(A, B, 2, 3, 4)).containsExactly(10, 8, 2, -5, 25, 17, 8, -11);
    }

    @Test void offsetsAndStridesAddressPartsOfLargerArrays() {                   // columns 1,2 of A times rows 0,1 and columns 2,3 of B, into the middle of C
        double[] c = {9, 9, 9, 9, 9, 9, 9, 9, 9, 9};
        Gemm.nn(2, 2, 2, A, 1, 3, B, 2, 4, 0, c, 1, 4);
        assertThat(c).containsExactly(9, 2 * 2, -2 + 3, 9, 9, 5 * 2, -5 + 6, 9, 9, 9);
    }

    @Test void transposedOperandsAndAddition() {
        double[] c = {100, 0, 0, 0};
        Gemm.tn(2, 2, 3, new double[] {1, 4, 2, 5, 3, 6}, 0, 2, new double[] {1, 0, 0, 1, 1, 1}, 0, 2, 1, c, 0, 2);   // A B[:, :2] with A stored 3 x 2
        assertThat(c).containsExactly(100 + 4, 5, 10, 11);
        Gemm.nt(2, 2, 3, A, 0, 3, new double[] {1, 0, 1, 0, 1, 1}, 0, 3, 0, c, 0, 2);
        assertThat(c).containsExactly(4, 5, 10, 11);
    }

    @Test void singlePrecisionIsTheSameProduct() {
        float[] a = {1, 2, 3, 4, 5, 6}, c = {100, 0, 0, 0};
        Gemm.tn(2, 2, 3, new float[] {1, 4, 2, 5, 3, 6}, 0, 2, new float[] {1, 0, 0, 1, 1, 1}, 0, 2, 1, c, 0, 2);
        assertThat(c).containsExactly(100 + 4, 5, 10, 11);
        Gemm.nt(2, 2, 3, a, 0, 3, new float[] {1, 0, 1, 0, 1, 1}, 0, 3, 0, c, 0, 2);
        assertThat(c).containsExactly(4, 5, 10, 11);
        float[] gram = {7, 7, 7, 7};
        Gram.lower(3, 2, a, 0, gram);
        assertThat(gram).containsExactly(1 + 9 + 25, 7, 2 + 12 + 30, 4 + 16 + 36);
    }
}
