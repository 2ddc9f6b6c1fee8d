package org.spinspike.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinspike.io.Npy;
import org.spinspike.math.NamedArray;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/** The comparators of {@code golden/tensor/comparators.py} on spk8x10, to 1e-6: likelihoods, bits a spike, one-bin forecasts. */
class GlmGoldenTest {
    static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "tensor");
    static final SpikeTrains TRAIN = read("spk8x10_train.npy"), TEST = read("spk8x10_test.npy");

    @Test void constantRates() throws IOException {
        check("independent_static", new IndependentFamily(), Map.of());
    }

    @Test void ratesOverTime() throws IOException {
        check("independent_psth", new IndependentFamily(), Map.of("per-bin", "true"));
    }

    @Test void oneLag() throws IOException {
        check("kinetic_ising_lag1", new GlmFamily(), Map.of("lags", "1"));
    }

    @Test void twoLagsRunningSumFirstBinAndSameBin() throws IOException {
        check("visible_autoregression_lag2_samebin", new GlmFamily(), Map.of("lags", "2", "running-sum", "true", "first-bin", "true", "same-bin", "true"));
    }

    private static void check(String name, Family family, Map<String, String> options) throws IOException {
        JsonNode golden = new ObjectMapper().readTree(GOLDEN.resolve("comparators_spk8x10.json").toFile()).get(name);
        var fit = family.train(Training.of(TRAIN, Options.of(family.options(), options), new Seed(1)));
        Likelihood model = (Likelihood) fit.model();
        double test = mean(model.logProbability(TEST)), nothing = mean(RatesOverTime.constant(TRAIN).logProbabilityByBin(TEST)) * TEST.bins();
        assertThat(-test).isCloseTo(golden.get("test_nll").doubleValue(), within(1e-6));
        assertThat(fit.history().get(0).trainNats()).isCloseTo(golden.get("train_nll").doubleValue(), within(1e-6));
        double bits = (test - nothing) * TEST.trials() / TEST.spikes() / Math.log(2);
        assertThat(bits).isCloseTo(golden.get("bits_per_spike").doubleValue(), within(1e-6));

        double[] p = ((Forecasts) model).forecast(TEST, 1, new Seed(1)).p();
        int bins = TEST.bins(), n = TEST.neurons(), at = 0;
        double loss = 0;
        double[] scores = new double[TEST.trials() * (bins - 1) * n];
        boolean[] fires = new boolean[scores.length];
        for (int k = 0; k < TEST.trials(); k++)
            for (int t = 1; t < bins; t++)
                for (int i = 0; i < n; i++, at++) {
                    scores[at] = p[(k * bins + t) * n + i];
                    fires[at] = TEST.fires(k, t, i);
                    loss -= fires[at] ? Math.log(scores[at]) : Math.log1p(-scores[at]);
                }
        assertThat(loss / at).isCloseTo(golden.get("forecast_logloss_nats_per_bit").doubleValue(), within(1e-6));
        assertThat(areaUnderCurve(scores, fires)).isCloseTo(golden.get("forecast_auc").doubleValue(), within(1e-6));
    }

    /** Mann-Whitney with mid-ranks: the share of pairs in which the spike has the higher score, ties counting half. */
    private static double areaUnderCurve(double[] scores, boolean[] fires) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double ranks = 0, ones = 0;
        for (int a = 0; a < scores.length; a++) {
            if (!fires[a]) continue;
            ranks += (lower(sorted, scores[a]) + lower(sorted, Math.nextUp(scores[a])) + 1) / 2.;
            ones++;
        }
        return (ranks - ones * (ones + 1) / 2) / (ones * (scores.length - ones));
    }

    private static int lower(double[] sorted, double value) {
        int low = 0, high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < value) low = middle + 1; else high = middle;
        }
        return low;
    }

    private static double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }

    private static SpikeTrains read(String file) {
        NamedArray array = Npy.read(GOLDEN.resolve(file));
        int[] shape = array.shape();
        double[] v = array.doubles();
        return SpikeTrains.generate(shape[0], shape[1], shape[2], (k, t, i) -> v[(k * shape[1] + t) * shape[2] + i] != 0);
    }
}
