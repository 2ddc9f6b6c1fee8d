package org.spinspike.spikes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.model.RatesOverTime;

/** Windows of one repeat stand together, and rates over time go by the repeat's clock. */
class SplitTest {
    /** 11 repeats of 23 bins, of which windows of 5 make 4 each and leave 3 bins over. */
    private static final SpikeTrains REPEATS = SpikeTrains.generate(11, 23, 2, (k, t, i) -> i == 0 ? t == 7 : (k + t) % 3 == 0);
    private static final SpikeTrains WINDOWS = REPEATS.cut(5, 0);

    @Test void windowsOfOneRepeatNeverStandOnBothSides() {
        assertThat(WINDOWS.trials()).isEqualTo(44);
        for (int seed = 1; seed <= 30; seed++) {
            Split split = Split.byTrial(WINDOWS, .25, new Seed(seed));
            assertThat(sources(split.train())).doesNotContainAnyElementsOf(sources(split.held()));
            assertThat(sources(split.held())).hasSize(3);                                   // a quarter of 11 repeats
            assertThat(split.held()).hasSize(12);                                           // with all their windows
            assertThat(split.train()).hasSize(32);
        }
        Split last = Split.lastBlock(WINDOWS, .25);
        assertThat(sources(last.held())).containsExactlyInAnyOrder(8, 9, 10);
        assertThat(sources(last.train())).hasSize(8).doesNotContainAnyElementsOf(sources(last.held()));
    }

    @Test void conditionsKeepTheirShares() {
        int[] lengths = new int[20];
        Arrays.fill(lengths, 6);
        var labels = IntStream.range(0, 20).mapToObj(k -> k < 15 ? "left" : "right").toList();
        SpikeTrains data = SpikeTrains.generate(new Design(lengths, .01, null, null, labels, null, null), Neurons.unnamed(1), (k, t, i) -> false).cut(3, 0);
        for (int seed = 1; seed <= 10; seed++) {
            int[] held = Split.byTrial(data, .2, new Seed(seed)).held();
            assertThat(Arrays.stream(held).filter(k -> data.design().conditions().orElseThrow().get(k).equals("right")).count()).isEqualTo(2);          // both windows of one
            assertThat(held).hasSize(8);
        }
    }

    @Test void windowsOfASingleTrialAreHeldOutInBlocksWithAGap() {
        SpikeTrains one = SpikeTrains.generate(1, 200, 1, (k, t, i) -> false).cut(4, 0);     // 50 windows, 10 blocks of 5; the 3rd and the 8th are held out
        Split split = Split.byTrial(one, .2, new Seed(1));
        assertThat(split.held()).containsExactly(10, 11, 12, 13, 14, 35, 36, 37, 38, 39);
        assertThat(split.train()).hasSize(36).doesNotContain(9, 15, 34, 40);
    }

    @Test void fewerTrialsToLearnFromLeaveTheHeldOutOnesAlone() {
        Split split = Split.byTrial(WINDOWS, .2, new Seed(3)), fewer = split.learningFrom(WINDOWS, 4, new Seed(5));
        assertThat(fewer.held()).isEqualTo(split.held());
        assertThat(sources(fewer.train())).hasSize(4).isSubsetOf(sources(split.train()));
        assertThat(fewer.train()).as("all windows of each").hasSize(4 * WINDOWS.trials() / WINDOWS.design().sources()).isSorted();
        assertThat(fewer.rule()).endsWith("; learned from 4 of the others, drawn at random");
        assertThat(split.learningFrom(WINDOWS, 4, new Seed(6)).train()).isNotEqualTo(fewer.train());
        assertThat(split.learningFrom(WINDOWS, 1000, new Seed(5))).isSameAs(split);
        SpikeTrains one = SpikeTrains.generate(1, 200, 1, (k, t, i) -> false).cut(4, 0);
        assertThat(Split.byTrial(one, .2, new Seed(1)).learningFrom(one, 7, new Seed(5)).train()).as("windows of one trial").hasSize(7);
    }

    @Test void ratesOverTimeGoByOffsetAndBin() {
        RatesOverTime rates = RatesOverTime.perBin(WINDOWS);
        assertThat(rates.clockBins()).isEqualTo(20);
        for (int c = 0; c < 20; c++) assertThat(rates.at(c, 0)).as("clock " + c).isEqualTo((c == 7 ? 11.5 : .5) / 12);    // bin 7 of a repeat is bin 2 of its second window
        SpikeTrains some = WINDOWS.select(new int[] {5, 2, 1});                              // windows of repeats 1, 0, 0 at bins 5, 10, 5
        assertThat(List.of(some.design().source(0), some.design().clock(0, 2), some.design().clock(1, 0), some.design().clock(2, 4))).containsExactly(1, 7, 10, 9);
        double[] byBin = rates.logProbabilityByBin(some);
        assertThat(byBin[2] - Math.log(some.fires(0, 2, 1) ? rates.at(7, 1) : 1 - rates.at(7, 1))).isCloseTo(Math.log(11.5 / 12), org.assertj.core.data.Offset.offset(1e-12));
    }

    private static Set<Integer> sources(int[] windows) { return IntStream.of(windows).map(WINDOWS.design()::source).boxed().collect(Collectors.toSet()); }
}
