package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hipparchus.distribution.continuous.UniformRealDistribution;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class TimeRescalingTest {
    @Test void aSpikesOwnBinCountsUpToARandomPartOfIt() {
        // trial 0: silent with p .2, spike with p .5; silent with p .4. trial 1: a bin nobody saw, spike with p .25
        var builder = new SpikeTrains.Builder(new Design(new int[] {3, 2}, .01, null, null, null, null, null), Neurons.unnamed(1));
        SpikeTrains data = builder.set(0, 1, 0).unobserved(1, 0, 0).set(1, 1, 0).build();
        double[] p = {.2, .5, .4, .9, .25, Double.NaN};
        double[] z = TimeRescaling.rescaled(data, p, 0, 2, new Half());
        assertThat(z).hasSize(2);
        assertThat(z[0]).isCloseTo(1 - .8 * (1 - .5 * .5), within(1e-15));
        assertThat(z[1]).isCloseTo(1 - .6 * (1 - .5 * .25), within(1e-15));       // the silent bin of trial 0 goes with it, the unseen one does not
    }

    @Test void underTheTrueModelPIsUniform() {
        double[] p = new double[300];
        for (int s = 0; s < p.length; s++) p[s] = TimeRescaling.of(refractory(s), truth(refractory(s)), new Seed(s)).p()[0];
        assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new UniformRealDistribution(0, 1), p)).isGreaterThan(.01);
    }

    @Test void aModelWithoutTheRefractoryPeriodIsOff() {
        SpikeTrains data = refractory(7);
        double[] constant = new double[data.trials() * data.bins()];
        java.util.Arrays.fill(constant, (double) data.spikes() / data.observations());
        TimeRescaling flat = TimeRescaling.of(data, constant, new Seed(1)), right = TimeRescaling.of(data, truth(data), new Seed(1));
        assertThat(flat.p()[0]).isLessThan(1e-4);
        assertThat(flat.distance()[0]).isGreaterThan(flat.critical()[0]);
        assertThat(flat.offCount()).isEqualTo(1);
        assertThat(right.offCount()).isZero();
        assertThat(right.tested()).isEqualTo(1);
    }

    @Test void fewIntervalsAreNotTested() {
        SpikeTrains data = SpikeTrains.generate(2, 10, 2, (k, t, i) -> i == 0 && t == 3);
        double[] p = new double[40];
        java.util.Arrays.fill(p, .1);
        TimeRescaling r = TimeRescaling.of(data, p, new Seed(1));
        assertThat(r.intervals()).containsExactly(2, 0);
        assertThat(r.p()).containsOnly(Double.NaN);
        assertThat(r.tested()).isZero();
        p[0] = 1.5;
        assertThatIllegalArgumentException().isThrownBy(() -> TimeRescaling.of(data, p, new Seed(1))).withMessageContaining("0..1");
    }

    /** Chance of a spike: 0 in the bin after one, .3 otherwise; wide bins, short trials. */
    private static SpikeTrains refractory(int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        boolean[] spikes = new boolean[60 * 12];
        for (int x = 0; x < spikes.length; x++) spikes[x] = random.nextDouble() < (x % 12 > 0 && spikes[x - 1] ? 0 : .3);
        return SpikeTrains.generate(60, 12, 1, (k, t, i) -> spikes[12 * k + t]);
    }

    private static double[] truth(SpikeTrains data) {
        double[] p = new double[data.trials() * data.bins()];
        for (int x = 0; x < p.length; x++) p[x] = x % 12 > 0 && data.fires(x / 12, x % 12 - 1, 0) ? 0 : .3;
        return p;
    }

    private static final class Half implements RandomGenerator {
        @Override public long nextLong() { return 0; }
        @Override public double nextDouble() { return .5; }
    }
}
