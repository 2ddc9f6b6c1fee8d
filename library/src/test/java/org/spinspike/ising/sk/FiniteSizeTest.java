package org.spinspike.ising.sk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.math.special.NormalTable;

class FiniteSizeTest {
    private static Map<String, Double> published(double deltaJ, double beta, int neurons) {
        return SkGolden.table("/org/spinspike/app/reproduction/sk-finite-sizes.csv").stream()
                .filter(row -> row.get("delta_j") == deltaJ && row.get("beta") == beta && row.get("neurons") == neurons).findFirst().orElseThrow();
    }

    @ParameterizedTest @CsvSource({".5,2,32,6000", ".5,1.2,64,2000", ".5,2,256,300", "1,2,32,2000", "1,4,128,300"})
    void thePublishedSimulationsAreMetWithinFiveStandardErrors(double deltaJ, double beta, int neurons, int trials) {
        FiniteSize found = FiniteSize.of(new SkEnsemble(beta, 1, deltaJ, 0), neurons, 128, trials, new Seed(8), Progress.SILENT);
        Map<String, Double> row = published(deltaJ, beta, neurons);
        assertThat(found.m()).isCloseTo(row.get("m"), within(5 * found.mError()));
        assertThat(found.q()).isCloseTo(row.get("q"), within(5 * found.qError()));
        assertThat(found.entropyProduction()).isCloseTo(row.get("entropy_production"), within(5 * found.entropyProductionError()));
    }

    /** Tolerances of the table itself. */
    @Tag("slow") @ParameterizedTest @CsvSource({".5,2,32,300000", ".5,2,128,40000", "1,2,128,20000"})
    void thePublishedSimulationsAreMetClosely(double deltaJ, double beta, int neurons, int trials) {
        FiniteSize found = FiniteSize.of(new SkEnsemble(beta, 1, deltaJ, 0), neurons, 128, trials, new Seed(9), Progress.SILENT);
        Map<String, Double> row = published(deltaJ, beta, neurons);
        assertThat(found.m()).isCloseTo(row.get("m"), within(.005));
        assertThat(found.q()).isCloseTo(row.get("q"), within(.005));
        assertThat(found.entropyProduction() / row.get("entropy_production")).isCloseTo(1, within(.02));
    }

    /** One neuron that keeps its sign with probability (1 + tanh beta) / 2, after one step. */
    @Test void theShareThatEndsBelowZeroIsThatOfTurns() {
        FiniteSize found = FiniteSize.of(new SkEnsemble(.5, 1, 0, 0), 1, 2, 20_000, new Seed(4), Progress.SILENT);
        double expected = .5 * (1 - Math.tanh(.5));
        assertThat(found.below()).isCloseTo(expected, within(5 * Math.sqrt(expected * (1 - expected) / 20_000)));
    }

    /** One neuron that sends to itself: its mean falls by tanh(beta J0) a step, and its overlap with the step before is tanh(beta J0) whatever it does. */
    @Test void oneNeuronForgetsByTheTanhOfItsCoupling() {
        FiniteSize found = FiniteSize.of(new SkEnsemble(2, .4, 0, 0), 1, 3, 20_000, new Seed(1), Progress.SILENT);
        double tanh = Math.tanh(.8);
        assertThat(found.m()).isCloseTo(tanh * tanh * tanh, within(4.5 * found.mError()));
        assertThat(found.q()).isCloseTo(tanh, within(1e-6));
        assertThat(found.entropyProduction()).isCloseTo(0, within(1e-6));
    }

    /** Sixty simulations of 200 trials: q - m^2 scatters by its stated error, to four standard errors of a standard deviation of sixty, 4 / sqrt(120). */
    @Test void theErrorOfTheExcessIsItsScatter() {
        double[] excess = new double[60];
        double stated = 0;
        for (int k = 0; k < 60; k++) {
            FiniteSize found = FiniteSize.of(new SkEnsemble(3, 1, .5, 0), 4, 3, 200, new Seed(20).child(k), Progress.SILENT);
            excess[k] = found.excess();
            stated += found.excessError() / 60;
        }
        double mean = java.util.Arrays.stream(excess).average().orElseThrow(), scatter = Math.sqrt(java.util.Arrays.stream(excess).map(x -> (x - mean) * (x - mean)).sum() / 59);
        assertThat(scatter / stated).isCloseTo(1, within(4 / Math.sqrt(120)));
    }

    @Test void inputsAndEntropyProductionAreThoseOfTheNetworkAfterManySteps() {
        int n = 13;
        var network = new RandomNetwork(n);
        var random = new Seed(4).generator();
        network.draw(new SkEnsemble(1.2, 1, .8, .6), false, random);
        for (int t = 0; t < 50; t++) network.step(random);
        IsingNetwork law = network.network();
        double m = 0, q = 0, sigma = 0;
        for (int i = 0; i < n; i++) {
            double h = law.fields()[i], difference = 0;
            for (int j = 0; j < n; j++) {
                h += law.couplings()[i * n + j] * network.spins()[j];
                difference += (law.couplings()[i * n + j] - law.couplings()[j * n + i]) * network.spins()[j];
            }
            m += Math.tanh(h) / n;
            q += Math.tanh(h) * network.spins()[i] / n;
            sigma += Math.tanh(h) * difference / n;
        }
        assertThat(network.magnetisation()).isCloseTo(m, within(1e-5));
        assertThat(network.overlap()).isCloseTo(q, within(1e-5));
        assertThat(network.entropyProduction()).isCloseTo(sigma, within(1e-5)).isNotCloseTo(0, within(1e-3));
    }

    @Test void symmetricCouplingsProduceNothing() {
        var network = new RandomNetwork(20);
        var random = new Seed(4).generator();
        network.draw(new SkEnsemble(1.2, 1, .8, .6), true, random);
        for (int t = 0; t < 20; t++) {
            network.step(random);
            assertThat(network.entropyProduction()).isCloseTo(0, within(1e-5));
        }
    }

    @Test void couplingsAndFieldsFollowTheLaw() {
        int n = 300;
        var network = new RandomNetwork(n);
        network.draw(new SkEnsemble(2, 1.5, .5, .7), false, new Seed(6).generator());
        IsingNetwork law = network.network();
        double mean = 0, square = 0, product = 0, field = 0;
        for (int i = 0; i < n; i++) {
            field += law.fields()[i] / n;
            assertThat(Math.abs(law.fields()[i])).isLessThanOrEqualTo(1.4f);
            for (int j = 0; j < n; j++) {
                double x = law.couplings()[i * n + j] - 3. / n, y = law.couplings()[j * n + i] - 3. / n;
                mean += x / n;
                square += x * x / n;
                product += x * y / n;
            }
        }
        assertThat(mean).as("of N entries of variance 1 / N each").isCloseTo(0, within(4.5));
        assertThat(square / 1.0).isCloseTo(1, within(4.5 * Math.sqrt(2) / n));
        assertThat(product).as("J_ij says nothing of J_ji").isCloseTo(1. / n, within(4.5 * Math.sqrt(2) / n));
        assertThat(field).isBetween(0., 4.5 * 1.4 / Math.sqrt(3 * n));
    }

    @Test void chancesOfTheTableAreRight() {
        assertThat(RandomNetwork.against(0)).isEqualTo(.5f);
        for (float x : new float[] {.0013f, .5f, 1, 2.7182f, 7.7f, 14.99f}) assertThat(RandomNetwork.against(x) * (1 + Math.exp(2 * x))).isCloseTo(1, within(2e-5));
        assertThat(RandomNetwork.against(400)).isBetween(0f, 1e-12f);
        float[] z = new float[1 << 16 | 3];
        NormalTable.fill(z, 2, 3, new Seed(1).generator());
        double mean = 0, square = 0;
        for (float v : z) {
            mean += v / z.length;
            square += (v - 2.) * (v - 2) / z.length;
        }
        assertThat(mean).isCloseTo(2, within(4.5 * 3 / 256));
        assertThat(square / 9).isCloseTo(1, within(4.5 * Math.sqrt(2) / 256));
    }

    @Test void theNumberOfThreadsChangesNothing() {
        var ensemble = new SkEnsemble(1.5, 1, .5, .2);
        FiniteSize alone = on(1, () -> FiniteSize.of(ensemble, 24, 10, 50, new Seed(2), Progress.SILENT)), crowd = on(5, () -> FiniteSize.of(ensemble, 24, 10, 50, new Seed(2), Progress.SILENT));
        assertThat(crowd).isEqualTo(alone);
    }

    private static FiniteSize on(int threads, java.util.concurrent.Callable<FiniteSize> work) {
        var pool = new ForkJoinPool(threads);
        try {
            return pool.submit(work).join();
        } finally {
            pool.shutdown();
        }
    }

    /** Overlap with itself is 1 at lag 0; independent couplings forget in one step, up to 1 / sqrt N of one network; symmetric ones do not. */
    @Test void onlySymmetricNetworksRemember() {
        var cold = new SkEnsemble(3, 0, 1, 0);
        int[] lags = {0, 2, 64};
        SelfOverlap free = SelfOverlap.of(cold, false, 128, 20, lags, 60, new Seed(3)), glass = SelfOverlap.of(cold, true, 128, 20, lags, 60, new Seed(3));
        assertThat(free.mean()[0]).isEqualTo(1);
        assertThat(free.mean()[1]).isCloseTo(0, within(4.5 * free.error()[1] + 2. / 128));
        assertThat(free.mean()[2]).isCloseTo(0, within(4.5 * free.error()[2] + 2. / 128));
        assertThat(glass.mean()[1]).isGreaterThan(.6);
        assertThat(glass.mean()[2]).isBetween(.3, glass.mean()[1]);
    }

    @Test void impossibleSizesAreRefused() {
        var ensemble = new SkEnsemble(1, 1, .5, 0);
        assertThatThrownBy(() -> FiniteSize.of(ensemble, 0, 5, 5, new Seed(1), Progress.SILENT)).hasMessage("neurons must be in 1..10000, got 0");
        assertThatThrownBy(() -> FiniteSize.of(ensemble, 5, 0, 5, new Seed(1), Progress.SILENT)).hasMessage("steps must be in 1..1000000, got 0");
        assertThatThrownBy(() -> FiniteSize.of(ensemble, 5, 5, 1, new Seed(1), Progress.SILENT)).hasMessage("trials must be in 2..100000000, got 1");
        assertThatThrownBy(() -> SelfOverlap.of(ensemble, true, 5, 5, new int[] {2, 2}, 5, new Seed(1))).hasMessage("lag must be at least 3, got 2");
    }
}
