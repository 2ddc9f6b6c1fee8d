package org.spinspike.math.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianIntegralTest {
    @ParameterizedTest @ValueSource(doubles = {0, .3, 1, 7})
    void momentsAndWavesAreExact(double slope) {
        var normal = GaussianIntegral.ofSlope(slope);
        assertThat(normal.mean(z -> 1)).isCloseTo(1, within(1e-14));
        assertThat(normal.mean(z -> z * z * z + z * z)).isCloseTo(1, within(1e-13));
        assertThat(normal.mean(z -> z * z * z * z)).isCloseTo(3, within(1e-13));
        assertThat(normal.mean(z -> Math.cos(1.3 * z + .2))).isCloseTo(Math.cos(.2) * Math.exp(-.845), within(1e-14));
    }

    /** Stein: E z f(slope z) = slope E f'(slope z); both sides are means of different functions with the same poles. */
    @ParameterizedTest @ValueSource(doubles = {.2, 1, 4, 60})
    void steepFunctionsAreIntegratedToRounding(double slope) {
        var normal = GaussianIntegral.ofSlope(slope);
        double left = normal.mean(z -> z * Math.tanh(.7 + slope * z)), right = slope * normal.mean(z -> Math.pow(Math.cosh(.7 + slope * z), -2));
        assertThat(left).isCloseTo(right, within(2e-14 * Math.max(1, left)));
        assertThat(normal.mean(z -> Math.tanh(.7 + slope * z))).isCloseTo(GaussianIntegral.of(GaussianIntegral.step(slope) / 2, 10).mean(z -> Math.tanh(.7 + slope * z)), within(1e-14));
    }

    @Test void twoAndThreeNodesOfGaussAndLegendreAreTheKnownOnes() {
        var two = GaussLegendre.of(2);
        assertThat(two.nodes()).containsExactly(new double[] {-Math.sqrt(1 / 3.), Math.sqrt(1 / 3.)}, within(1e-15));
        assertThat(two.weights()).containsExactly(new double[] {.5, .5}, within(1e-15));
        var three = GaussLegendre.of(3);
        assertThat(three.nodes()).containsExactly(new double[] {-Math.sqrt(.6), 0, Math.sqrt(.6)}, within(1e-15));
        assertThat(three.weights()).containsExactly(new double[] {5 / 18., 8 / 18., 5 / 18.}, within(1e-14));
    }

    @ParameterizedTest @ValueSource(ints = {1, 7, 32, 501})
    void polynomialsUpToTwiceTheNodesAreExact(int n) {
        var rule = GaussLegendre.of(n);
        for (int power : new int[] {0, 1, 2 * n - 2, 2 * n - 1}) {
            double mean = 0;
            for (int k = 0; k < n; k++) mean += rule.weights()[k] * Math.pow(rule.nodes()[k], power);
            assertThat(mean).isCloseTo(power % 2 == 0 ? 1. / (power + 1) : 0, within(1e-13));
        }
    }

    @Test void theErrorFunctionAndItsInverseAgree() {
        assertThat(ErrorFunction.erf(.5)).isCloseTo(.5204998778130465, within(1e-15));
        assertThat(ErrorFunction.erf(ErrorFunction.inverse(.25))).isCloseTo(.25, within(1e-15));
        assertThatThrownBy(() -> ErrorFunction.inverse(1)).hasMessage("a value of erf must be above -1 and below 1, got 1.0");
    }
}
