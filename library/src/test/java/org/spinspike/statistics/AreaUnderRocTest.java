package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

class AreaUnderRocTest {
    private static final Seed SEED = new Seed(5);

    /** 3 beats 1, 0 and 2; 1 beats 0, ties with 1 and loses against 2. */
    @Test void tiesCountHalf() {
        var bootstrap = PairedBootstrap.of(new Units(new int[] {0, 1, 2}, 3), SEED);
        Estimate area = AreaUnderRoc.of(bootstrap, new double[] {3, 1}, new int[] {0, 1}, new double[] {1, 0, 2}, new int[] {0, 1, 2}, 3);
        assertThat(area.value()).isCloseTo(4.5 / 6, within(1e-15));
        assertThat(AreaUnderRoc.of(bootstrap, new double[] {2}, new int[] {0}, new double[0], new int[0], 3).value()).isNaN();
    }

    /** The bootstrap of the two sums against the full one, in which the area is worked out anew from every resample of whole trials. */
    @Test void theIntervalIsThatOfAreasWorkedOutAnewFromResampledTrials() {
        int trials = 120, each = 4;
        var random = SEED.generator();
        double[] high = new double[trials * each], low = new double[trials * each];
        int[] own = IntStream.range(0, trials * each).map(n -> n / each).toArray();
        for (int k = 0; k < trials; k++) {
            double common = random.nextGaussian();
            for (int e = 0; e < each; e++) {
                high[k * each + e] = 1 + .7 * common + random.nextGaussian();
                low[k * each + e] = -.5 * common + random.nextGaussian();
            }
        }
        Estimate area = AreaUnderRoc.of(PairedBootstrap.of(new Units(IntStream.range(0, trials).toArray(), trials), SEED), high, own, low, own, trials);
        double[] anew = new double[400];
        for (int b = 0; b < anew.length; b++) {
            int[] drawn = IntStream.range(0, trials * each).toArray();
            for (int k = 0; k < trials; k++) {
                int from = random.nextInt(trials);
                for (int e = 0; e < each; e++) drawn[k * each + e] = from * each + e;
            }
            double wins = 0;
            for (int i : drawn) for (int j : drawn) wins += high[i] > low[j] ? 1 : high[i] == low[j] ? .5 : 0;
            anew[b] = wins / drawn.length / drawn.length;
        }
        Interval full = Interval.percentile(anew, .95), ours = area.ninetyFive();
        double width = full.high() - full.low();
        assertThat(ours.low()).isCloseTo(full.low(), within(.15 * width));             // an end of 400 draws is known to about 6 % of the width
        assertThat(ours.high()).isCloseTo(full.high(), within(.15 * width));
    }

    /** Two trials of two bins and one neuron; the first bin of the first trial has no forecast. */
    @Test void forecastsAreScoredAsTheCalibrationScoresThem() {
        SpikeTrains data = SpikeTrains.generate(2, 2, 1, (k, t, i) -> k == 0 || t == 1);
        double[] p = {Double.NaN, .5, .25, .5};
        ForecastScores scores = ForecastScores.of(p, data, PairedBootstrap.of(Units.of(data.design()), SEED));
        ForecastCalibration all = ForecastCalibration.of(p, data);
        assertThat(scores.logLoss().value()).isCloseTo((Math.log(2) + Math.log(4 / 3.) + Math.log(2)) / 3, within(1e-15)).isCloseTo(all.logLoss(), within(1e-15));
        assertThat(scores.brier().value()).isCloseTo((.25 + .0625 + .25) / 3, within(1e-15)).isCloseTo(all.brier(), within(1e-15));
        assertThat(scores.auc().value()).isEqualTo(1).isEqualTo(all.auc());
        assertThat(scores.logLoss().ninetyFive().low()).isLessThan(scores.logLoss().value());
    }
}
