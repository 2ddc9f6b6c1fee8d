package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Units;

/** The bound on the arrow of time, from log-ratios that are given. */
class ArrowOfTimeTest {
    private static Units trials(int count) { return Units.of(Design.plain(count, 2, .01)); }

    private static int[] bins(int trials, int bins) {
        int[] all = new int[trials];
        Arrays.fill(all, bins);
        return all;
    }

    /** f = .5, .5, 0 over 2 + 2 + 4 bins: (2 (.5 + 1 - exp(-.5)) + 0) / 8. The null has two trials to turn around, so four equal outcomes of the mean: .125, 0, 0, -.125. */
    @Test void threeTrialsByHand() {
        ArrowOfTime arrow = ArrowOfTime.of(new double[] {.5, .5, 0}, new int[] {2, 2, 4}, trials(3), new Seed(1));
        assertThat(arrow.bound().value()).isCloseTo((1.5 - Math.exp(-.5)) / 4, within(1e-15));
        assertThat(arrow.meanLog().value()).isCloseTo(.125, within(1e-15));
        assertThat(arrow.p()).isCloseTo(.25, within(4 * Math.sqrt(.25 * .75 / PairedBootstrap.RESAMPLES)));
        assertThat(arrow.nullHigh()).isCloseTo(.125, within(1e-15));
        assertThat(arrow.nullLow()).isCloseTo(-.125, within(1e-15));
        assertThat(arrow.limited()).isZero();
    }

    /** 40 trials can show ln 4 nats of one: f = 3 counts as that, and -3 as less than nothing by exp(ln 4). */
    @Test void aTrialCountsForWhatSoManyTrialsCanShow() {
        double[] f = new double[40];
        f[0] = 3;
        f[1] = -3;
        ArrowOfTime arrow = ArrowOfTime.of(f, bins(40, 1), trials(40), new Seed(1));
        assertThat(arrow.limit()).isCloseTo(Math.log(4), within(1e-15));
        assertThat(arrow.bound().value()).isCloseTo((Math.log(4) + .75 - Math.log(4) - 3) / 40, within(1e-15));
        assertThat(arrow.meanLog().value()).isZero();
        assertThat(arrow.limited()).isEqualTo(.05);
    }

    /** 40 trials of f = 9, which count ln 4 each: (ln 4 + 1 - 1/4) / 2 bins is the ceiling, and trials of the other limit, 1 - ln 4 - 4, escape 40 trials with .025 while they are 8.8 %. */
    @Test void atItsCeilingTheBoundHasALowerEndAndNoUpperOne() {
        double[] f = new double[40];
        Arrays.fill(f, 9);
        ArrowOfTime arrow = ArrowOfTime.of(f, bins(40, 2), trials(40), new Seed(1));
        double ceiling = (Math.log(4) + .75) / 2, escapes = 1 - Math.exp(Math.log(.025) / 40);
        assertThat(arrow.saturated()).isTrue();
        assertThat(arrow.ceiling()).isCloseTo(ceiling, within(1e-14));
        assertThat(arrow.bound().value()).isCloseTo(ceiling, within(1e-14));
        assertThat(arrow.bound().ninetyFive().low()).isCloseTo((1 - escapes) * ceiling + escapes * (-3 - Math.log(4)) / 2, within(1e-13)).isLessThan(.9 * ceiling);
        assertThat(arrow.bound().ninetyFive().high()).isNaN();
        assertThat(arrow.blind()).isFalse();
        Arrays.fill(f, .5);
        ArrowOfTime below = ArrowOfTime.of(f, bins(40, 2), trials(40), new Seed(1));
        assertThat(below.saturated()).isFalse();
        assertThat(below.bound().ninetyFive().high()).isFinite();
    }

    @Test void reversingEveryTrialTurnsTheMeanAround() {
        double[] f = {1.5, -.25, 3, .75}, turned = Arrays.stream(f).map(v -> -v).toArray();
        ArrowOfTime there = ArrowOfTime.of(f, bins(4, 5), trials(4), new Seed(2)), back = ArrowOfTime.of(turned, bins(4, 5), trials(4), new Seed(2));
        assertThat(back.meanLog().value()).isEqualTo(-there.meanLog().value());
        assertThat(back.bound().value()).isLessThan(back.meanLog().value() + 1e-15);
    }

    /** Windows of a trial turn around together: the null of 2 trials has 2 x 2 outcomes, however many windows there are. */
    @Test void windowsFollowTheirSourceTrial() {
        var windows = new Design(bins(8, 2), .01, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, new int[] {0, 2, 4, 6, 0, 2, 4, 6}, null, null, null);
        double[] f = new double[8];
        Arrays.fill(f, 1);
        ArrowOfTime arrow = ArrowOfTime.of(f, bins(8, 2), Units.of(windows), new Seed(3));
        assertThat(arrow.p()).isCloseTo(.25, within(4 * Math.sqrt(.25 * .75 / PairedBootstrap.RESAMPLES)));
    }

    @Test void whatCannotBeReversedAtAllGivesFiniteNumbers() {
        ArrowOfTime arrow = ArrowOfTime.of(new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0}, bins(3, 2), trials(3), new Seed(4));
        assertThat(arrow.bound().value()).isFinite().isNegative();
        assertThat(arrow.meanLog().value()).isZero();
        assertThat(arrow.oneWay()).isEqualTo(2. / 3);
    }

    @Test void aModelThatSeesNothingIsBlind() {
        assertThat(ArrowOfTime.of(new double[3], bins(3, 2), trials(3), new Seed(5)).blind()).isTrue();
        assertThat(ArrowOfTime.of(new double[] {0, 1e-6, 0}, bins(3, 2), trials(3), new Seed(5)).blind()).isFalse();
    }
}
