package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Stiefel;
import org.spinspike.model.Family;
import org.spinspike.model.Model;
import org.spinspike.model.ModelContract;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

class TiedMpsTest extends ModelContract {
    private static final NamedArrays GOLDEN = Golden.npz("tied_open");
    private static final TiedMps NETWORK = golden();
    private static final SpikeTrains WORDS = trains("words"), X = trains("X");

    private static final TiedMpsModel TINY = new TiedMpsModel(random(3, 3, 5));

    @Override protected Model tiny()        { return TINY; }
    @Override protected Design tinyDesign() { return Design.plain(1, 3, .01); }
    @Override protected Family family()     { return new MpsFamily(); }

    private static TiedMps golden() {
        double[] w = GOLDEN.get("W").doubles();
        return TiedMps.of(GOLDEN.get("start").doubles(), new double[][] {Arrays.copyOfRange(w, 0, 18), Arrays.copyOfRange(w, 18, 36)});
    }

    private static SpikeTrains trains(String name) {
        double[] bits = GOLDEN.get(name).doubles();
        return SpikeTrains.generate(bits.length / 6, 3, 2, (k, t, i) -> bits[(k * 3 + t) * 2 + i] == 1);
    }

    private static SpikeTrains hidden(SpikeTrains data) {
        double[] mask = GOLDEN.get("mask").doubles();
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < 3; t++)
                for (int i = 0; i < 2; i++) {
                    if (mask[t * 2 + i] == 0) builder.unobserved(k, t, i);
                    else if (data.fires(k, t, i)) builder.set(k, t, i);
                }
        return builder.build();
    }

    static TiedMps random(int neurons, int d, long seed) {
        var random = new SplittableRandom(seed);
        double[][] cores = new double[neurons][];
        for (int i = 0; i < neurons; i++) cores[i] = Stiefel.nearest(random.doubles(2L * d * d, -1, 1).toArray(), d, 2 * d);
        return TiedMps.of(Stiefel.nearest(random.doubles(d, -1, 1).toArray(), 1, d), cores);
    }

    private static double[][] shapes(TiedMps network) { return Arrays.stream(network.isometries()).map(x -> new double[x.length]).toArray(double[][]::new); }

    /** From channel 0: silent with .36 and stays, fires with .64 and goes to channel 1, where it is silent for good. */
    @Test void oneNeuronWithTwoChannelsByHand() {
        var model = new TiedMpsModel(TiedMps.of(new double[] {1, 0}, new double[][] {{.6, 0, 0, .8, 0, 1, 0, 0}}));
        SpikeTrains words = SpikeTrains.generate(4, 2, 1, (k, t, i) -> (k >> (1 - t) & 1) == 1);
        double[] logP = model.logProbability(words);
        assertThat(Math.exp(logP[0])).isCloseTo(.36 * .36, within(1e-15));
        assertThat(Math.exp(logP[1])).isCloseTo(.36 * .64, within(1e-15));
        assertThat(Math.exp(logP[2])).isCloseTo(.64, within(1e-15));
        assertThat(logP[3]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(model.forecast(words, 1, new Seed(1)).p()).containsExactly(new double[] {.64, .64, .64, .64, .64, 0, .64, 0}, within(1e-15));
        assertThat(model.forecast(words, 2, new Seed(1)).p()[1]).isCloseTo(.36 * .64, within(1e-15));
        assertThat(model.parameters()).isEqualTo(4 + 1);                          // 8 entries - 3 of the isometry - 1 rotation, and a direction
    }

    @Test void probabilitiesForecastsAndMasksAreThoseOfBruteForce() {
        var model = new TiedMpsModel(NETWORK);
        double[] logP = model.logProbability(WORDS), p = GOLDEN.get("p").doubles();
        for (int k = 0; k < 64; k++) assertThat(Math.exp(logP[k])).isCloseTo(p[k], within(1e-14));
        for (int h = 1; h <= 2; h++)
            assertThat(model.forecast(WORDS, h, new Seed(1)).p()).containsExactly(GOLDEN.get("forecast" + h).doubles(), within(1e-12));
        assertThat(model.logProbability(hidden(WORDS))).containsExactly(GOLDEN.get("logp_observed").doubles(), within(1e-12));
        assertThat(model.impute(hidden(WORDS))).containsExactly(GOLDEN.get("imputed").doubles(), within(1e-12));
    }

    @Test void gradientsAreThoseOfBruteForce() {
        for (boolean masked : new boolean[] {false, true}) {
            SpikeTrains data = masked ? hidden(X) : X;
            double[][] gradient = shapes(NETWORK);
            double nats = new TiedGradient(data, 3).at(NETWORK.isometries(), gradient), sum = 0;
            for (double l : new TiedMpsModel(NETWORK).logProbability(data)) sum -= l / data.trials();
            assertThat(nats).isCloseTo(sum, within(1e-13));
            String which = masked ? "_masked" : "";
            assertThat(gradient[0]).containsExactly(GOLDEN.get("gradient_start" + which).doubles(), within(1e-12));
            double[] w = GOLDEN.get("gradient_W" + which).doubles();
            assertThat(gradient[1]).containsExactly(Arrays.copyOfRange(w, 0, 18), within(1e-12));
            assertThat(gradient[2]).containsExactly(Arrays.copyOfRange(w, 18, 36), within(1e-12));
        }
    }

    /** Trials of three lengths in one block, and the same trials one by one. */
    @Test void trialsOfDifferentLengthAddUp() {
        TiedMps network = random(2, 3, 6);
        SpikeTrains data = new TiedMpsModel(network).sample(new Design(new int[] {4, 1, 3, 4, 2}, .01, null, null, null, null, null), new Seed(2));
        double[][] together = shapes(network), alone = shapes(network);
        double nats = new TiedGradient(data, 3).at(network.isometries(), together), sum = 0;
        for (int k = 0; k < 5; k++) {
            SpikeTrains one = data.select(new int[] {k}).selectBins(0, data.bins(k));
            double[][] g = shapes(network);
            sum += new TiedGradient(one, 3).at(network.isometries(), g) / 5;
            for (int b = 0; b < g.length; b++) for (int e = 0; e < g[b].length; e++) alone[b][e] += g[b][e] / 5;
        }
        assertThat(nats).isCloseTo(sum, within(1e-13));
        for (int b = 0; b < alone.length; b++) assertThat(together[b]).containsExactly(alone[b], within(1e-13));
    }

    @Test void threadsDoNotMatterToTheGradient() throws Exception {
        TiedMps network = random(4, 5, 7);
        SpikeTrains data = new TiedMpsModel(network).sample(Design.plain(700, 6, .01), new Seed(3));
        double[][] expected = shapes(network);
        new TiedGradient(data, 5).at(network.isometries(), expected);
        for (int threads : new int[] {1, 3}) {
            var pool = new ForkJoinPool(threads);
            double[][] gradient = pool.submit(() -> {
                double[][] g = shapes(network);
                new TiedGradient(data, 5).at(network.isometries(), g);
                return g;
            }).get();
            pool.shutdown();
            assertThat(Arrays.deepEquals(gradient, expected)).isTrue();
        }
    }

    /** ln p of this trial is about -4000: its probability is far below the smallest double. */
    @Test void anyNumberOfBinsHasAFiniteLikelihoodAndGradient() {
        TiedMps network = random(40, 4, 8);
        var model = new TiedMpsModel(network);
        SpikeTrains data = model.sample(Design.plain(2, 150, .01), new Seed(4));
        double[][] gradient = shapes(network);
        double nats = new TiedGradient(data, 4).at(network.isometries(), gradient);
        assertThat(nats).isGreaterThan(2000).isFinite();
        assertThat(-(model.logProbability(data)[0] + model.logProbability(data)[1]) / 2).isCloseTo(nats, within(1e-9));
        for (double[] g : gradient) for (double e : g) assertThat(e).isFinite();
    }

    @Test void forecastsOfManyBinsShareTheirOperators() {
        var chain = NETWORK.chain(50);
        var operators = new ForecastOperators(chain, 2, 50, 3);
        assertThat(operators.of(49)).isSameAs(operators.of(3));
        assertThat(operators.of(2)).isNotSameAs(operators.of(3));                 // it begins at the start
    }

    @Test void whatIsNoIsometryIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TiedMps.of(new double[] {1, 0}, new double[][] {{1, 0, 0, 1, 0, 1, 0, 0}}))
                .withMessageContaining("core 0 must be an isometry");
        assertThatIllegalArgumentException().isThrownBy(() -> TiedMps.of(new double[] {1, 1}, new double[][] {{.6, 0, 0, .8, 0, 1, 0, 0}}))
                .withMessageContaining("start must have norm 1");
    }
}
