package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;

class AlarmRateTest {
    private static final double[] P = {.1, .25, .18, .5, .1, .6, .23, .7, .21, .8};

    /** By hand, m = 98: floor(.2 * 99) = 19 ranks raise an alarm. */
    @Test void normalTrialsAreBetaBinomial() {
        AlarmRate rate = AlarmRate.ofNormal(P, .2, 98);
        assertThat(rate.rate()).isEqualTo(.3);
        assertThat(rate.expected()).isCloseTo(19 / 99., within(1e-15));
        assertThat(rate.givenCalibration()).isCloseTo(Math.sqrt(19 / 99. * 80 / 99. / 10), within(1e-15));
        assertThat(rate.standardError()).isCloseTo(Math.sqrt(19 / 99. * 80 / 99. * 109 / 1000), within(1e-15));
        assertThat(rate.deviation()).isCloseTo((.3 - 19 / 99.) / rate.standardError(), within(1e-12));
        assertThat(AlarmRate.ofNormal(P, .05, 19).expected()).isEqualTo(.05);            // 1/20 counts, though .05 * 20 may round below 1
        assertThat(AlarmRate.ofNormal(P, .05, 59).expected()).isEqualTo(.05);
        assertThat(AlarmRate.ofNormal(P, .05, 18).expected()).isZero();
    }

    /** By hand, m = 98: 2 d are 7.8 of 99 ranks; .6 of the trials have p up to 27/99, .2 up to 11/99. */
    @Test void powerMovesAlongItsCurve() {
        AlarmRate rate = AlarmRate.ofBroken(P, .2, 98);
        assertThat(rate.rate()).isEqualTo(.3);
        assertThat(rate.givenCalibration()).isCloseTo(Math.sqrt(3.5 / 11 * 7.5 / 11 / 10), within(1e-15));
        assertThat(rate.standardError()).isCloseTo(Math.sqrt(3.5 / 11 * 7.5 / 11 / 10 + Math.pow(.4 * 99 / 16, 2) * 19 / 99. * 80 / 99. / 100), within(1e-15));
        assertThat(rate.deviation()).isNaN();
        assertThat(AlarmRate.ofBroken(new double[] {.01, .01, .01}, .2, 98).standardError()).isCloseTo(Math.sqrt(3.5 / 4 * .5 / 4 / 3), within(1e-15));
    }

    @Test void partsWithTheirOwnCalibrationAddTheirVariances() {
        AlarmRate one = AlarmRate.ofNormal(P, .2, 98), two = AlarmRate.ofNormal(new double[] {.1, .9, .8, .7, .6}, .2, 38), all = AlarmRate.pooled(List.of(one, two));
        assertThat(all.trials()).isEqualTo(15);
        assertThat(all.rate()).isCloseTo(4 / 15., within(1e-15));
        assertThat(all.expected()).isCloseTo((10 * 19 / 99. + 5 * 7 / 39.) / 15, within(1e-15));
        assertThat(all.standardError()).isCloseTo(Math.hypot(10 * one.standardError(), 5 * two.standardError()) / 15, within(1e-15));
        assertThat(all.givenCalibration()).isCloseTo(Math.hypot(10 * one.givenCalibration(), 5 * two.givenCalibration()) / 15, within(1e-15));
        assertThat(AlarmRate.pooled(List.of(one))).isEqualTo(one);
    }

    /** 4000 experiments, each with calibration trials of its own; the standard deviation of their rates is known to 1.1 %. */
    @Test void errorsAreThoseOfRepeatedExperiments() {
        int experiments = 4000, m = 199, n = 200;
        double[] alarms = new double[experiments], power = new double[experiments], stated = new double[experiments];
        AlarmRate normal = null;
        for (int e = 0; e < experiments; e++) {
            RandomGenerator random = new Seed(5).child(e).generator();
            Conformal conformal = Conformal.of(normals(random, m, 0));
            normal = AlarmRate.ofNormal(conformal.p(normals(random, n, 0)), .1, m);
            AlarmRate broken = AlarmRate.ofBroken(conformal.p(normals(random, n, 1)), .1, m);
            alarms[e] = normal.rate();
            power[e] = broken.rate();
            stated[e] = broken.standardError() * broken.standardError();
        }
        assertThat(mean(alarms)).isCloseTo(.1, within(3 * normal.standardError() / Math.sqrt(experiments)));
        assertThat(deviation(alarms) / normal.standardError()).isCloseTo(1, within(.045));
        assertThat(deviation(power) / Math.sqrt(mean(stated))).isCloseTo(1, within(.1));           // first order in d, and the slope is an estimate
        assertThat(normal.givenCalibration() / normal.standardError()).isCloseTo(Math.sqrt(201 / 400.), within(1e-12));
    }

    @Test void nothingToJudgeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> AlarmRate.ofNormal(new double[0], .05, 19)).withMessageContaining("trials");
        assertThatIllegalArgumentException().isThrownBy(() -> AlarmRate.ofBroken(P, 1, 19)).withMessageContaining("between 0 and 1, got 1.0");
    }

    private static double[] normals(RandomGenerator random, int count, double mean) {
        double[] out = new double[count];
        for (int x = 0; x < count; x++) out[x] = mean + random.nextGaussian();
        return out;
    }

    private static double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
    }
}
