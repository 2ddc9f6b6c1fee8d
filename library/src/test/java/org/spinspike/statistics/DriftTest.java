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

class DriftTest {

    @Test void withoutDriftThePValueIsUniform() {
        int alarms = 0, simulations = 200;
        for (int r = 0; r < simulations; r++)
            if (Drift.of(new Simulated(4, 1, 1).sample(24, 10, new Seed(6).child(r)), new Seed(7).child(r)).p() <= .1) alarms++;
        assertThat(alarms / (double) simulations).isCloseTo(.1, within(3 * Math.sqrt(.09 / simulations)));
    }

    @Test void aSlowChangeOfRatesIsFoundAndSized() {
        Drift drift = Drift.of(slow(null), new Seed(2));
        assertThat(drift.p()).isEqualTo(.001);
        assertThat(drift.notable()).isTrue();
        assertThat(drift.unitsEach()).isEqualTo(20);
        assertThat(drift.totalChange()).isCloseTo((.4475 - .1475) / .1475, within(.4));      // mean rates of trials 0..19 and 60..79; 3 sigma
        assertThat(drift.medianChange()).isCloseTo(2 * (.4475 - .1475) / (.4475 + .1475), within(.1));
        assertThat(drift.line()).contains("first to the last 20 of 80 trials", "p = 0.001", "drifts");
        SpikeTrains one = SpikeTrains.generate(1, 2000, 1, (k, t, i) -> t % 10 < t / 200).cut(10, 0);
        assertThat(Drift.of(one, new Seed(2)).line()).contains("first to the last 5 of 20 blocks", "drifts");
    }

    @Test void largeIsSureAndMoreThanAFifthOfTheWholeOrOfHalfOfTheNeurons() {
        assertThat(new Drift(.009, 2, -.91, 5, 20, "trials").line()).contains("by 200 % of the mean of both, 200 % being from or to silence");
        assertThat(new Drift(.009, .9, -.21, 5, 20, "trials").line()).contains("by 90 % (median");
        assertThat(new Drift(.009, .1, -.21, 5, 20, "trials").large()).isTrue();
        assertThat(new Drift(.009, .21, .1, 5, 20, "trials").large()).isTrue();
        assertThat(new Drift(.009, .19, -.19, 5, 20, "trials").large()).isFalse();
        assertThat(new Drift(.02, .9, .9, 5, 20, "trials").large()).as("not sure").isFalse();
    }

    /**
     * By hand, spikes in 100 bins of the first and last two of 8 trials: 90 91 | 98 99, of variance 16.25, and 0 20 | 15 5, of variance 62.5. As recorded Q = 8^2 / 16.25 = 3.9; in the other
     * two pairings 1 / 16.25 + 5^2 / 62.5 = .5 and 15^2 / 62.5 = 3.6: one of three reaches. Of second moments, 8946 and 162.5, all three would.
     */
    @Test void changesAreMeasuredByTheVarianceOfTheRate() {
        int[][] spikes = {{90, 91, 50, 50, 50, 50, 98, 99}, {0, 20, 9, 9, 9, 9, 15, 5}};
        Drift drift = Drift.of(SpikeTrains.generate(8, 100, 2, (k, t, i) -> t < spikes[i][k]), new Seed(3));
        assertThat(drift.p()).isCloseTo(1 / 3., within(4 * Math.sqrt(2 / 9. / 999)));
    }

    @Test void timeIsTheOrderWhereItIsKnown() {            // trials stand in any order in the file
        double[] start = new double[80];
        for (int k = 0; k < 80; k++) start[k] = k * 37 % 80;
        SpikeTrains data = slow(start);
        assertThat(Drift.of(data, new Seed(2)).p()).isEqualTo(.001);
        assertThat(Drift.of(data.with(Design.plain(80, 25, .01)), new Seed(2)).p()).isGreaterThan(.05);
    }

    /** Rates rise with the start time of a trial, 0..79, or with its number. */
    private static SpikeTrains slow(double[] start) {
        RandomGenerator random = new Seed(1).generator();
        int[] lengths = new int[80];
        java.util.Arrays.fill(lengths, 25);
        return SpikeTrains.generate(new Design(lengths, .01, null, null, null, start, null), Neurons.unnamed(3),
                (k, t, i) -> random.nextDouble() < .1 + .4 * (start == null ? k : start[k]) / 80);
    }

    @Test void silentNeuronsSayNothing() {
        Drift drift = Drift.of(SpikeTrains.generate(8, 5, 2, (k, t, i) -> false), new Seed(1));
        assertThat(drift.p()).isEqualTo(1);
        assertThat(drift.medianChange()).isNaN();
    }

    @Test void threeTrialsAreTooFew() {
        assertThatIllegalArgumentException().isThrownBy(() -> Drift.of(SpikeTrains.generate(3, 5, 2, (k, t, i) -> false), new Seed(1))).withMessageContaining("at least 4");
    }
}
