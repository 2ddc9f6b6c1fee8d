package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.ising.Enumeration;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

class TimeReversalTest {
    private static final IsingNetwork ASYMMETRIC = new IsingNetwork(new double[] {-.3, .1, -.2}, new double[] {.2, .9, -.4, -.7, .1, .8, .6, -.5, 0});
    private static final IsingNetwork SYMMETRIC = new IsingNetwork(new double[] {-.3, .1, -.2}, new double[] {.2, .6, -.4, .6, .1, .5, -.4, .5, 0});

    // ---- the reference raster

    @Test void wordsOfTheReferenceRasterFollowEachOtherAsItSays() {
        WordTransitions words = words(Raster.REAL);
        int trials = Raster.REAL.trials();
        long[] train = words.sum(0, each(trials, 1)), test = words.sum(1, each(trials, 1)), all = new long[train.length];
        for (int x = 0; x < all.length; x++) all[x] = train[x] + test[x];
        double[] expected = Raster.numbers("time_reversal", "transition_counts_all"), f = words.logRatio(train, Raster.number("time_reversal", "alpha"));
        for (int x = 0; x < all.length; x++) assertThat(all[x]).isEqualTo((long) expected[x]);
        assertThat(mean(all, words.logRatio(all, .5))).isCloseTo(Raster.number("time_reversal", "plugin_nats_per_step"), within(1e-14));
        assertThat(mean(test, f)).isCloseTo(Raster.number("time_reversal", "crossfit_train_even_test_odd"), within(1e-14));
        assertThat(mean(words.sum(1, each(trials, -1)), f)).isCloseTo(Raster.number("time_reversal", "crossfit_on_time_reversed_test"), within(1e-14));
        double lost = 0;
        for (int x = 0; x < test.length; x++) lost += test[x] * Math.exp(-f[x]);
        assertThat(mean(test, f) + 1 - lost / WordTransitions.total(test)).isCloseTo(Raster.number("time_reversal", "crossfit_lower_bound"), within(1e-14));
    }

    @Test void bothWaysRoundArePooled() {
        TimeReversal r = TimeReversal.of(Raster.REAL, new int[] {0, 1}, new Seed(1));
        WordTransitions words = words(Raster.REAL);
        long[] even = words.sum(0, each(Raster.REAL.trials(), 1)), odd = words.sum(1, each(Raster.REAL.trials(), 1));
        double[] f = words.logRatio(even, .5), g = words.logRatio(odd, .5);
        double above = 0, below = 0;
        for (int x = 0; x < even.length; x++) {
            above += odd[x] * f[x] + even[x] * g[x];
            below += odd[x] * (1 - Math.exp(-f[x])) + even[x] * (1 - Math.exp(-g[x]));
        }
        double steps = WordTransitions.total(even) + WordTransitions.total(odd);
        assertThat(r.estimate().value()).isCloseTo(above / steps, within(1e-13));
        assertThat(r.bound().value()).isCloseTo((above + below) / steps, within(1e-13));
    }

    // ---- known truth

    @Test void aCycleOfThreeWordsGivesItsEntropyProduction() {   // words 10, 01, 11 in turn with probability .7, the other way round with .3
        RandomGenerator random = new SplittableRandom(2);
        int[][] state = new int[200][300];
        for (int[] trial : state) {
            trial[0] = random.nextInt(3);
            for (int t = 1; t < trial.length; t++) trial[t] = (trial[t - 1] + (random.nextDouble() < .7 ? 1 : 2)) % 3;
        }
        SpikeTrains data = SpikeTrains.generate(200, 300, 2, (k, t, i) -> state[k][t] == 2 || state[k][t] == i);
        TimeReversal r = TimeReversal.of(data, new int[] {0, 1}, new Seed(1));
        double truth = .4 * Math.log(.7 / .3);
        assertThat(r.estimate().value()).isCloseTo(truth, within(.02));
        assertThat(r.estimate().ninetyFive().covers(truth)).isTrue();
        assertThat(r.bound().value()).isCloseTo(truth, within(.02));     // the bound is reached by the true f
        assertThat(r.p()).isEqualTo(.001);
        assertThat(r.shuffledBins()).isCloseTo(0, within(.002));
        assertThat(r.shuffledTrials().orElseThrow()).isLessThan(.6 * truth);
    }

    @Test void intervalsCoverTheFlowOfAKnownNetwork() {
        IsingNetwork weak = ASYMMETRIC.scaled(.4);
        double truth = Enumeration.stationary(weak).flow();
        int covered = 0;
        for (int s = 0; s < 100; s++) if (TimeReversal.of(sample(weak, 60, 150, s), new int[] {0, 1, 2}, new Seed(s)).estimate().ninety().covers(truth)) covered++;
        assertThat(covered).isBetween(82, 97);               // of 90, three standard errors
    }

    @Test void aStrongArrowIsUnderestimatedUntilItsRarestTransitionsAreSeen() {
        double truth = Enumeration.stationary(ASYMMETRIC).flow(), few = estimate(ASYMMETRIC, 40), many = estimate(ASYMMETRIC, 2000);
        assertThat(truth).isGreaterThan(4);
        assertThat(few).isLessThan(.97 * truth);
        assertThat(many).isCloseTo(truth, within(.02));
    }

    @Test void symmetricCouplingsHaveNoArrow() {
        assertThat(Enumeration.stationary(SYMMETRIC).flow()).isCloseTo(0, within(1e-12));
        TimeReversal r = TimeReversal.of(sample(SYMMETRIC, 60, 200, 5), new int[] {0, 1, 2}, new Seed(1));
        assertThat(r.p()).isGreaterThan(.01);
        assertThat(r.estimate().ninetyFive().covers(0)).isTrue();
        assertThat(r.nullLow()).isNegative();
        assertThat(r.nullHigh()).isPositive();
    }

    @Test void readBackwardsThePooledEstimateIsTheSameAndTheFixedOneChangesItsSign() {
        SpikeTrains data = sample(ASYMMETRIC, 20, 100, 3);
        WordTransitions words = WordTransitions.of(data, Units.of(data.design())), back = WordTransitions.of(data.reversed(), Units.of(data.design()));
        double[] f = words.logRatio(words.sum(0, each(20, 1)), .5);
        assertThat(mean(back.sum(1, each(20, 1)), f)).isCloseTo(-mean(words.sum(1, each(20, 1)), f), within(1e-15));
        assertThat(mean(words.sum(1, each(20, -1)), f)).isCloseTo(-mean(words.sum(1, each(20, 1)), f), within(1e-15));
        assertThat(TimeReversal.values(back, each(20, 1))[0]).isCloseTo(TimeReversal.values(words, each(20, 1))[0], within(1e-14));
        int[] twice = each(20, 1);
        twice[4] = 2;
        assertThat(WordTransitions.total(words.sum(0, twice)) - WordTransitions.total(words.sum(0, each(20, 1)))).isEqualTo(99);
    }

    @Test void pIsTheShareOfTurnedRecordingsThatReachTheEstimate() {              // all 2^8 ways to turn 8 trials
        for (int s = 0; s < 3; s++) {
            SpikeTrains data = sample(ASYMMETRIC.scaled(.2), 8, 60, s);
            WordTransitions words = WordTransitions.of(data, Units.of(data.design()));
            double found = TimeReversal.values(words, each(8, 1))[0];
            int reached = 0;
            for (int turned = 0; turned < 256; turned++) {
                int bits = turned;
                if (TimeReversal.values(words, IntStream.range(0, 8).map(u -> (bits >> u & 1) == 1 ? -1 : 1).toArray())[0] >= found) reached++;
            }
            double share = reached / 256.;
            assertThat(TimeReversal.of(data, new int[] {0, 1, 2}, new Seed(s)).p()).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / 999) + .001));
        }
    }

    @Test void ofReversibleRecordingsThePValueIsUniform() {
        int recordings = 200;
        double[] p = IntStream.range(0, recordings).mapToDouble(s -> TimeReversal.of(sample(SYMMETRIC.scaled(.3), 20, 25, s), new int[] {0, 1}, new Seed(s)).p()).sorted().toArray();
        double distance = IntStream.range(0, recordings).mapToDouble(n -> Math.max(Math.abs(p[n] - n / (double) recordings), Math.abs(p[n] - (n + 1.) / recordings))).max().orElseThrow();
        assertThat(distance).isLessThan(1.63 / Math.sqrt(recordings));                    // Kolmogorov and Smirnov, 1 %
    }

    // ---- edges

    @Test void fewTrialsAndSingleBinsAreNamed() {
        assertThat(TimeReversal.obstacle(SpikeTrains.generate(3, 9, 2, (k, t, i) -> t % 2 == i), new int[] {0}).orElseThrow()).contains("--cut");
        assertThat(TimeReversal.obstacle(SpikeTrains.generate(9, 1, 2, (k, t, i) -> k % 2 == i), new int[] {0}).orElseThrow()).contains("one bin");
        var hidden = new SpikeTrains.Builder(org.spinspike.spikes.Design.plain(6, 3, .01), org.spinspike.spikes.Neurons.unnamed(2));
        for (int k = 0; k < 6; k++) hidden.set(k, 0, 0).unobserved(k, 1, 1);
        assertThat(TimeReversal.obstacle(hidden.build(), new int[] {0, 1}).orElseThrow()).contains("too few bins in a row");
        assertThat(TimeReversal.obstacle(hidden.build(), new int[] {0})).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> TimeReversal.of(SpikeTrains.generate(3, 9, 2, (k, t, i) -> t % 2 == i), new int[] {0}, new Seed(1)));
    }

    @Test void unobservedBinsAreNoPartOfATransition() {
        var builder = new SpikeTrains.Builder(org.spinspike.spikes.Design.plain(1, 5, .01), org.spinspike.spikes.Neurons.unnamed(2));
        SpikeTrains data = builder.set(0, 0, 0).set(0, 1, 1).unobserved(0, 2, 1).set(0, 4, 0).build();
        WordTransitions words = WordTransitions.of(data, new Units(new int[1], 1));
        assertThat(WordTransitions.total(words.counts()[0])).isEqualTo(2);      // 10 -> 01 and 00 -> 10
        assertThat(words.counts()[0][4 * 2 + 1]).isEqualTo(1);
        assertThat(words.counts()[0][4 * 0 + 2]).isEqualTo(1);
    }

    private static WordTransitions words(SpikeTrains data) {
        SpikeTrains two = data.selectNeurons(new int[] {0, 1});
        return WordTransitions.of(two, new Units(IntStream.range(0, data.trials()).toArray(), data.trials()));
    }

    private static double mean(long[] n, double[] f) { return WordTransitions.dot(n, f) / WordTransitions.total(n); }

    private static double estimate(IsingNetwork network, int trials) {
        SpikeTrains data = sample(network, trials, 150, 1);
        return TimeReversal.values(WordTransitions.of(data, Units.of(data.design())), each(trials, 1))[0];
    }

    private static int[] each(int units, int weight) {
        int[] weights = new int[units];
        java.util.Arrays.fill(weights, weight);
        return weights;
    }

    /** Trials of the stationary network: thirty steps go before each. */
    private static SpikeTrains sample(IsingNetwork network, int trials, int bins, int seed) {
        int n = network.neurons();
        RandomGenerator random = new SplittableRandom(seed);
        boolean[][] spins = new boolean[trials * bins][];
        for (int k = 0; k < trials; k++) {
            boolean[] state = new boolean[n];
            for (int t = -30; t < bins; t++) {
                boolean[] next = new boolean[n];
                for (int i = 0; i < n; i++) {
                    double h = network.fields()[i];
                    for (int j = 0; j < n; j++) h += network.couplings()[i * n + j] * (state[j] ? 1 : -1);
                    next[i] = random.nextDouble() < 1 / (1 + Math.exp(-2 * h));
                }
                state = next;
                if (t >= 0) spins[k * bins + t] = state;
            }
        }
        return SpikeTrains.generate(trials, bins, n, (k, t, i) -> spins[k * bins + t][i]);
    }
}
