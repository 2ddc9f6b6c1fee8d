package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class CorrelationTimeTest {
    /** Counts 2 2 0 0 0 0 2 2, mean 1: c_0 = 1, c_1 = (1 - 1 + 1 + 1 + 1 - 1 + 1) / 7 = 3/7, c_2 = (-1 - 1 + 1 + 1 - 1 - 1) / 6 below 0. Bins of 10 ms. */
    @Test void eightBinsByHand() {
        SpikeTrains data = SpikeTrains.generate(1, 8, 2, (k, t, i) -> t < 2 || t > 5);
        assertThat(CorrelationTime.seconds(data, 1)).isEqualTo(.01 * (1 + 6. / 7), within(1e-15));
        assertThat(CorrelationTime.seconds(data, .001)).isEqualTo(.01);                                   // not one lag within a millisecond
        assertThat(CorrelationTime.seconds(SpikeTrains.generate(1, 8, 2, (k, t, i) -> true), 1)).isNaN();
        assertThatThrownBy(() -> CorrelationTime.seconds(data, 0)).hasMessageContaining("longest time must be positive");
    }

    /** A chain that keeps its state with probability .9 has r_l = .8^l: 1 + 2 .8 / .2 = 9 bins; 4000 x 50 bins leave a standard error well below .5. */
    @Test void aChainHasTheMemoryItsLawSays() {
        var builder = new SpikeTrains.Builder(Design.plain(4000, 200, .002), Neurons.unnamed(1));
        for (int k = 0; k < 4000; k++) {
            var random = new Seed(9).child(k).generator();
            boolean on = random.nextBoolean();
            for (int t = 0; t < 200; t++) {
                if (random.nextDouble() < .1) on = !on;
                if (on) builder.set(k, t, 0);
            }
        }
        assertThat(CorrelationTime.seconds(builder.build(), 1)).isCloseTo(9 * .002, within(.0006));
    }

    @Test void binsInWhichSomebodyWasNotSeenAreLeftOut() {
        var builder = new SpikeTrains.Builder(Design.plain(1, 9, .01), Neurons.unnamed(2));
        int[] ones = {0, 1, 6, 7};
        for (int t : ones) builder.set(0, t, 0).set(0, t, 1);
        builder.unobserved(0, 8, 1).set(0, 8, 0);
        assertThat(CorrelationTime.seconds(builder.build(), 1)).isEqualTo(.01 * (1 + 6. / 7), within(1e-15));
    }
}
