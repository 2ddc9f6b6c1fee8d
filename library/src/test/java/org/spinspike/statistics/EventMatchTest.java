package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

class EventMatchTest {
    @Test void everySpikeAndEveryEventStandInOnePairAtMost() {
        SpikeTrains truth = trains("0110000100", "1000000000"), events = trains("1001000010", "0011000000");
        assertThat(EventMatch.of(truth, events, 1)).isEqualTo(new EventMatch(3, 5, 4));       // 1-0, 2-3, 7-8; the second neuron's lie two bins apart
        assertThat(EventMatch.of(truth, events, 2)).isEqualTo(new EventMatch(4, 5, 4));
        assertThat(EventMatch.of(truth, events, 0).hits()).isZero();
        EventMatch one = EventMatch.of(truth, events, 1);
        assertThat(new double[] {one.precision(), one.recall(), one.ratio()}).containsExactly(.6, .75, 1.25);
        assertThat(EventMatch.of(events, truth, 1)).isEqualTo(new EventMatch(3, 4, 5));
    }

    @Test void thereAreNoMorePairsThanAnyMatchingHas() {
        var random = new Seed(2).generator();
        for (int repeat = 0; repeat < 200; repeat++) {
            String a = bits(random, 9), b = bits(random, 9);
            for (int tolerance = 0; tolerance < 4; tolerance++) assertThat(EventMatch.of(trains(a), trains(b), tolerance).hits()).as(a + " " + b).isEqualTo(most(a, b, 0, tolerance));
        }
    }

    @Test void silenceHasNoPrecisionAndOtherShapesAreRefused() {
        assertThat(EventMatch.of(trains("010"), trains("000"), 1).precision()).isNaN();
        assertThat(EventMatch.of(trains("000"), trains("010"), 1).recall()).isNaN();
        assertThatThrownBy(() -> EventMatch.of(trains("010"), trains("0100"), 1)).hasMessageContaining("bins of trial 0 must have length 3, got 4");
    }

    /** Every way to give the events of b, one after the other, to spikes of a or to none. */
    private static int most(String a, String b, int from, int tolerance) {
        int at = b.indexOf('1', from);
        if (at < 0) return 0;
        int best = most(a, b, at + 1, tolerance);
        for (int t = Math.max(0, at - tolerance); t <= Math.min(a.length() - 1, at + tolerance); t++)
            if (a.charAt(t) == '1') best = Math.max(best, 1 + most(a.substring(0, t) + '0' + a.substring(t + 1), b, at + 1, tolerance));
        return best;
    }

    private static String bits(java.util.random.RandomGenerator random, int count) {
        var out = new StringBuilder();
        for (int t = 0; t < count; t++) out.append(random.nextInt(5) < 2 ? '1' : '0');
        return out.toString();
    }

    private static SpikeTrains trains(String... neurons) { return SpikeTrains.generate(1, neurons[0].length(), neurons.length, (k, t, i) -> neurons[i].charAt(t) == '1'); }
}
