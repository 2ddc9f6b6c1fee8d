package org.spinspike.ising.sk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CriticalLineTest {
    private static Stream<Map<String, Double>> golden() { return SkGolden.table("sk_beta_c.csv").stream(); }

    @ParameterizedTest @MethodSource("golden")
    void theAccurateValuesAreMet(Map<String, Double> row) {
        assertThat(CriticalLine.beta(1, row.get("DeltaJ"), row.get("DeltaH"))).isCloseTo(row.get("beta_c"), within(1e-10));
    }

    @Test void withoutDisorderItIsKnownInClosedForm() {
        assertThat(CriticalLine.beta(2.5, 0, 0)).isCloseTo(.4, within(1e-15));
        assertThat(CriticalLine.beta(2, 0, .5)).isCloseTo(Math.log(5. / 3), within(1e-14));      // artanh(1/4) / (1/2)
        assertThat(CriticalLine.beta(2, 0, 1e-9)).isCloseTo(.5, within(1e-14));
    }

    @Test void theLineEndsAtZeroTemperature() {
        assertThat(CriticalLine.deltaJAtZeroTemperature(1, 0)).isCloseTo(.7978845608028654, within(1e-15));
        assertThat(CriticalLine.deltaJAtZeroTemperature(2, 1)).isCloseTo(2 * .74130111, within(1e-8));
        assertThat(CriticalLine.deltaJAtZeroTemperature(1, 1)).isZero();
        for (double deltaH : new double[] {0, .5}) {
            double end = CriticalLine.deltaJAtZeroTemperature(1, deltaH);
            assertThat(CriticalLine.beta(1, end * .9999, deltaH)).isGreaterThan(50).isFinite();
            assertThat(CriticalLine.beta(1, end * 1.0001, deltaH)).isNaN();
        }
        assertThat(CriticalLine.beta(1, .1, 1.01)).isNaN();
        assertThat(CriticalLine.beta(0, .1, 0)).isNaN();
    }

    @Test void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> CriticalLine.beta(1, -.1, 0)).hasMessage("delta-j must be zero or positive and finite, got -0.1");
    }
}
