package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

class TwoSampleTest {
    private static Units each(int trials) { return Units.of(Design.plain(trials, 1, .01)); }

    /** By hand: two points against three on a line, 0, 1 | 3, 4, 7; distances 1 3 4 7 2 3 6 1 4 3, median 3. */
    @Test void discrepancyIsThatOfAHandCalculation() {
        double[] x = {0, 1, 3, 4, 7}, d = new double[25];
        for (int k = 0; k < 5; k++) for (int j = 0; j < 5; j++) d[5 * k + j] = Math.abs(x[k] - x[j]);
        double within = Math.exp(-1 / 3.), other = (Math.exp(-1 / 3.) + Math.exp(-4 / 3.) + Math.exp(-1.)) / 3;
        double across = (Math.exp(-1) + Math.exp(-4 / 3.) + Math.exp(-7 / 3.) + Math.exp(-2 / 3.) + Math.exp(-1) + Math.exp(-2)) / 6;
        assertThat(KernelTest.of(d, each(5), 2, new Seed(1)).mmd2()).isCloseTo(within + other - 2 * across, within(1e-12));
    }

    /** Two sides far apart, four trials each: of the 70 ways to hand trials out two are as far, so p is near 2 / 70. */
    @Test void distinctSidesHaveTheSmallestPThereIs() {
        double[] d = new double[64];
        for (int k = 0; k < 8; k++) for (int j = 0; j < 8; j++) d[8 * k + j] = k == j ? 0 : k < 4 == j < 4 ? 1 : 9;
        assertThat(KernelTest.of(d, each(8), 4, new Seed(2)).p()).isCloseTo(2 / 70., within(4 * Math.sqrt(2 / 70. / 999)));
    }

    /** By hand: 3 of 6 entries differ between the first two; of the third two entries were seen, one of them differs from the first. */
    @Test void distancesCountWhatBothHaveSeen() {
        var builder = new SpikeTrains.Builder(Design.plain(3, 2, .01), Neurons.unnamed(3)).set(0, 0, 0).set(0, 1, 2).set(1, 1, 1).set(2, 0, 0).set(2, 0, 1);
        for (int e = 2; e < 6; e++) builder.unobserved(2, e / 3, e % 3);
        double[] d = TrialDistances.hamming(builder.build());
        assertThat(d).containsExactly(0, 3, 3, 3, 0, 6, 3, 6, 0);
    }

    /** One spike against none, bins 0..2: the smoothed train is w(t) over the weights in reach, squared and summed. */
    @Test void smoothedDistancesAreThoseOfAHandCalculation() {
        var builder = new SpikeTrains.Builder(Design.plain(2, 3, .01), Neurons.unnamed(1)).set(0, 0, 0);
        double a = Math.exp(-1 / 8.), b = Math.exp(-4 / 8.);
        double expected = Math.pow(1 / (1 + a + b), 2) + Math.pow(a / (1 + 2 * a), 2) + Math.pow(b / (1 + a + b), 2);
        assertThat(TrialDistances.smoothed(builder.build())[1]).isCloseTo(expected, within(1e-6));
    }

    /** 200 pairs of sets of one law: no p-value is smaller than uniform beyond what a one-sided Kolmogorov-Smirnov test at 1 % allows, sqrt(ln 100 / 2 / 200). */
    @Test void pValuesOfEqualLawsAreSuperUniform() {
        double[][] p = new double[5][200];
        for (int r = 0; r < 200; r++) {
            TwoSample two = TwoSample.of(drawn(14, .5, new Seed(3).child(r).child(0)), drawn(12, .5, new Seed(3).child(r).child(1)), new Seed(r));
            for (int t = 0; t < 4; t++) p[t][r] = two.tests().get(t).p();
            p[4][r] = two.any();
        }
        for (double[] values : p) {
            Arrays.sort(values);
            double over = IntStream.range(0, 200).mapToDouble(x -> (x + 1) / 200. - values[x]).max().orElseThrow();
            assertThat(over).isLessThan(Math.sqrt(Math.log(100) / 2 / 200));
        }
    }

    /** 60 trials judged: 1/2 and four standard deviations are .76. */
    @Test void pairsThatFireTogetherAreToldFromPairsThatDoNot() {
        TwoSample two = TwoSample.of(drawn(60, .9, new Seed(4)), drawn(60, 0, new Seed(5)), new Seed(6));
        assertThat(two.tests().get(2).p()).as("logistic, which sees the population count").isEqualTo(.001);
        assertThat(two.tests().get(2).value()).isGreaterThan(.76);
        assertThat(two.any()).isEqualTo(.004);
        assertThat(two.trials()).isEqualTo(60);
    }

    /** 40 trials judged: 1/2 and four standard deviations are .82. */
    @Test void theNearestNeighboursFindOtherRates() {
        SpikeTrains rare = SpikeTrains.generate(40, 6, 4, new Coin(.1, 7)), often = SpikeTrains.generate(40, 6, 4, new Coin(.6, 8));
        TwoSample two = TwoSample.of(rare, often, new Seed(9));
        for (TwoSample.Test test : two.tests()) assertThat(test.p()).as(test.name()).isEqualTo(.001);
        assertThat(two.tests().get(3).value()).isGreaterThan(.82);
    }

    @Test void tooFewTrialsAndOtherLengthsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TwoSample.of(drawn(3, 0, new Seed(1)), drawn(9, 0, new Seed(2)), new Seed(3))).withMessageContaining("at least 4 trials");
        assertThatIllegalArgumentException().isThrownBy(() -> TwoSample.of(drawn(9, 0, new Seed(1)), SpikeTrains.generate(9, 5, 4, (k, t, i) -> false), new Seed(3))).withMessageContaining("equal length");
    }

    private record Coin(double p, long seed) implements SpikeTrains.Rule {
        @Override public boolean fires(int k, int t, int i) { return new Seed(seed).child(k).child(100 * t + i).generator().nextDouble() < p; }
    }

    /** Four neurons, six bins, rate .3; neuron 1 repeats neuron 0 and 3 repeats 2 with this probability. */
    private static SpikeTrains drawn(int trials, double together, Seed seed) {
        var builder = new SpikeTrains.Builder(Design.plain(trials, 6, .01), Neurons.unnamed(4));
        RandomGenerator random = seed.generator();
        for (int k = 0; k < trials; k++)
            for (int t = 0; t < 6; t++)
                for (int i = 0; i < 4; i += 2) {
                    boolean first = random.nextDouble() < .3, second = random.nextDouble() < together ? first : random.nextDouble() < .3;
                    if (first) builder.set(k, t, i);
                    if (second) builder.set(k, t, i + 1);
                }
        return builder.build();
    }
}
