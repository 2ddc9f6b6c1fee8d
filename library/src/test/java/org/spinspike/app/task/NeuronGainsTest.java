package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;

class NeuronGainsTest {
    /** Neuron 0 fires in bin 0 of trial 0 and in both bins of trial 1; neuron 1 never. */
    private static final SpikeTrains DATA = SpikeTrains.generate(2, 2, 2, (k, t, i) -> i == 0 && (k == 1 || t == 0));
    private static final RatesOverTime HALF = new RatesOverTime(1, 2, new double[] {.5, .5});

    /** (lg .8/.5 + lg .4/.5 + lg .5/.5 + lg 1/.5) / 3 spikes = (.6781 - .3219 + 0 + 1) / 3, with forecasts .8, .6, .5, 1. */
    @Test void theGainIsCountedByHand() {
        double[] p = {.8, .2, .6, .2, .5, .2, 1, .2};
        NeuronGains gains = NeuronGains.of(DATA, p, HALF, new Seed(1));
        assertThat(gains.bits()[0]).isCloseTo((Math.log(1.6) + Math.log(.8) + Math.log(2)) / Math.log(2) / 3, within(1e-14)).isCloseTo(.45205, within(1e-5));
        assertThat(gains.bits()[1]).as("no spike, no bits per spike").isNaN();
        double first = (Math.log(1.6) + Math.log(.8)) / Math.log(2), second = 1. / 2;          // either trial alone: 1 spike, 2 spikes
        assertThat(gains.low()[0]).isCloseTo(Math.min(first, second), within(1e-12));
        assertThat(gains.high()[0]).isCloseTo(Math.max(first, second), within(1e-12));
    }

    @Test void theNullGainsNothingOverItselfToTheLastBit() {
        RatesOverTime rates = new RatesOverTime(2, 2, new double[] {.3, .1, .7, .2});
        NeuronGains gains = NeuronGains.of(DATA, new double[] {.3, .1, .7, .2, .3, .1, .7, .2}, rates, new Seed(1));
        assertThat(gains.bits()[0]).isEqualTo(0.);
        assertThat(gains.low()[0]).isEqualTo(0.);
        assertThat(gains.high()[0]).isEqualTo(0.);
    }

    @Test void oneTrialHasAGainAndNoInterval() {
        NeuronGains gains = NeuronGains.of(DATA.select(new int[] {1}), new double[] {.5, .5, 1, .5}, HALF, new Seed(1));
        assertThat(gains.bits()[0]).isEqualTo(.5);
        assertThat(gains.low()[0]).isNaN();
    }
}
