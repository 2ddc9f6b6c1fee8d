package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Units;

class PairedBootstrapTest {

    @Test void intervalsCoverAsOftenAsTheySay() {            // skewed, paired, units of three trials with a common part
        int covered = 0, coveredRatio = 0, simulations = 200, units = 60;
        Units of = new Units(IntStream.range(0, 3 * units).map(k -> k / 3).toArray(), units);
        for (int r = 0; r < simulations; r++) {
            RandomGenerator random = new Seed(8).child(r).generator();
            double[] a = new double[3 * units], b = new double[a.length], spikes = new double[a.length];
            for (int u = 0; u < units; u++) {
                double common = random.nextExponential();
                for (int k = 3 * u; k < 3 * u + 3; k++) {
                    b[k] = 5 * random.nextGaussian();
                    a[k] = b[k] + .3 + common - 1 + .5 * random.nextGaussian();
                    spikes[k] = 4 + random.nextInt(5);
                }
            }
            PairedBootstrap bootstrap = PairedBootstrap.of(of, 400, new Seed(9).child(r));
            if (bootstrap.difference(a, b).ninety().covers(.3)) covered++;
            if (bootstrap.bitsPerSpike(a, b, spikes).ninety().covers(.3 / Math.log(2) / 6)) coveredRatio++;
        }
        assertThat(covered).isBetween(170, 190);
        assertThat(coveredRatio).isBetween(170, 190);
    }

    @Test void treatingTrialsOfOneUnitAsIndependentWouldBeTooSure() {
        double[] values = new double[60];
        for (int k = 0; k < 60; k++) values[k] = new Seed(1).child(k / 6).generator().nextGaussian();
        Interval whole = PairedBootstrap.of(new Units(IntStream.range(0, 60).map(k -> k / 6).toArray(), 10), new Seed(2)).mean(values).ninety();
        Interval torn = PairedBootstrap.of(new Units(IntStream.range(0, 60).toArray(), 60), new Seed(2)).mean(values).ninety();
        assertThat((whole.high() - whole.low()) / (torn.high() - torn.low())).isCloseTo(Math.sqrt(6), within(.25));
    }

    @Test void ratiosAreOfSums() {
        Estimate bits = PairedBootstrap.of(new Units(new int[] {0, 1, 1}, 2), new Seed(1)).bitsPerSpike(new double[] {-3, -4, -5}, new double[] {-5, -5, -5}, new double[] {2, 1, 3});
        assertThat(bits.value()).isCloseTo(3 / (6 * Math.log(2)), within(1e-15));
        assertThat(bits.ninetyFive().low()).isCloseTo(1 / (4 * Math.log(2)), within(1e-12));      // unit 1 alone: 1 nat, 4 spikes
        assertThat(bits.ninetyFive().high()).isCloseTo(2 / (2 * Math.log(2)), within(1e-12));     // unit 0 alone
        assertThat(bits.above()).isEqualTo(1);
    }

    @Test void equalModelsAreNeverAhead() {
        double[] a = {1, 2, 3, 4};
        Estimate none = PairedBootstrap.of(new Units(new int[] {0, 1, 2, 3}, 4), new Seed(1)).difference(a, a);
        assertThat(none.value()).isZero();
        assertThat(none.above()).isEqualTo(.5);
        assertThat(none.p()).isEqualTo(1);
    }

    @Test void aClearLeadHasTheSmallestP() {
        Estimate lead = PairedBootstrap.of(new Units(new int[] {0, 1, 2}, 3), 999, new Seed(1)).mean(new double[] {1, 2, 3});
        assertThat(lead.p()).isEqualTo(2 / 1000.0);
        assertThat(lead.above()).isEqualTo(1);
    }

    @Test void oneUnitHasNoInterval() {
        assertThatIllegalArgumentException().isThrownBy(() -> PairedBootstrap.of(new Units(new int[3], 1), new Seed(1))).withMessageContaining("at least 2 trials");
    }

    @Test void quantilesInterpolate() {
        double[] values = {4, 1, Double.NaN, 2, 3};
        assertThat(Quantiles.median(values)).isEqualTo(2.5);
        assertThat(Quantiles.of(values, .25)).isEqualTo(1.75);
        assertThat(Quantiles.of(values, 1)).isEqualTo(4);
        assertThat(Quantiles.median(new double[0])).isNaN();
    }
}
