package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;

class ConformalTest {

    @Test void agreesWithTheReferenceCase() {
        Conformal conformal = Conformal.of(Raster.numbers("conformal", "calibration_scores"));
        assertThat(conformal.p(Raster.numbers("conformal", "test_scores"))).containsExactly(Raster.numbers("conformal", "p_values"), within(1e-15));
    }

    @Test void tiesCountAgainstAnAlarm() {
        Conformal conformal = Conformal.of(new double[] {2, 1, 2, 3});
        assertThat(conformal.p(2)).isEqualTo(4 / 5.0);
        assertThat(conformal.p(3)).isEqualTo(2 / 5.0);
        assertThat(conformal.p(Math.nextUp(3.0))).isEqualTo(1 / 5.0);
        assertThat(conformal.twoSided(1)).isEqualTo(2 * 2 / 5.0);
        assertThat(conformal.twoSided(0)).isEqualTo(2 / 5.0);
        assertThat(conformal.twoSided(2)).isEqualTo(1);
        assertThat(conformal.p(Double.NaN)).isNaN();
        assertThat(Conformal.of(new double[] {0.0}).p(-0.0)).isEqualTo(1);
        assertThat(Conformal.of(new double[] {-0.0}).p(0.0)).isEqualTo(1);
    }

    /** By hand: with 8.5 among them the middle of 0 3 4 5 10 is 4.5, from where 0 and 10 are farther than 8.5 is; with -9 it is 3.5, and nothing is. */
    @Test void theMiddleTreatsTheNewScoreLikeTheOthers() {
        Conformal conformal = Conformal.of(new double[] {4, 0, 10, 3, 5});
        assertThat(conformal.fromMiddle(8.5)).isEqualTo(3 / 6.0);          // around 4, the median without it, 2/6
        assertThat(conformal.fromMiddle(-9)).isEqualTo(1 / 6.0);
        assertThat(conformal.fromMiddle(4)).isEqualTo(1);
        assertThat(conformal.fromMiddle(10)).isEqualTo(2 / 6.0);           // a tie counts against an alarm
        assertThat(conformal.fromMiddle(Double.NaN)).isNaN();
    }

    /** Few calibration trials are the hard case: around their own median the rate would be .056, four standard errors too high. */
    @Test void distancesFromTheMiddleKeepThePromiseAtNineteenTrials() {
        int repetitions = 40_000, m = 19, alarms = 0;
        RandomGenerator random = new Seed(4).generator();
        for (int r = 0; r < repetitions; r++) {
            double[] calibration = new double[m];
            for (int x = 0; x < m; x++) calibration[x] = random.nextGaussian();
            if (Conformal.of(calibration).fromMiddle(random.nextGaussian()) <= .05) alarms++;
        }
        assertThat(alarms / (double) repetitions).isCloseTo(.05, within(3 * Math.sqrt(.05 * .95 / repetitions)));
    }

    @Test void anUnreachableFalseAlarmRateIsRefused() {
        Conformal fifty = Conformal.of(new double[50]);
        assertThatIllegalArgumentException().isThrownBy(() -> fifty.requireReach(.01)).withMessageContaining("at least 99 calibration trials, got 50");
        assertThatCode(() -> Conformal.of(new double[99]).requireReach(.01)).doesNotThrowAnyException();
        assertThatCode(() -> Conformal.of(new double[19]).requireReach(.05)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> Conformal.of(new double[18]).requireReach(.05)).withMessageContaining("19");
    }

    @Test void pValuesOfExchangeableScoresAreUniform() {
        int repetitions = 1000, m = 99;
        double[] alphas = {.05, .1, .5};
        int[] one = new int[3], two = new int[3], tied = new int[3];
        for (int r = 0; r < repetitions; r++) {
            RandomGenerator random = new Seed(3).child(r).generator();
            double[] calibration = new double[m], rounded = new double[m];
            for (int x = 0; x < m; x++) rounded[x] = Math.round(2 * (calibration[x] = random.nextGaussian()));
            double score = random.nextGaussian();
            for (int a = 0; a < 3; a++) {
                if (Conformal.of(calibration).p(score) <= alphas[a] + 1e-12) one[a]++;
                if (Conformal.of(calibration).twoSided(score) <= alphas[a] + 1e-12) two[a]++;
                if (Conformal.of(rounded).p(Math.round(2 * score)) <= alphas[a] + 1e-12) tied[a]++;
            }
        }
        for (int a = 0; a < 3; a++) {
            double error = 3 * Math.sqrt(alphas[a] * (1 - alphas[a]) / repetitions);
            assertThat(one[a] / (double) repetitions).isCloseTo(alphas[a], within(error));
            assertThat(two[a] / (double) repetitions).isCloseTo(alphas[a], within(error));
            assertThat(tied[a] / (double) repetitions).isLessThan(alphas[a] + error);
        }
    }

    @Test void holmCountsTheSmallestForAllAndTheLargestOnce() {
        double[] p = {.04, .01, Double.NaN, .03, .5};
        assertThat(MultipleTests.holm(p)).as("4 x .01, 3 x .03, then no less than that").containsExactly(new double[] {.09, .04, Double.NaN, .09, .5}, within(1e-15));
        assertThat(MultipleTests.holm(new double[] {.9, .8})).containsExactly(1, 1);
        assertThat(p).as("not modified").containsExactly(.04, .01, Double.NaN, .03, .5);
    }

    @Test void benjaminiHochbergFlagsUpToTheLastSmallEnough() {
        double[] p = {.04, .011, .9, .02, Double.NaN, .3};      // sorted .011 .02 .04 .3 .9 against .01 .02 .03 .04 .05
        assertThat(MultipleTests.benjaminiHochberg(p, .05)).containsExactly(false, true, false, true, false, false);
        assertThat(MultipleTests.benjaminiHochberg(new double[] {.5, .9}, .05)).containsOnly(false);
        assertThat(MultipleTests.benjaminiHochberg(new double[0], .05)).isEmpty();
    }
}
