package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class SummaryTest {

    // ---- the reference raster

    @Test void agreesWithTheReferenceRaster() {
        golden(Raster.REAL, "stats_real");
        golden(Raster.GENERATED, "stats_generated");
    }

    private static void golden(SpikeTrains data, String group) {
        Summary s = Summary.of(data);
        close(s.covariance(), Raster.numbers(group, "cov"));
        close(s.correlation(), Raster.numbers(group, "correlation"));
        close(s.rates(), Raster.numbers(group, "firing_probability"));
        close(s.populationCount(), Raster.numbers(group, "k_probability"));
        close(s.lagCovariance(1), Raster.numbers(group, "lag1_cov_within_samples"));
        close(Summary.of(Raster.concatenated(data)).lagCovariance(1), Raster.numbers(group, "lag1_cov_concatenated"));
        double[] raw = Raster.numbers(group, "autocorrelogram_raw"), course = Raster.numbers(group, "time_course"), isi = Raster.numbers(group, "isi_mean_sd_count");
        for (int l = 1; l <= 10; l++) assertThat(s.autocorrelogramCounts()[l - 1]).isEqualTo((long) raw[10 + l]);
        for (int i = 0; i < data.neurons(); i++) {
            for (int t = 0; t < data.bins(); t++)
                assertThat(s.psthHz()[t * data.neurons() + i] * data.design().binSeconds()).isCloseTo(course[i * data.bins() + t], within(1e-12));
            assertThat(s.isiMeanSeconds()[i]).isCloseTo(.01 * isi[3 * i], within(1e-12));
            assertThat(s.isiSdSeconds()[i]).isCloseTo(.01 * isi[3 * i + 1], within(1e-12));
            assertThat(s.intervals()[i]).isEqualTo((long) isi[3 * i + 2]);
        }
    }

    // ---- by hand

    @Test void lagCovarianceHasTheEarlierNeuronFirst() {
        // neuron 0 fires in bin 0, neuron 1 follows in bin 1; pairs (t, t+1): 3. s0: 1 0 0, s1 one later: 1 0 0
        Summary s = Summary.of(SpikeTrains.generate(1, 4, 2, (k, t, i) -> t == i));
        assertThat(s.lagCovariance(1)[0 * 2 + 1]).isCloseTo(1 / 3.0, within(1e-15));      // (1 - 1 * 1 / 3) / 2
        assertThat(s.lagCovariance(1)[1 * 2 + 0]).isCloseTo(0, within(1e-15));            // neuron 0 never fires in bins 1..3
    }

    @Test void noPairReachesAcrossTrials() {                  // the last bin of a trial fires, the first of the next one, too
        Summary s = Summary.of(SpikeTrains.generate(5, 3, 1, (k, t, i) -> t != 1));
        assertThat(s.lagCovariance(1)[0]).isCloseTo(-2.5 / 9, within(1e-15));             // ten pairs (1,0),(0,1): (0 - 5 * 5 / 10) / 9
        assertThat(s.autocorrelogram()[0]).isZero();
        assertThat(s.autocorrelogram()[1]).isEqualTo(1);
    }

    @Test void noiseIsWhatTrialsDoNotShareWithinABin() {
        // two trials, one bin of clock 0 and 1 each; neurons fire together in trial 0 only, bin 1; neuron 0 fires in bin 0 of both
        SpikeTrains data = SpikeTrains.generate(2, 2, 2, (k, t, i) -> t == 0 ? i == 0 : k == 0);
        Summary s = Summary.of(data);
        // P = 1; clock 0: 2 * 0 / 2 = 0; clock 1: 1 * 1 / 2; degrees of freedom 2
        assertThat(s.noiseCovariance()[1]).isCloseTo((1 - .5) / 2, within(1e-15));
        assertThat(s.noiseCorrelation()[1]).isCloseTo(1, within(1e-15));
        assertThat(s.covariance()[1]).isCloseTo((1 - 3 * 1 / 4.0) / 3, within(1e-15));
        assertThat(s.signalCovariance()[1]).isCloseTo(1 / 12.0 - .25, within(1e-15));
    }

    @Test void irregularityIsOfNeighbouringIntervals() {       // intervals 1, 3, 2 in one trial, 4 alone in the other: pairs (1, 3) and (3, 2)
        int[][] spikes = {{0, 1, 4, 6}, {2, 6}};
        Summary s = Summary.of(SpikeTrains.generate(2, 8, 1, (k, t, i) -> java.util.Arrays.stream(spikes[k]).anyMatch(x -> x == t)));
        assertThat(s.cv2()[0]).isCloseTo((2 * 2 / 4. + 2 * 1 / 5.) / 2, within(1e-9));
        assertThat(s.localVariation()[0]).isCloseTo(3 * (1 / 4. + 1 / 25.) / 2, within(1e-9));
    }

    @Test void sparseIndependentSpikesAreIrregularLikeAPoissonProcess() {
        RandomGenerator random = new SplittableRandom(3);
        Summary s = Summary.of(SpikeTrains.generate(1, 400_000, 1, (k, t, i) -> random.nextDouble() < (t < 200_000 ? .01 : .03)));   // 8000 intervals; their rate changes, LV does not see it
        assertThat(s.localVariation()[0]).isCloseTo(1, within(.04));
        assertThat(s.cv2()[0]).isCloseTo(1, within(.03));
    }

    @Test void identicalTrialsHaveNoNoise() {
        SpikeTrains data = SpikeTrains.generate(40, 12, 5, (k, t, i) -> (t * 7 + i * 3) % 5 < 2);
        assertThat(Summary.of(data).noiseCovariance()).containsOnly(0);
        assertThat(Summary.of(data).psthErrorHz()).containsOnly(0);
        close(Summary.of(data).signalCovariance(), Summary.of(data).covariance());
    }

    @Test void independentNeuronsHaveNoNoiseCorrelationButASignalOne() {
        RandomGenerator random = new SplittableRandom(5);
        int trials = 2000, bins = 10, n = 4;
        SpikeTrains data = SpikeTrains.generate(trials, bins, n, (k, t, i) -> random.nextDouble() < (t < 5 ? .1 : .5));
        Summary s = Summary.of(data);
        double sigma = 1 / Math.sqrt(trials * bins);
        for (double r : s.upper(s.noiseCorrelation())) assertThat(r).isCloseTo(0, within(4 * sigma));
        for (double r : s.upper(s.signalCorrelation())) assertThat(r).isCloseTo(.04 / .21, within(5 * sigma));   // var of rates .04, total .3 * .7
    }

    @Test void whatIsUndefinedIsMarkedAndCounted() {
        Summary s = Summary.of(SpikeTrains.generate(3, 4, 4, (k, t, i) -> i == 0 ? t % 2 == 0 : i == 1 ? t == k : i == 3));   // 2 silent, 3 always on
        assertThat(s.undefinedPairs()).isEqualTo(5);
        assertThat(s.correlation()[0 * 4 + 2]).isNaN();
        assertThat(s.correlation()[3 * 4 + 3]).isNaN();
        assertThat(s.correlation()[0 * 4 + 0]).isEqualTo(1);
        assertThat(s.correlation()[0 * 4 + 1]).isFinite();
        assertThat(s.covariance()[0 * 4 + 2]).isZero();
        assertThat(s.isiMeanSeconds()[2]).isNaN();
        assertThat(s.withoutInterval()).isEqualTo(.5);        // the silent one, and neuron 1 fires once a trial
    }

    @Test void neuronsNeverObservedAreUndefinedNotSilent() {
        var builder = new SpikeTrains.Builder(Design.plain(3, 4, .01), Neurons.unnamed(2));
        for (int k = 0; k < 3; k++) for (int t = 0; t < 4; t++) builder.unobserved(k, t, 1).set(k, (t + k) % 2 * 2, 0);
        Summary s = Summary.of(builder.build());
        assertThat(s.rates()[0]).isFinite();
        assertThat(s.rates()[1]).isNaN();
        assertThat(s.covariance()[1]).isNaN();
        assertThat(s.populationCount()).containsOnly(Double.NaN);
        assertThat(s.noiseCovariance()).containsOnly(Double.NaN);
        assertThat(s.psthHz()[1]).isNaN();
    }

    @Test void oneTrialHasNoSignalAndNoNoise() {
        assertThatIllegalArgumentException().isThrownBy(() -> Summary.of(SpikeTrains.generate(1, 9, 2, (k, t, i) -> t % 2 == i)).noiseCovariance())
                .withMessageContaining("several trials on one clock");
    }

    // ---- against the plain definitions, ragged, masked, windowed, beyond one word of neurons and of time

    @Test void raggedMaskedWindowsFollowThePlainDefinitions() {
        check(random(3, 9, 14, .3, true, true));
        check(random(4, 7, 30, .4, true, false));
        check(random(70, 4, 12, .2, false, true));
        check(random(3, 3, 150, .3, true, true));
        check(random(5, 6, 60, .3, true, true).cut(13, 2));
        check(random(4, 1, 400, .3, false, true).cut(20, 0));
    }

    private static void check(SpikeTrains data) {
        PlainSummary plain = new PlainSummary(data);
        Summary s = new Summary(Tallies.of(data, org.spinspike.spikes.Units.of(data.design()), 3).total());
        int n = data.neurons();
        close(s.populationCount(), plain.populationCount());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double[] pair = {s.covariance()[i * n + j], s.correlation()[i * n + j], s.lagCovariance(1)[i * n + j], s.lagCovariance(3)[i * n + j]};
                close(pair, plain.lagCovariance(i, j, 0), plain.correlation(i, j), plain.lagCovariance(i, j, 1), plain.lagCovariance(i, j, 3));
                if (s.aligned()) close(new double[] {s.noiseCovariance()[i * n + j]}, plain.noise(i, j));
            }
            assertThat(s.cv2()[i]).isCloseTo(plain.cv2(i), within(1e-8));
            assertThat(s.localVariation()[i]).isCloseTo(plain.localVariation(i), within(1e-8));
            List<Integer> intervals = plain.intervals(i);
            double mean = intervals.stream().mapToInt(x -> x).average().orElse(Double.NaN);
            double square = intervals.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElse(Double.NaN);
            double width = data.design().binSeconds();
            close(new double[] {s.isiMeanSeconds()[i], s.isiSdSeconds()[i]}, width * mean, width * Math.sqrt(square));
            int[] windows = Summary.fanoWindows();
            for (int w = 0; w < windows.length; w++) close(new double[] {s.fano()[w * n + i]}, plain.fano(i, windows[w]));
        }
        for (int lag = 1; lag <= 10; lag++) close(new double[] {s.autocorrelogram()[lag - 1]}, plain.autocorrelogram(lag));
    }

    static SpikeTrains random(int neurons, int trials, int bins, double p, boolean ragged, boolean masked) {
        RandomGenerator random = new SplittableRandom(neurons * 31L + trials);
        int[] lengths = new int[trials];
        Arrays.setAll(lengths, k -> ragged ? 1 + random.nextInt(bins) : bins);
        var builder = new SpikeTrains.Builder(new Design(lengths, .02, null, null, null, null, null), Neurons.unnamed(neurons));
        for (int k = 0; k < trials; k++)
            for (int t = 0; t < lengths[k]; t++)
                for (int i = 0; i < neurons; i++) {
                    if (random.nextDouble() < p * (1 + i % 3) / 2) builder.set(k, t, i);
                    if (masked && random.nextDouble() < .3 / neurons) builder.unobserved(k, t, i);
                }
        return builder.build();
    }

    private static void close(double[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int x = 0; x < actual.length; x++) {
            if (Double.isNaN(expected[x])) assertThat(actual[x]).as("entry %d", x).isNaN();
            else assertThat(actual[x]).as("entry %d", x).isCloseTo(expected[x], within(1e-12));
        }
    }
}
