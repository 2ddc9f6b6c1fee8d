package org.spinspike.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinarisationRuleTest {
    /** Neuron 0: counts 0 3 1 0 2 | 0 0 5 1 4, median (1+1)/2 = 1. Neuron 1: always 1. */
    private static final double[][] COUNTS = {{0, 3, 1, 0, 2, 0, 0, 5, 1, 4}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}};

    @ParameterizedTest @CsvSource({
            "any,         0110100111, 1111111111, 16, 6, 10, 10",       // 16 spikes in 6 bins; all 10 of neuron 1 placed
            "median,      0100100101, 0000000000, 16, 4, 10, 0",        // above 1: 3 2 5 4
            "threshold:2, 0100000101, 0000000000, 16, 3, 10, 0",
            "onset:0,     0100100101, 0000000000, 16, 4, 10, 0"})
    void everyRuleDoesWhatItSays(String text, String zero, String one, long read0, long placed0, long read1, long placed1) {
        Binarised out = apply(text, COUNTS, (k, t, i) -> true);
        assertThat(ones(out.trains(), 0)).isEqualTo(zero);
        assertThat(ones(out.trains(), 1)).isEqualTo(one);
        assertThat(out.tally().read()).containsExactly(read0, read1);
        assertThat(out.tally().placed()).containsExactly(placed0, placed1);
        assertThat(out.tally().clipped()).containsExactly(read0 - placed0, read1 - placed1);
        assertThat(out.trains().binarisation()).isEqualTo(new Binarisation(text, text.equals("any"), read0 + read1, placed0 + placed1, read0 + read1 - placed0 - placed1, 0));
    }

    @Test void runsOfATraceGiveTheirBeginOrTheirPeak() {
        double[][] trace = {{0, .5, 3, 3, .25, 2, 2.5, 9, 0, 0}};         // two trials of five: 0 .5 3 3 .25 | 2 2.5 9 0 0; median (.5+2)/2 = 1.25
        assertThat(ones(apply("threshold:1", trace, (k, t, i) -> true).trains(), 0)).isEqualTo("0011011100");
        assertThat(ones(apply("onset:0", trace, (k, t, i) -> true).trains(), 0)).isEqualTo("0010010000");
        assertThat(ones(apply("peak:0", trace, (k, t, i) -> true).trains(), 0)).isEqualTo("0010000100");
        // distances from 1.25: 1.25 .75 1.75 1.75 1 .75 1.25 7.75 1.25 1.25, median 1.25; level 1.25 + 1.4826 * 1.25 = 3.103
        assertThat(ones(apply("zscore:1", trace, (k, t, i) -> true).trains(), 0)).isEqualTo("0000000100");
        Binarised events = apply("threshold:1", trace, (k, t, i) -> true);
        assertThat(events.trains().binarisation()).isEqualTo(new Binarisation("threshold:1", false, 5, 5, 0, 0));
    }

    @Test void aHoleEndsARunAndIsNoEvidenceForTheMedian() {
        double[][] trace = {{1, 1, 7, 7, 7, 0, 0, 0, 0, 0}};
        SpikeTrains.Rule seen = (k, t, i) -> !(k == 0 && t == 3) && !(k == 1 && t < 4);      // seen: 1 1 7 . 7 | . . . . 0, median 1
        Binarised out = apply("onset:0", trace, seen);
        assertThat(ones(out.trains(), 0)).isEqualTo("0010100000");
        assertThat(out.trains().observed(0, 3, 0)).isFalse();
        assertThat(out.trains().observations()).isEqualTo(5);
    }

    @Test void valuesARuleCannotTakeAreNamedWithTheirPlace() {
        assertThatThrownBy(() -> apply("any", new double[][] {{0, 0, 0, 0, 0, 0, .5, 0, 0, 0}}, (k, t, i) -> true))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("trial 1, bin 1, neuron 0 is 0.5, which is no count");
        assertThatThrownBy(() -> apply("median", new double[][] {{0, 0, Double.NaN, 0, 0, 0, 0, 0, 0, 0}}, (k, t, i) -> true)).hasMessageContaining("trial 0, bin 2, neuron 0 is NaN");
    }

    @ParameterizedTest @ValueSource(strings = {"some", "threshold", "any:1", "threshold:x", "threshold:NaN", "", "Any"})
    void otherWordsAreRefused(String text) {
        assertThatThrownBy(() -> BinarisationRule.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test void aRuleIsWrittenAsItIsRead() {
        for (String text : new String[] {"any", "median", "threshold:2", "zscore:2.5", "onset:-1", "peak:0"}) assertThat(BinarisationRule.parse(text)).hasToString(text);
    }

    private static Binarised apply(String rule, double[][] values, SpikeTrains.Rule seen) {
        return BinarisationRule.parse(rule).apply(Design.plain(2, 5, .1), Neurons.unnamed(values.length), (k, t, i) -> values[i][5 * k + t], seen);
    }

    private static String ones(SpikeTrains trains, int i) {
        var out = new StringBuilder();
        for (int k = 0; k < trains.trials(); k++) for (int t = 0; t < trains.bins(k); t++) out.append(trains.fires(k, t, i) ? '1' : '0');
        return out.toString();
    }
}
