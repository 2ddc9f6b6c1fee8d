package org.spinspike.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;

class SurrogatesTest {
    private static final int TRIALS = 40, BINS = 5;
    /** Neuron 0 fires in the same trials as neuron 1, in bins of its own; neuron 2 only in bin 3. */
    private static final SpikeTrains DATA = SpikeTrains.generate(TRIALS, BINS, 3, (k, t, i) -> i == 2 ? t == 3 : k % 3 == 0 && (i == 0 ? t < 2 : t > 2));

    private static long[] byBin(SpikeTrains data, int i) {
        return IntStream.range(0, BINS).mapToLong(t -> IntStream.range(0, data.trials()).filter(k -> data.fires(k, t, i)).count()).toArray();
    }

    private static long together(SpikeTrains data) { return IntStream.range(0, TRIALS).filter(k -> data.fires(k, 0, 0) && data.fires(k, 4, 1)).count(); }

    @Test void shuffledTrialsKeepRatesOverTimeAndWhatANeuronDoesInATrial() {
        SpikeTrains shuffled = Surrogates.trialsByNeuron(DATA, new Seed(1));
        for (int i = 0; i < 3; i++) assertThat(byBin(shuffled, i)).isEqualTo(byBin(DATA, i));
        for (int k = 0; k < TRIALS; k++) assertThat(shuffled.fires(k, 0, 0)).isEqualTo(shuffled.fires(k, 1, 0));
        assertThat(together(DATA)).isEqualTo(14);
        assertThat(together(shuffled)).as("14 of 40 by chance in 14 of 40: 4.9 +- 1.7").isBetween(0L, 10L);
        assertThat(Surrogates.trialsByNeuron(DATA, new Seed(1))).isEqualTo(shuffled);
    }

    /** Windows of two bins: bin 4 stays where it is, what a neuron did in a window stays together, and who did it with whom does not. */
    @Test void shuffledWindowsKeepWhatANeuronDoesInAWindow() {
        SpikeTrains shuffled = Surrogates.windowsByNeuron(DATA, 2, new Seed(4));
        int joint = 0;
        for (int i = 0; i < 3; i++) {
            int neuron = i;
            assertThat(byBin(shuffled, i)[4]).isEqualTo(byBin(DATA, i)[4]);
            assertThat(java.util.Arrays.stream(byBin(shuffled, i)).sum()).isEqualTo(java.util.Arrays.stream(byBin(DATA, i)).sum());
            assertThat(windows(shuffled, neuron)).isEqualTo(windows(DATA, neuron));
        }
        for (int k = 0; k < TRIALS; k++) if (shuffled.fires(k, 0, 0) && shuffled.fires(k, 4, 1)) joint++;
        assertThat(joint).as("of 14 half are in the first window, and 14 of 40 of these by chance: about 2.5").isLessThan(9);
        assertThat(byBin(shuffled, 2)[1]).as("bin 3 is no longer its own").isPositive();
        assertThat(Surrogates.windowsByNeuron(DATA, 2, new Seed(4))).isEqualTo(shuffled);
        assertThatThrownBy(() -> Surrogates.windowsByNeuron(DATA, 9, new Seed(4))).hasMessageContaining("windows of 9 bins");
    }

    /** @return the contents of a neuron's windows of two bins, sorted */
    private static List<Integer> windows(SpikeTrains data, int i) {
        return IntStream.range(0, TRIALS).boxed().flatMap(k -> IntStream.of(0, 2).mapToObj(t -> (data.fires(k, t, i) ? 2 : 0) + (data.fires(k, t + 1, i) ? 1 : 0))).sorted().toList();
    }

    @Test void shuffledBinsKeepWhoFiresWithWhom() {
        SpikeTrains shuffled = Surrogates.binsWithinTrials(DATA, new Seed(2));
        for (int k = 0; k < TRIALS; k++) {
            int trial = k;
            List<Long> was = IntStream.range(0, BINS).mapToObj(t -> DATA.word(trial, t, 0)).sorted().toList();
            assertThat(IntStream.range(0, BINS).mapToObj(t -> shuffled.word(trial, t, 0)).sorted().toList()).isEqualTo(was);
        }
        assertThat(byBin(shuffled, 2)).as("bin 3 is no longer its own").isNotEqualTo(byBin(DATA, 2));
    }

    @Test void trialsOfOtherConditionsLengthsOrClocksStayWhereTheyAre() {
        var design = new Design(new int[] {2, 2, 3, 2, 2}, .01, null, new int[] {0, 0, 0, 4, 0}, List.of("a", "b", "a", "a", "a"), null, null);
        SpikeTrains data = SpikeTrains.generate(design, Neurons.unnamed(30), (k, t, i) -> k == 0);
        SpikeTrains shuffled = Surrogates.trialsByNeuron(data, new Seed(3));
        for (int k : new int[] {1, 2, 3}) assertThat(shuffled.population(k, 0)).isZero();
        assertThat(shuffled.population(0, 0)).isBetween(5, 25);
        assertThat(shuffled.population(0, 0) + shuffled.population(4, 0)).isEqualTo(30);
    }

    @Test void whatWasNotObservedMovesWithWhatWas() {
        var builder = new SpikeTrains.Builder(Design.plain(20, 2, .01), Neurons.unnamed(2));
        for (int k = 0; k < 10; k++) builder.unobserved(k, 1, 0);
        SpikeTrains shuffled = Surrogates.trialsByNeuron(builder.build(), new Seed(4));
        assertThat(IntStream.range(0, 20).filter(k -> !shuffled.observed(k, 1, 0)).count()).isEqualTo(10);
        assertThat(IntStream.range(0, 10).allMatch(k -> !shuffled.observed(k, 1, 0))).isFalse();
    }

    @Test void windowsOfOneRecordingChangePlacesHavingNoClock() {
        var design = new Design(new int[] {2, 2, 2, 1}, .01, new int[4], new int[] {0, 2, 4, 6}, null, null, null);
        SpikeTrains data = SpikeTrains.generate(design, Neurons.unnamed(60), (k, t, i) -> k == 0);
        SpikeTrains shuffled = Surrogates.trialsByNeuron(data, new Seed(6));
        assertThat(shuffled.population(3, 0)).as("a shorter one stays").isZero();
        for (int k = 0; k < 3; k++) assertThat(shuffled.population(k, 0)).as("20 +- 4").isBetween(5, 35).isEqualTo(shuffled.population(k, 1));
    }

    @Test void oneTrialCannotBeShuffled() {
        SpikeTrains one = SpikeTrains.generate(1, 5, 2, (k, t, i) -> false);
        assertThat(Surrogates.obstacle(one)).hasValue("no two trials are of the same length, clock and condition");
        assertThatThrownBy(() -> Surrogates.trialsByNeuron(one, new Seed(5))).hasMessage("trials cannot be shuffled: no two trials are of the same length, clock and condition");
    }
}
