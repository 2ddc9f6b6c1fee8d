package org.spinspike.math.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.spinspike.math.Rows;
import org.spinspike.math.special.Logistic;

class StandardisationTest {
    private static final double NAN = Double.NaN;

    /** By hand: 1, 5 and one unknown have mean 3 and deviation 2; 7, 7, 7 do not vary; a feature never known stays 0. */
    @Test void whatIsUnknownTakesTheMeanAndWhatDoesNotVaryIsNotDivided() {
        double[] x = {1, 7, NAN, 5, 7, NAN, NAN, 7, NAN};
        var scale = Standardisation.of(x, 3);
        assertThat(scale.mean()).containsExactly(3, 7, 0);
        assertThat(scale.scale()).containsExactly(2, 1, 1);
        assertThat(scale.apply(x)).containsExactly(-1, 0, 0, 1, 0, 0, 0, 0, 0);
        assertThat(scale.apply(new double[] {4, 8, 2})).containsExactly(.5, 1, 2);
    }

    @Test void rowsAreTakenInTheOrderAskedFor() {
        assertThat(Rows.of(new double[] {1, 2, 3, 4, 5, 6}, 2, new int[] {2, 0})).containsExactly(5, 6, 1, 2);
    }

    @Test void sumsOfLargeExponentsDoNotOverflow() {
        assertThat(Logistic.logSum(new double[] {9, 1000, 1000 + Math.log(3), -9}, 1, 2)).isCloseTo(1000 + Math.log(4), within(1e-12));
        assertThat(Logistic.logSum(new double[] {Double.NEGATIVE_INFINITY}, 0, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
