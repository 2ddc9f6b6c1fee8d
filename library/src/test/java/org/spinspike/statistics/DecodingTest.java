package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Units;

class DecodingTest {
    private static final double LN2 = Math.log(2);

    private static Units trials(int count) { return Units.of(Design.plain(count, 1, .01)); }

    private static double[] logs(double... p) { return Arrays.stream(p).map(Math::log).toArray(); }

    /** By hand, prior 1/4, 3/4: three trials of conditions 0, 1, 1 with posteriors .5, .1, .7 of condition 0. */
    @Test void sharesLossAndBitsAreThoseOfAHandCalculation() {
        Decoding d = Decoding.of(logs(.5001, .4999, .1, .9, .7, .3), new double[] {.25, .75}, new int[] {0, 1, 1}, trials(3), new Seed(1));
        assertThat(d.accuracy().value()).isCloseTo(2 / 3., within(1e-12));
        assertThat(d.confusion()).containsExactly(1, 0, 1, 1);
        assertThat(d.logLoss().value()).isCloseTo(-(Math.log(.5001) + Math.log(.9) + Math.log(.3)) / 3, within(1e-12));
        assertThat(d.bits().value()).isCloseTo((Math.log(.5001 / .25) + Math.log(.9 / .75) + Math.log(.3 / .75)) / 3 / LN2, within(1e-12));
        assertThat(d.bitsPerTrial()[2]).isCloseTo(Math.log(.4) / LN2, within(1e-12));
    }

    /** A posterior that is right is worth the information between trial and condition: here 1 - h(.8) bits of a symmetric channel. */
    @Test void bitsOfTheTruePosteriorAreTheInformation() {
        int trials = 20_000;
        RandomGenerator random = new Seed(2).generator();
        int[] truth = IntStream.range(0, trials).map(k -> random.nextInt(2)).toArray();
        double[] logs = new double[2 * trials];
        for (int k = 0; k < trials; k++) {
            int said = random.nextDouble() < .8 ? truth[k] : 1 - truth[k];
            logs[2 * k + said] = Math.log(.8);
            logs[2 * k + 1 - said] = Math.log(.2);
        }
        Decoding d = Decoding.of(logs, new double[] {.5, .5}, truth, trials(trials), new Seed(3));
        double information = 1 + (.8 * Math.log(.8) + .2 * Math.log(.2)) / LN2, deviation = .4 * Math.log(4) / LN2 / Math.sqrt(trials);
        assertThat(d.bits().value()).isCloseTo(information, within(4 * deviation));
        assertThat(d.bits().ninetyFive().high() - d.bits().ninetyFive().low()).isCloseTo(3.92 * deviation, within(.2 * 3.92 * deviation));
        assertThat(d.p()).isEqualTo(1. / (Decoding.PERMUTATIONS + 1));
    }

    /** Posteriors that know nothing of the truth: p-values are uniform, so of 100 about 5 lie below .05 (binomial, 4 standard deviations: 9). */
    @Test void luckIsCalledLuck() {
        int few = 0;
        for (int n = 0; n < 100; n++) {
            RandomGenerator random = new Seed(4).child(n).generator();
            double[] logs = new double[60];
            int[] truth = new int[30];
            for (int k = 0; k < 30; k++) {
                double q = .05 + .9 * random.nextDouble();
                logs[2 * k] = Math.log(q);
                logs[2 * k + 1] = Math.log1p(-q);
                truth[k] = random.nextInt(2);
            }
            if (Decoding.of(logs, new double[] {.5, .5}, truth, trials(30), new Seed(n)).p() <= .05) few++;
        }
        assertThat(few).isBetween(1, 14);
    }

    /** Ten windows of each of four trials: permuted as trials there are 4! orders, and two conditions of two trials each are found again by one in six. */
    @Test void windowsOfATrialStayTogetherUnderTheNull() {
        int[] lengths = new int[40], source = IntStream.range(0, 40).map(k -> k / 10).toArray(), offset = IntStream.range(0, 40).map(k -> k % 10).toArray(), truth = IntStream.range(0, 40).map(k -> k / 20).toArray();
        Arrays.fill(lengths, 1);
        double[] logs = new double[80];
        for (int k = 0; k < 40; k++) {
            logs[2 * k + truth[k]] = Math.log(.9);
            logs[2 * k + 1 - truth[k]] = Math.log(.1);
        }
        Decoding d = Decoding.of(logs, new double[] {.5, .5}, truth, Units.of(new Design(lengths, .01, source, offset, null, null, null)), new Seed(5));
        assertThat(d.p()).isCloseTo(1 / 6., within(.05));
    }
}
