package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

class TalliesTest {

    @Test void aWeightedSumIsTheTallyOfTheTrialsSoOften() {
        for (boolean masked : new boolean[] {false, true}) {
            SpikeTrains data = SummaryTest.random(5, 6, 20, .3, true, masked);
            Tally sum = Tallies.of(data).sum(new int[] {2, 0, 1, 0, 3, 1});
            same(sum, Tally.of(data.select(new int[] {0, 0, 2, 4, 4, 4, 5})));
        }
    }

    @Test void talliesAdd() {
        SpikeTrains data = SummaryTest.random(4, 6, 20, .3, true, true);
        same(Tally.of(data.select(new int[] {0, 1, 2})).plus(Tally.of(data.select(new int[] {3, 4, 5}))), Tally.of(data));
        assertThatIllegalArgumentException().isThrownBy(() -> Tally.of(data).plus(Tally.of(SummaryTest.random(3, 6, 20, .3, true, true))));
    }

    @Test void windowsOfOneTrialAreOneUnit() {
        SpikeTrains data = SummaryTest.random(3, 4, 40, .3, false, false).cut(10, 0);
        assertThat(Tallies.of(data).units()).isEqualTo(4);
        same(Tallies.of(data).sum(new int[] {0, 1, 2, 0}), Tally.of(data.select(new int[] {4, 5, 6, 7, 8, 9, 10, 11, 8, 9, 10, 11})));
    }

    @Test void threadsDoNotMatter() throws Exception {
        SpikeTrains data = SummaryTest.random(7, 30, 20, .3, true, true);
        ForkJoinPool three = new ForkJoinPool(3);
        try {
            same(three.submit(() -> Tallies.of(data).total()).get(), Tally.of(data));
        } finally {
            three.shutdown();
        }
    }

    @Test void unitsAreForAllTrials() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tallies.of(Raster.REAL, new Units(new int[3], 1))).withMessageContaining("30");
    }

    private static void same(Tally a, Tally b) {
        assertThat(a.counts).isEqualTo(b.counts);
        assertThat(a.pairs).isEqualTo(b.pairs);
        assertThat(a.aligned()).isEqualTo(b.aligned());
        if (!a.aligned()) return;
        // a subset may have a shorter clock; the rest must be empty
        for (ClockTable[] pair : new ClockTable[][] {{a.clock, b.clock}, {a.complete, b.complete}})
            for (int x = 0; x < Math.max(pair[0].spikes().length, pair[1].spikes().length); x++) {
                assertThat(x < pair[0].spikes().length ? pair[0].spikes()[x] : 0).isEqualTo(x < pair[1].spikes().length ? pair[1].spikes()[x] : 0);
                assertThat(x < pair[0].seen().length ? pair[0].seen()[x] : 0).isEqualTo(x < pair[1].seen().length ? pair[1].seen()[x] : 0);
            }
    }
}
