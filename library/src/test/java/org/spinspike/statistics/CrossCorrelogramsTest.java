package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Surrogates;

class CrossCorrelogramsTest {
    private static final int[] ALL = {0, 1, 2};

    private static SpikeTrains random(int trials, int bins, Seed seed) {
        RandomGenerator random = seed.generator();
        return SpikeTrains.generate(trials, bins, 3, (k, t, i) -> random.nextDouble() < .2 + .1 * i + .15 * Math.sin(t + i));
    }

    /** By hand, two trials of four bins: i fires in bins 0, 1 and in bin 1; j in bins 1, 3 and in bin 2. */
    @Test void countsAndExpectationsAreThoseOfAHandCalculation() {
        var builder = new SpikeTrains.Builder(Design.plain(2, 4, .01), Neurons.unnamed(2));
        builder.set(0, 0, 0).set(0, 1, 0).set(0, 1, 1).set(0, 3, 1).set(1, 1, 0).set(1, 2, 1);
        CrossCorrelograms cross = CrossCorrelograms.of(builder.build(), new int[] {0, 1}, 2);
        // lag -2, -1, 0, 1, 2: trial 0 has pairs (0,1), (0,3), (1,1), (1,3); trial 1 has (1,2)
        assertThat(cross.counts()).containsExactly(0, 0, 1, 2, 1);
        // i of trial 0 with j of trial 1: (0,2), (1,2); i of trial 1 with j of trial 0: (1,1), (1,3)
        assertThat(cross.expected()).containsExactly(0, 0, 1, 1, 2);
        assertThat(cross.shuffled()).isTrue();
        assertThat(cross.z(0, 1)).isCloseTo(1, within(1e-12));
    }

    @Test void popcountsAgreeWithCountingOneByOne() {
        SpikeTrains data = random(7, 90, new Seed(1));
        CrossCorrelograms cross = CrossCorrelograms.of(data, ALL, 5);
        int[][] pairs = {{0, 1}, {0, 2}, {1, 2}};
        for (int p = 0; p < 3; p++)
            for (int l = -5; l <= 5; l++) {
                long same = 0, others = 0;
                for (int k = 0; k < 7; k++)
                    for (int other = 0; other < 7; other++)
                        for (int t = 0; t < 90; t++) {
                            if (t + l < 0 || t + l >= 90 || !data.fires(k, t, pairs[p][0]) || !data.fires(other, t + l, pairs[p][1])) continue;
                            if (k == other) same++;
                            else others++;
                        }
                assertThat(cross.counts()[p * 11 + l + 5]).isEqualTo(same);
                assertThat(cross.expected()[p * 11 + l + 5]).isCloseTo(others / 6., within(1e-9));
            }
    }

    /** The expectation is the mean over shuffled trials: of 400 shuffles, within four standard errors. */
    @Test void theExpectationIsTheMeanOfShuffledTrials() {
        SpikeTrains data = random(12, 30, new Seed(2));
        CrossCorrelograms cross = CrossCorrelograms.of(data, ALL, 1);
        double sum = 0, squares = 0;
        int draws = 400;
        for (int d = 0; d < draws; d++) {
            double count = CrossCorrelograms.of(Surrogates.trialsByNeuron(data, new Seed(3).child(d)), ALL, 1).counts()[2];
            sum += count;
            squares += count * count;
        }
        double mean = sum / draws, error = Math.sqrt((squares / draws - mean * mean) / draws), kept = (cross.counts()[2] + 11 * cross.expected()[2]) / 12;
        assertThat(mean).as("a shuffle leaves a trial with itself once in twelve").isCloseTo(kept, within(4 * error));
    }

    /** A single recording: constant rates; j follows i by two bins half of the time. */
    @Test void whoFollowsWhomIsFoundInASingleRecording() {
        RandomGenerator random = new Seed(4).generator();
        var builder = new SpikeTrains.Builder(Design.plain(1, 3000, .01), Neurons.unnamed(3));
        for (int t = 0; t < 2998; t++) {
            if (random.nextDouble() < .1) {
                builder.set(0, t, 2);
                if (random.nextBoolean()) builder.set(0, t + 2, 0);
            }
            if (random.nextDouble() < .1) builder.set(0, t, 1);
        }
        SpikeTrains data = builder.build();
        CrossCorrelograms cross = CrossCorrelograms.ofMostActive(data);
        CrossCorrelograms.Peak peak = cross.strongest(1).get(0);
        assertThat(cross.shuffled()).isFalse();
        assertThat(new int[] {peak.first(), peak.second(), peak.lag()}).containsExactly(0, 2, -2);
        assertThat(peak.z()).isGreaterThan(10);
        assertThat(cross.strongest(9)).hasSize(3);
    }

    @Test void hiddenEntriesAreRefused() {
        SpikeTrains hidden = new SpikeTrains.Builder(Design.plain(2, 4, .01), Neurons.unnamed(2)).unobserved(0, 0, 0).build();
        assertThatIllegalArgumentException().isThrownBy(() -> CrossCorrelograms.of(hidden, new int[] {0, 1}, 2)).withMessageContaining("observed");
    }

    /** Neurons 0 and 1 meet once, where a sixtieth was expected; 2 and 3 meet thirty times. */
    @Test void aFewCoincidencesAreNoStrongPair() {
        SpikeTrains data = SpikeTrains.generate(60, 10, 4, (k, t, i) -> i < 2 ? k == 0 && t == 3 : t == 5 && k % 2 == 0);
        CrossCorrelograms cross = CrossCorrelograms.of(data, new int[] {0, 1, 2, 3}, 2);
        assertThat(cross.z(0, 0)).as("an endless z, or one far out").satisfiesAnyOf(z -> assertThat(z).isGreaterThan(5), z -> assertThat(z).isInfinite());
        assertThat(cross.strongest(9)).hasSize(1);
        assertThat(cross.strongest(9).get(0).first()).isEqualTo(2);
        assertThat(cross.strongest(9).get(0).count()).isEqualTo(30);
    }
}
