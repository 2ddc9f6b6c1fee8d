package org.spinspike.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SharedTest {
    /** Two bits with p(00) .5, p(01) .1, p(10) .15, p(11) .25, and each word as often as it should be: 100 samples of them, 100 of the product of the marginals. */
    private static final double[] P = {.5, .1, .15, .25}, APART = {.39, .21, .26, .14};

    private static double[] densities(double[] share) {
        double[] out = new double[100];
        for (int w = 0, at = 0; w < 4; w++) for (int n = 0; n < Math.round(100 * share[w]); n++) out[at++] = Math.log(P[w] / APART[w]);
        return out;
    }

    private static double mean(double[] x) { return java.util.Arrays.stream(x).average().orElseThrow(); }

    @Test void theControlVariateLeavesTheMeanAndTakesMostOfTheError() {
        double[] together = densities(P), apart = densities(APART);
        Shared shared = Shared.sampled(together, apart);
        assertThat(shared.nats()).isCloseTo(mean(together), within(1e-15)).isCloseTo(.11248, within(1e-5));
        assertThat(shared.nullNats()).isCloseTo(mean(apart), within(1e-15)).isNegative();
        double variance = 0;
        for (double d : together) variance += (d - shared.nats()) * (d - shared.nats()) / 99;
        assertThat(shared.standardError()).isPositive().isLessThan(.3 * Math.sqrt(variance / 100));
        assertThat(shared.exact()).isFalse();
    }

    /** Where a word of the product law cannot be, E exp(-d) is less than 1 and nothing may be added. */
    @Test void whereSomethingIsImpossibleTheMeanIsPlain() {
        Shared shared = Shared.sampled(new double[] {.1, .2, .6}, new double[] {.1, Double.NEGATIVE_INFINITY, 0});
        assertThat(shared.nats()).isCloseTo(.3, within(1e-15));
        assertThat(shared.standardError()).as("sqrt((.04 + .01 + .09) / 2 / 3)").isCloseTo(Math.sqrt(.14 / 6), within(1e-15));
        assertThat(shared.nullNats()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** Two bits that agree but once in 400 times: samples that all agree know nothing of the 200 that carry E exp(-d), and must not be corrected by them. */
    @Test void strongCouplingIsNotCorrectedByWhatFewSamplesMiss() {
        double agree = Math.log(.49875 / .25), differ = Math.log(.00125 / .25);
        double[] together = new double[50], apart = new double[50];
        for (int n = 0; n < 50; n++) {
            together[n] = agree + 1e-3 * Math.sin(n);
            apart[n] = n % 2 == 0 ? agree : differ;
        }
        Shared shared = Shared.sampled(together, apart);
        assertThat(shared.nats()).isCloseTo(mean(together), within(1e-15));
        assertThat(shared.nullNats()).isCloseTo((agree + differ) / 2, within(.1));
    }

    @Test void wherePartsKnowNothingOfEachOtherThereIsNoError() {
        Shared shared = Shared.sampled(new double[5], new double[5]);
        assertThat(new double[] {shared.nats(), shared.standardError(), shared.nullNats(), shared.nullStandardError()}).containsOnly(0);
    }
}
