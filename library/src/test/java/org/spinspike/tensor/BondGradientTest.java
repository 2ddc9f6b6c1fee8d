package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fallback")
class BondGradientTest {

    @Test void oneTrialByHand() {                                                // psi = 2 (3 * 5 + 4 * 7) = 86; G = l r / psi, at bits (1, 0)
        var gradient = new BondGradient();
        gradient.gather(new double[] {2}, 1, new double[] {5, 7}, 2, new byte[] {1}, new byte[] {0}, 0, 1);
        gradient.evaluate(new double[] {9, 9, 9, 9, 3, 4, 9, 9});
        assertThat(gradient.gradient).usingComparatorWithPrecision(1e-15).containsExactly(0, 0, 0, 0, 10 / 86., 14 / 86., 0, 0);
    }

    /** Left bonds of every padding, products beyond the rows, a pair of bits nobody has, a block that does not start at trial 0. */
    @ParameterizedTest
    @CsvSource({"1,3", "2,1", "3,4", "4,2", "5,6", "8,8", "12,7", "16,16", "17,5", "40,33"})
    void agreesWithExplicitLoops(int dl, int dr) {
        int m = 53, from = 4;
        var random = new SplittableRandom(31 * dl + dr);
        double[] left = random.doubles((long) dl * m, .1, 1).toArray(), right = random.doubles((long) dr * m, .1, 1).toArray();
        double[] b = random.doubles(4L * dl * dr, .1, 1).toArray(), expected = new double[b.length];
        byte[] first = new byte[from + m], second = new byte[from + m];
        for (int x = 0; x < m; x++) {
            first[from + x] = (byte) (x % 3 == 0 ? 1 : 0);
            second[from + x] = (byte) (first[from + x] == 0 && x % 2 == 0 ? 1 : 0);
        }
        for (int x = 0; x < m; x++) {
            double psi = 0;
            int s = 2 * first[from + x] + second[from + x];
            for (int a = 0; a < dl; a++) for (int d = 0; d < dr; d++) psi += left[a * m + x] * b[(4 * a + s) * dr + d] * right[d * m + x];
            for (int a = 0; a < dl; a++) for (int d = 0; d < dr; d++) expected[(4 * a + s) * dr + d] += left[a * m + x] * right[d * m + x] / psi;
        }
        var gradient = new BondGradient();
        gradient.gather(new double[3 * m], 3, new double[2 * m], 2, first, second, from, m);          // whatever an earlier bond left behind
        gradient.gather(left, dl, right, dr, first, second, from, m);
        gradient.evaluate(b);
        for (int e = 0; e < b.length; e++) assertThat(gradient.gradient[e]).isCloseTo(expected[e], within(1e-12 * (1 + expected[e])));
    }

    @Test void aTrialTheModelExcludesPullsWithFiniteStrength() {
        var gradient = new BondGradient();
        // Trial 0: psi exactly 0 with |l||r| = 1; trial 1: l = 0, nothing to pull; trial 2: psi = 1/2.
        gradient.gather(new double[] {1, 0, 1}, 1, new double[] {1, 1, 1}, 1, new byte[] {0, 1, 1}, new byte[] {0, 1, 0}, 0, 3);
        gradient.evaluate(new double[] {0, .5, .5, .5});
        assertThat(gradient.gradient).containsExactly(1 / BondGradient.FLOOR, 0, 2, 0);
    }
}
