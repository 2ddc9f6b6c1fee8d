package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class ComparisonTest {
    private static final Simulated TRUTH = new Simulated(5, 1, 1);
    private static final Comparison.Settings LIGHT = new Comparison.Settings(8, 60, 100, .9);
    private static final SpikeTrains TRAIN = TRUTH.sample(120, 20, new Seed(1)), TEST = TRUTH.sample(30, 20, new Seed(2));

    @Test void theTruthIsWithinTheFloorAndIndependentNeuronsAreNot() {
        Comparison comparison = Comparison.of(TRAIN, TEST, LIGHT, new Seed(3));
        double[] rates = Summary.of(TRAIN).rates();
        List<Score> independent = comparison.score(m -> Simulated.independent(rates, TEST.design(), new Seed(4).child(m)));
        for (Judgement j : comparison.judge(m -> TRUTH.sample(TEST.design(), new Seed(5).child(m)), independent)) {
            assertThat(j.withinFloor()).as(j.statistic()).isTrue();
            assertThat(j.low()).isLessThanOrEqualTo(j.value());
            assertThat(j.high()).isGreaterThanOrEqualTo(j.value());
        }
        for (Judgement j : comparison.judge(independent, independent)) {
            if (List.of("correlation", "noise-correlation", "population-count-js", "lag-covariance").contains(j.statistic())) {
                assertThat(j.withinFloor()).as(j.statistic()).isFalse();
                assertThat(j.separates()).as(j.statistic()).isTrue();
                assertThat(j.scaled()).isEqualTo(1);
            }
            if (j.statistic().equals("rate")) assertThat(j.separates()).isFalse();      // independent neurons have the right rates
        }
    }

    @Test void scaledIsTheShareOfTheWayFromTheFloorToIndependentNeurons() {
        Floor floor = new Floor("rate", "Hz", new double[] {2}, 2, 3);
        Judgement near = Judgement.of(score(4), floor, 10), hidden = Judgement.of(score(3), floor, 3.9), absurd = Judgement.of(score(3), floor, 1);
        assertThat(near.scaled()).isEqualTo(.25);
        assertThat(near.separates()).isTrue();
        assertThat(near.withinFloor()).isFalse();
        assertThat(hidden.separates()).isFalse();
        assertThat(absurd.separates()).isFalse();
        assertThat(absurd.scaled()).isNaN();
    }

    private static Score score(double value) { return new Score("rate", "Hz", "", value, new Interval(value - 1, value + 1, .9), new double[] {value}, 0); }

    @Test void theFloorIsBetweenEquallyManyTrials() {       // with a training set as large as the test set there is one draw: all of it
        SpikeTrains train = TRUTH.sample(30, 20, new Seed(9));
        Comparison comparison = Comparison.of(train, TEST, LIGHT, new Seed(3));
        assertThat(comparison.thinFloor()).isTrue();
        double expected = StandardStatistics.named("rate").between(Summary.of(TEST), Summary.of(train));
        assertThat(comparison.floors().get(0).draws()).containsOnly(expected);
        assertThat(comparison.floors().get(0).q95()).isEqualTo(expected);
        assertThatIllegalArgumentException().isThrownBy(() -> Comparison.of(TEST, TRAIN, LIGHT, new Seed(3))).withMessageContaining("120 needed, 30 there");
    }

    @Test void theSameSeedGivesTheSameBytesOnAnyNumberOfThreads() throws Exception {
        assertThat(on(3)).isEqualTo(on(1));
    }

    private static List<String> on(int threads) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> {
                Comparison comparison = Comparison.of(TRAIN, TEST, LIGHT, new Seed(3));
                List<Score> scores = comparison.score(m -> TRUTH.sample(TEST.design(), new Seed(5).child(m)));
                return comparison.judge(scores, scores).stream().map(Judgement::toString).toList();
            }).get();
        } finally {
            pool.shutdown();
        }
    }

    @Test void samplesAreSeenThroughTheMaskOfTheTestSet() {
        // the second neuron was lost half way through every test trial; the model knows nothing of it
        SpikeTrains test = hidden(TEST), train = hidden(TRAIN);
        Comparison comparison = Comparison.of(train, test, LIGHT, new Seed(3));
        List<Score> scores = comparison.score(m -> TRUTH.sample(test.design(), new Seed(5).child(m)));
        List<Score> hiddenBefore = comparison.score(m -> hidden(TRUTH.sample(test.design(), new Seed(5).child(m))));
        for (int s = 0; s < scores.size(); s++) {
            assertThat(scores.get(s).value()).as(scores.get(s).statistic()).isEqualTo(hiddenBefore.get(s).value()).isLessThanOrEqualTo(comparison.floors().get(s).q95());
            assertThat(scores.get(s).leftOut()).isEqualTo(switch (scores.get(s).statistic()) {
                case "psth" -> 10;
                case "fano" -> 6;                         // no trial holds 50 bins, no window of 20 was seen whole of neuron 1
                default -> 0;
            });
        }
    }

    private static SpikeTrains hidden(SpikeTrains data) {
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < data.neurons(); i++) {
                    if (i == 1 && t >= 10) builder.unobserved(k, t, i);
                    else if (data.fires(k, t, i)) builder.set(k, t, i);
                }
        return builder.build();
    }

    @Test void oneLongRecordingIsComparedInBlocksOfEqualSize() {
        SpikeTrains windows = TRUTH.sample(Design.plain(1, 6000, .01), new Seed(1)).cut(20, 0);     // 300 windows of one trial
        int[] first = java.util.stream.IntStream.range(0, 240).toArray(), last = java.util.stream.IntStream.range(240, 300).toArray();
        Comparison comparison = Comparison.of(windows.select(first), windows.select(last), LIGHT, new Seed(3));
        assertThat(comparison.units()).isEqualTo(20);             // blocks of three windows
        assertThat(comparison.statistics()).extracting(Statistic::name).doesNotContain("psth", "noise-correlation").contains("correlation");
    }

    @Test void silentNeuronsAreLeftOutAndCounted() {
        SpikeTrains train = withSilent(TRAIN), test = withSilent(TEST);
        Comparison comparison = Comparison.of(train, test, List.of(StandardStatistics.named("correlation"), StandardStatistics.named("isi-mean")), LIGHT, new Seed(3));
        List<Score> scores = comparison.score(m -> withSilent(TRUTH.sample(TEST.design(), new Seed(5).child(m))));
        assertThat(scores.get(0).leftOut()).isEqualTo(5);
        assertThat(scores.get(1).leftOut()).isEqualTo(1);
        assertThat(scores).allSatisfy(s -> assertThat(s.value()).isPositive().isFinite());
    }

    private static SpikeTrains withSilent(SpikeTrains data) {
        return SpikeTrains.generate(data.design(), Neurons.unnamed(6), (k, t, i) -> i < 5 && data.fires(k, t, i));
    }

    @Test void aSampleOfOtherShapeIsRefused() {
        Comparison comparison = Comparison.of(TRAIN, TEST, LIGHT, new Seed(3));
        assertThatIllegalArgumentException().isThrownBy(() -> comparison.score(m -> TRAIN)).withMessageContaining("trials of sample set 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Comparison.of(TRAIN, new Simulated(4, 1, 1).sample(10, 20, new Seed(1)), LIGHT, new Seed(3)))
                .withMessageContaining("neurons");
    }

    @Test void divergencesAreInNats() {
        assertThat(Distances.js(new double[] {1, 0}, new double[] {0, 1})).isCloseTo(Math.log(2), within(1e-15));
        assertThat(Distances.kl(new double[] {.5, .5, 0}, new double[] {.25, .5, .25})).isCloseTo(.5 * Math.log(2), within(1e-15));
        assertThat(Distances.rmse(new double[] {1, Double.NaN, 3}, new double[] {0, 5, 0})).isCloseTo(Math.sqrt(5), within(1e-15));
        assertThat(Distances.rmse(new double[] {Double.NaN}, new double[] {0})).isNaN();
        // KL goes from the model to the data: a model that fires together where the data never do is dear
        Summary data = Summary.of(SpikeTrains.generate(50, 4, 2, (k, t, i) -> t == i)), model = Summary.of(SpikeTrains.generate(50, 4, 2, (k, t, i) -> t == 0));
        double p0 = (100 + .5) / 201.5, p1 = (100 + .5) / 201.5, p2 = .5 / 201.5, q0 = (150 + .5) / 201.5, q1 = .5 / 201.5, q2 = (50 + .5) / 201.5;
        assertThat(StandardStatistics.named("population-count-kl").between(data, model))
                .isCloseTo(q0 * Math.log(q0 / p0) + q1 * Math.log(q1 / p1) + q2 * Math.log(q2 / p2), within(1e-12));
    }

    @Test void anUnknownStatisticIsToldTheNames() {
        assertThatIllegalArgumentException().isThrownBy(() -> StandardStatistics.named("rates")).withMessageContaining("rate, covariance");
    }
}
