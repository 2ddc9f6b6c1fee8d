package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.PairProbabilities;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/** Against brute force over 256 configurations, and against the NumPy program on a trained chain of 80 sites. */
@org.junit.jupiter.api.Tag("fallback")
class MpsGoldenTest {
    private static final NamedArrays TINY = Golden.npz("tiny_real");
    private static final Mps CHAIN = Golden.mps(TINY, "A");
    private static final MpsModel MODEL = MpsModel.of(CHAIN, 2, 4);

    /** Every configuration; site 0 is the most significant bit. */
    private static SpikeTrains configurations() { return SpikeTrains.generate(256, 4, 2, (k, t, i) -> bit(k, 2 * t + i)); }
    private static boolean bit(int configuration, int site) { return (configuration >> (7 - site) & 1) == 1; }

    @Test void probabilitiesAreThoseOfBruteForce() {
        double[] logP = MODEL.logProbability(configurations()), p = TINY.get("p").doubles();
        for (int k = 0; k < 256; k++) assertThat(Math.exp(logP[k])).isCloseTo(p[k], within(1e-12));
        assertThat(CHAIN.rightCanonical().logNorm()).isCloseTo(10.01016532738459 / 2, within(1e-12));
        assertThat(CHAIN.leftCanonical().logNorm()).isCloseTo(10.01016532738459 / 2, within(1e-12));
    }

    @Test void marginalsAreThoseOfBruteForce() {
        PairProbabilities marginals = PairProbabilities.of(MODEL, 4, .01);
        close(marginals.one(), TINY.get("marg1").doubles(), 1e-12);
        close(marginals.pairs(), TINY.get("marg2_11").doubles(), 1e-12);
    }

    @Test void forecastsAreThoseOfBruteForce() {
        close(MODEL.forecast(configurations(), 1, new Seed(1)).p(), TINY.get("forecast_N2_T4").doubles(), 1e-12);
    }

    @Test void chainConditionalsAreThoseOfBruteForce() {                          // one neuron, eight bins: a forecast a site
        SpikeTrains all = SpikeTrains.generate(256, 8, 1, (k, t, i) -> bit(k, t));
        close(MpsModel.of(CHAIN, 1, 8).forecast(all, 1, new Seed(1)).p(), TINY.get("chain_cond1").doubles(), 1e-12);
    }

    @Test void imputationIsThatOfBruteForce() {
        int[] observed = {0, 2, 3, 5, 7}, missing = {1, 4, 6};
        var builder = new SpikeTrains.Builder(Design.plain(32, 4, .01), Neurons.unnamed(2));
        for (int x = 0; x < 32; x++) {
            for (int n = 0; n < 5; n++) if ((x >> (4 - n) & 1) == 1) builder.set(x, observed[n] / 2, observed[n] % 2);
            for (int l : missing) builder.unobserved(x, l / 2, l % 2);
        }
        double[] p = MODEL.impute(builder.build()), joint = TINY.get("impute_missing_1_4_6_given_0_2_3_5_7").doubles();
        for (int x = 0; x < 32; x++)
            for (int n = 0; n < 3; n++) {
                double expected = 0;
                for (int y = 0; y < 8; y++) if ((y >> (2 - n) & 1) == 1) expected += joint[8 * x + y];
                assertThat(p[8 * x + missing[n]]).isCloseTo(expected, within(1e-12));
            }
    }

    @Test void schmidtValuesAndEntropiesAreThoseOfBruteForce() {
        Schmidt schmidt = Schmidt.of(CHAIN);
        double[] expected = TINY.get("schmidt_values").doubles();
        for (int l = 0; l < 7; l++) close(Arrays.copyOf(schmidt.values()[l], 4), Arrays.copyOfRange(expected, 4 * l, 4 * l + 4), 1e-12);
        close(schmidt.entropies(), TINY.get("entanglement_entropy").doubles(), 1e-12);
    }

    @Test void inferenceOnATrainedChainIsThatOfTheNumpyProgram() {
        NamedArrays golden = Golden.npz("eval_spk8x10_D8");
        MpsModel model = MpsModel.of(Golden.mps(Golden.npz("unsup_spk8x10_D8_tensors"), "final_"), 8, 10);
        SpikeTrains test = Golden.trains(Golden.rows("spk8x10_test"), 10, 8);
        double[] logP = model.logProbability(test);
        close(logP, golden.get("logp_test").doubles(), 1e-10);
        assertThat(-Arrays.stream(logP).average().getAsDouble()).isCloseTo(37.41391758827975, within(1e-10));
        int[] first = java.util.stream.IntStream.range(0, 500).toArray();
        close(model.forecast(test.select(first), 1, new Seed(1)).p(), golden.get("forecast_test_first500").doubles(), 1e-10);
        PairProbabilities marginals = PairProbabilities.of(model, 10, .01);
        close(marginals.one(), golden.get("marg1").doubles(), 1e-10);
        close(marginals.pairs(), golden.get("marg2_11").doubles(), 1e-10);
        Schmidt schmidt = Schmidt.of(model.chain());
        for (int l = 0; l < 79; l++) close(schmidt.values()[l], golden.get("schmidt_" + l).doubles(), 1e-10);
        assertThat(Arrays.stream(schmidt.entropies()).max().getAsDouble()).isCloseTo(1.0286911330610802, within(1e-10));
    }

    private static void close(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int n = 0; n < expected.length; n++) assertThat(actual[n]).as("entry %d", n).isCloseTo(expected[n], within(tolerance));
    }
}
