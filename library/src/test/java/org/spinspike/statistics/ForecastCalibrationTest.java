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

class ForecastCalibrationTest {

    @Test void scoresByHand() {
        // neuron 0: .8 spike, .3 silent, .3 spike; neuron 1: .6 silent, .5 unobserved, no forecast
        var builder = new SpikeTrains.Builder(Design.plain(1, 3, .01), Neurons.unnamed(2)).set(0, 0, 0).set(0, 2, 0).unobserved(0, 1, 1).set(0, 2, 1);
        ForecastCalibration c = ForecastCalibration.of(new double[] {.8, .6, .3, .5, .3, Double.NaN}, builder.build());
        assertThat(c.entries()).isEqualTo(4);
        assertThat(c.spikes()).isEqualTo(2);
        assertThat(c.brier()).isCloseTo((.04 + .36 + .09 + .49) / 4, within(1e-15));
        assertThat(c.logLoss()).isCloseTo(-(Math.log(.8) + Math.log(.4) + Math.log(.7) + Math.log(.3)) / 4, within(1e-15));
        assertThat(c.aucByNeuron()).isEqualTo(.75);               // (.8 > .3) 1, (.3 = .3) 1/2
        assertThat(c.neuronsLeftOut()).isEqualTo(1);
        assertThat(c.auc()).isEqualTo((1 + 1 + 0 + .5) / 4);
        assertThat(c.curve()).extracting(ForecastCalibration.Row::entries).containsExactly(2L, 1L, 1L);
        assertThat(c.curve().get(0).observed()).isEqualTo(.5);
    }

    @Test void trueProbabilitiesLieOnTheDiagonal() {
        RandomGenerator random = new Seed(4).generator();
        double[] p = new double[200 * 25 * 4];
        for (int x = 0; x < p.length; x++) p[x] = random.nextDouble();
        SpikeTrains data = SpikeTrains.generate(200, 25, 4, (k, t, i) -> random.nextDouble() < p[(k * 25 + t) * 4 + i]);
        ForecastCalibration c = ForecastCalibration.of(p, data);
        assertThat(c.curve()).hasSize(20).allSatisfy(row -> assertThat(row.observed()).isCloseTo(row.predicted(), within(4 * .5 / Math.sqrt(row.entries()))));
        assertThat(c.brier()).isCloseTo(1 / 6.0, within(.005));   // E p (1 - p)
        assertThat(c.auc()).isCloseTo(5 / 6.0, within(.01));
        assertThat(c.curve().stream().filter(r -> r.low() <= r.predicted() && r.predicted() <= r.high()).count()).isGreaterThanOrEqualTo(17);
    }

    @Test void forecastsAreProbabilities() {
        assertThatIllegalArgumentException().isThrownBy(() -> ForecastCalibration.of(new double[] {1.5}, SpikeTrains.generate(1, 1, 1, (k, t, i) -> true))).withMessageContaining("1.5");
    }
}
