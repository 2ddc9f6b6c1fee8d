package org.spinspike.app.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test void intervalsShowWhatTheirWidthDeserves() {
        assertThat(Numbers.interval(.3123, .2849, .3411)).isEqualTo("0.31 [0.28, 0.34]");
        assertThat(Numbers.interval(-.1234, -.2, -.0512)).isEqualTo("\u22120.12 [\u22120.20, \u22120.05]");
        assertThat(Numbers.interval(2.67, 2.664, 2.676)).isEqualTo("2.670 [2.664, 2.676]");
        assertThat(Numbers.interval(1234, 1100, 1400)).isEqualTo("1234 [1100, 1400]");
    }

    @Test void anEndThatIsNotZeroDoesNotReadAsZero() {
        assertThat(Numbers.interval(.0361, .0028, .0694)).isEqualTo("0.036 [0.003, 0.069]");
        assertThat(Numbers.interval(.0361, 0, .0694)).isEqualTo("0.04 [0.00, 0.07]");
        assertThat(Numbers.interval(.31, -.000031, .62)).as("two decimals more at most").isEqualTo("0.310 [0.000, 0.620]");
    }

    @Test void proseHasTrueSigns() {
        assertThat(Plain.signs("A -> B: -0.5 +- 0.1, 7.1e-6 nats; -ln p, -1/ln|x|, mps --bond 8, 2-3")).isEqualTo("A \u2192 B: \u22120.5 \u00B1 0.1, 7.1\u00D710\u207B\u2076 nats; \u2212ln p, \u22121/ln|x|, mps --bond 8, 2-3");
    }

    @Test void undefinedIsSaid() {
        assertThat(Numbers.interval(Double.NaN, 0, 1)).isEqualTo("undefined");
        assertThat(Numbers.of(Double.NaN)).isEqualTo("undefined");
        assertThat(Numbers.interval(.5, Double.NaN, 1)).isEqualTo("0.500");
    }

    @Test void threeDigitsAndPowersOfTen() {
        assertThat(Numbers.of(.02)).isEqualTo("0.0200");
        assertThat(Numbers.of(12345)).isEqualTo("12345");
        assertThat(Numbers.of(1.7e-5)).isEqualTo("1.7\u00D710\u207B\u2075");
        assertThat(Numbers.of(-0.0, 2)).isEqualTo("0.00");
        assertThat(Numbers.of(-.001, 2)).isEqualTo("0.00");
        assertThat(Numbers.p(.0004)).isEqualTo("< 0.001");
    }

    @Test void theLocaleOfTheMachineDoesNotMatter() {
        var before = java.util.Locale.getDefault();
        try {
            java.util.Locale.setDefault(java.util.Locale.GERMANY);
            assertThat(Numbers.of(1.5)).isEqualTo("1.50");
            assertThat(Numbers.percent(.044)).isEqualTo("4.4\u00A0%");
            assertThat(Numbers.count(12345)).isEqualTo("12,345");
        } finally {
            java.util.Locale.setDefault(before);
        }
    }

    @Test void ticksAreRoundNumbers() {
        assertThat(Scale.of("", 0, 8.2, 4).ticks()).containsExactly("0", "2", "4", "6", "8");
        assertThat(Scale.of("", -.24, .6, 4).ticks()).containsExactly("\u22120.2", "0.0", "0.2", "0.4", "0.6");
        assertThat(Scale.powersOfTen("", -5, 0).ticks()).containsExactly("10\u207B\u2075", "10\u207B\u2074", "10\u207B\u00B3", "0.01", "0.1", "1");
        assertThat(Scale.names(java.util.List.of("a", "b")).ticks()).containsExactly("b", "a");
    }

    @Test void endLabelsDoNotTouch() {
        assertThat(EndLabels.spread(new double[] {50, 51, 52}, 0, 100)).containsExactly(50, 64, 78);
        assertThat(EndLabels.spread(new double[] {97, 98, 99}, 0, 100)).containsExactly(72, 86, 100);
    }
}
