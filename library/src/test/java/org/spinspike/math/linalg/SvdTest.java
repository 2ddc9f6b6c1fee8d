package org.spinspike.math.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.math.NumericalException;

@Tag("fallback")
class SvdTest {
    @Test void valuesByHand() {                                                  // A A' = (25 20; 20 25): eigenvalues 45 and 5
        Svd svd = Svd.of(new double[] {3, 4, 0, 5}, 2, 2);
        assertThat(svd.s()[0]).isCloseTo(Math.sqrt(45), within(1e-14));
        assertThat(svd.s()[1]).isCloseTo(Math.sqrt(5), within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"5,3", "3,5", "4,4", "64,2", "2,64", "1,7", "7,1"})
    void factorsAreOrthonormalAndGiveTheMatrixBack(int rows, int columns) {
        double[] a = new SplittableRandom(rows * 100 + columns).doubles(rows * columns, -1, 1).toArray();
        Svd svd = Svd.of(a, rows, columns);
        int r = Math.min(rows, columns);
        assertThat(svd.u()).hasSize(rows * r);
        assertThat(svd.vt()).hasSize(r * columns);
        for (int k = 0; k + 1 < r; k++) assertThat(svd.s()[k]).isGreaterThanOrEqualTo(svd.s()[k + 1]);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < r; k++) sum += svd.u()[i * r + k] * svd.s()[k] * svd.vt()[k * columns + j];
                assertThat(sum).isCloseTo(a[i * columns + j], within(1e-14));
            }
        for (int k = 0; k < r; k++)
            for (int l = 0; l < r; l++) {
                double left = 0, right = 0;
                for (int i = 0; i < rows; i++) left += svd.u()[i * r + k] * svd.u()[i * r + l];
                for (int j = 0; j < columns; j++) right += svd.vt()[k * columns + j] * svd.vt()[l * columns + j];
                assertThat(left).isCloseTo(k == l ? 1 : 0, within(1e-14));
                assertThat(right).isCloseTo(k == l ? 1 : 0, within(1e-14));
            }
    }

    @Test void zeroAndSubnormalMatricesHaveFiniteFactors() {
        assertThat(Svd.of(new double[6], 2, 3).s()).containsExactly(0, 0);
        Svd svd = Svd.of(new double[] {3e-320, 0, 0, 1e-320}, 2, 2);
        assertThat(svd.s()[0] / svd.s()[1]).isCloseTo(3, within(1e-2));           // subnormals carry few digits
    }

    @Test void aMatrixThatIsNotFiniteIsNamed() {
        assertThatThrownBy(() -> Svd.of(new double[] {1, 2, Double.NaN, 3}, 2, 2)).isInstanceOf(NumericalException.class)
                .hasMessage("svd of a 2 x 2 matrix: entry 2 is NaN");
    }
}
