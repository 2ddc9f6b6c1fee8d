package org.spinspike.spikes.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.math.Seed;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;

class PreparedTracesTest {
    private static final double NAN = Double.NaN;

    @Test void neuropilAndBaselineAreTakenOffInThisOrder() {
        // F - Fneu / 2: 2 4 10 4 2; running median of 3 (1.2 s at .4 s a frame): 3 4 4 4 3; difference -1 0 6 0 -1, divided -1/3 0 1.5 0 -1/3
        double[] f = {3, 5, 12, 6, 3}, neuropil = {2, 2, 4, 4, 2};
        assertThat(ones("threshold:5.9", TraceSteps.of(.5, "50:1.2", null, null, null), f, neuropil)).isEqualTo("00100");
        assertThat(ones("threshold:6", TraceSteps.of(.5, "50:1.2", null, null, null), f, neuropil)).isEqualTo("00000");
        assertThat(ones("threshold:1.4", TraceSteps.of(.5, null, "50:1.2", null, null), f, neuropil)).isEqualTo("00100");
        assertThat(ones("threshold:1.5", TraceSteps.of(.5, null, "50:1.2", null, null), f, neuropil)).isEqualTo("00000");
        assertThat(of("threshold:1", TraceSteps.of(.5, null, "50:1.2", null, null), f, neuropil).trains().binarisation().rule()).isEqualTo("neuropil 0.5, dff 50:1.2, threshold:1");
    }

    @Test void aFrameThatIsNoNumberWasNotObserved() {
        Binarised events = of("threshold:1", TraceSteps.NONE.neuropil(1), new double[] {0, NAN, 3, 3, 0}, new double[] {0, 0, 1, NAN, 0});
        assertThat(events.trains().flat(0)).containsExactly(0, 0, 1, 0, 0);
        for (int t = 0; t < 5; t++) assertThat(events.trains().observed(0, t, 0)).isEqualTo(t != 1 && t != 3);
        assertThat(of("onset:0", TraceSteps.NONE, new double[] {0, 4, NAN, 4, 0}, null).trains().flat(0)).containsExactly(0, 1, 0, 1, 0);      // a hole ends a run
    }

    /** Median 1, median distance from it 1, so s = 1.4826: frames above 1 + s are 6 and 8 to 10, above 1 + 2 s only 9. */
    @Test void aWholeEventBeginsWhereItLeavesTheBaseline() {
        double[] f = {0, 1, 1, 1, 2, 2, 3, 1, 3.5, 9, 3, 1, 0, 1, 2, 0};                      // distances from 1, sorted: 0 six times, 1 six times, 2 2 2.5 8
        assertThat(ones("zscore:2", TraceSteps.NONE, f, null)).isEqualTo("0000000001000000");      // above 3.965
        assertThat(ones("event:2", TraceSteps.NONE, f, null)).isEqualTo("0000000011100000");       // above 2.483 around it
        assertThat(ones("event:1", TraceSteps.NONE, f, null)).isEqualTo("0000001011100000");
        assertThat(ones("event:-.1", TraceSteps.NONE, f, null)).isEqualTo("0111111111110110");
    }

    @Test void oasisFindsTheEventsOfEachRunAndSaysWhatItDropped() {
        double[] f = new double[400];
        RandomGenerator random = new Seed(4).generator();
        double c = 0;
        for (int t = 0; t < f.length; t++) {
            c = .9 * c + (t == 50 || t == 200 || t == 350 ? 20 : 0);
            f[t] = 100 + c + random.nextGaussian();
        }
        f[120] = NAN;
        Binarised events = of("oasis:8", TraceSteps.of(null, null, null, -.4 / Math.log(.9), null), f, null);
        assertThat(java.util.stream.IntStream.range(0, 400).filter(t -> events.trains().fires(0, t, 0)).toArray()).containsExactly(50, 200, 350);
        assertThat(events.trains().observed(0, 120, 0)).isFalse();
        assertThat(events.trains().binarisation().rule()).matches("oasis:8 \\(decay 3\\.79\\d* s, noise by differences, lambda by noise, \\d+ smaller events dropped\\)");
        Binarised all = of("oasis:0", TraceSteps.of(null, null, null, -.4 / Math.log(.9), null), f, null);
        assertThat(all.trains().binarisation().rule()).endsWith(" 0 smaller events dropped)");
        assertThat(events.trains().binarisation().rule()).contains(", " + (all.trains().spikes() - 3) + " smaller");
        Binarised fixed = of("oasis:8", TraceSteps.of(null, null, null, -.4 / Math.log(.9), 1.), f, null);
        assertThat(fixed.trains().flat(0)).isEqualTo(events.trains().flat(0));
        assertThat(of("oasis:0", TraceSteps.NONE, new double[] {5, 5, 5, 5}, null).trains().spikes()).isZero();
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {"--dff| 8| must be PERCENTILE:SECONDS, as in 8:60, got '8'", "--dff| 100:60| the percentile must be 0 or more and below 100", "--dff| 8:0| the seconds of the window must be positive"})
    void oddStepsAreRefused(String option, String text, String message) {
        assertThatThrownBy(() -> TraceSteps.of(null, null, text, null, null)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(option).hasMessageContaining(message);
    }

    @Test void whatCannotBeDoneIsNamed() {
        assertThatThrownBy(() -> TraceSteps.of(null, "8:60", "8:60", null, null)).hasMessageContaining("only one of them");
        assertThatThrownBy(() -> TraceSteps.of(-1., null, null, null, null)).hasMessageContaining("--neuropil must be 0 to 2, got -1.0");
        assertThatThrownBy(() -> of("zscore:2", TraceSteps.of(null, null, null, .7, null), new double[5], null)).hasMessageContaining("--tau is for --binarise oasis:X, the rule is zscore:2");
        assertThatThrownBy(() -> of("any", TraceSteps.of(null, "8:60", null, null, null), new double[5], null)).hasMessageContaining("--baseline makes a trace of numbers, which rule any");
        assertThatThrownBy(() -> of("zscore:2", TraceSteps.of(null, null, "50:1.2", null, null), new double[] {1, -2, 3, 1, 1}, null)).hasMessageContaining("dF/F of neuron n0 needs a baseline above 0, it is -0.5 in trial 0, bin 0");
        assertThatThrownBy(() -> of("oasis:2", TraceSteps.NONE, new double[] {0, 0, 0, 0, 1, 0, 0, 0, 0}, null)).hasMessageContaining("the noise of neuron n0 is 0");
        assertThatThrownBy(() -> of("median", TraceSteps.NONE, new double[] {0, 1 / 0.}, null)).hasMessageContaining("bin 1, neuron n0 is Infinity");
    }

    private static String ones(String rule, TraceSteps steps, double[] f, double[] neuropil) {
        var out = new StringBuilder();
        for (byte one : of(rule, steps, f, neuropil).trains().flat(0)) out.append(one);
        return out.toString();
    }

    private static Binarised of(String rule, TraceSteps steps, double[] f, double[] neuropil) {
        return new PreparedTraces(steps, BinarisationRule.parse(rule), Design.plain(1, f.length, .4), Neurons.unnamed(1), (k, t, i) -> f[t], neuropil == null ? null : (k, t, i) -> neuropil[t], (k, t, i) -> true).binarised();
    }
}
