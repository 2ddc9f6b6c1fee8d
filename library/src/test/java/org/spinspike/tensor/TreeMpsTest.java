package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Retraction;
import org.spinspike.math.optim.Stiefel;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/** Tree x chain against every word multiplied out (4 neurons x 3 bins): "tied" has one tree and core and an open end, "isom" three of each and a closed one. */
class TreeMpsTest {
    static final NamedArrays GOLDEN = Golden.npz("ttn_reference", name -> !name.matches("cplx_(W.*|C0.*|l|grad.*)"));
    static final int[] MISSING = {2, 4, 7, 9, 10};

    static TreeMps golden(String name) {
        int[] flat = ints(name + "_children");
        NeuronTree tree = NeuronTree.of(4, new int[][] {{flat[0], flat[1]}, {flat[2], flat[3]}, {flat[4], flat[5]}});
        int periods = GOLDEN.has(name + "_C1") ? 3 : 1;
        int[] legs = {2, 2, 2, 2, 0, 0, 0}, bonds = new int[periods + 1];
        double[][][] nodes = new double[periods][3][];
        double[][] cores = new double[periods][];
        for (int t = 0; t < periods; t++) {
            for (int v = 4; v < 7; v++) {
                NamedArray w = GOLDEN.get(name + "_W" + t + "_" + v);
                legs[v] = w.shape()[2];
                nodes[t][v - 4] = turned(w.doubles(), w.shape()[0] * w.shape()[1], w.shape()[2]);
            }
            NamedArray c = GOLDEN.get(name + "_C" + t);
            bonds[t] = c.shape()[0];
            bonds[t + 1] = c.shape()[2];
            cores[t] = c.doubles();
        }
        return new TreeMps(tree, legs, bonds, GOLDEN.get(name + "_l").doubles(), nodes, cores);
    }

    /** The stored order is left, right, parent. */
    static double[] turned(double[] w, int pairs, int leg) {
        double[] out = new double[w.length];
        for (int e = 0; e < pairs; e++) for (int k = 0; k < leg; k++) out[k * pairs + e] = w[e * leg + k];
        return out;
    }

    static int[] ints(String name) { return Arrays.stream(GOLDEN.get(name).doubles()).mapToInt(d -> (int) d).toArray(); }

    static SpikeTrains rows(String name) {
        double[] bits = GOLDEN.get(name).doubles();
        return SpikeTrains.generate(bits.length / 12, 3, 4, (k, t, i) -> bits[k * 12 + t * 4 + i] == 1);
    }

    static SpikeTrains words() { return SpikeTrains.generate(4096, 3, 4, (k, t, i) -> (k >> (11 - t * 4 - i) & 1) == 1); }

    static SpikeTrains hidden(SpikeTrains data, int... sites) {
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        for (int k = 0; k < data.trials(); k++)
            for (int l = 0; l < data.bins(k) * data.neurons(); l++) {
                int site = l, t = l / data.neurons(), i = l % data.neurons();
                if (IntStream.of(sites).anyMatch(s -> s == site)) builder.unobserved(k, t, i);
                else if (data.fires(k, t, i)) builder.set(k, t, i);
            }
        return builder.build();
    }

    /** @return p(s = 1 | every other entry of the trial), each entry of 12 in turn hidden in all trials */
    static double[] leftOut(TreeModel model, SpikeTrains x) {
        double[] out = new double[x.trials() * 12];
        for (int site = 0; site < 12; site++) {
            double[] p = model.impute(hidden(x, site));
            for (int k = 0; k < x.trials(); k++) out[k * 12 + site] = p[k * 12 + site];
        }
        return out;
    }

    private static double[][] shapes(TreeMps net) { return Arrays.stream(net.isometries()).map(x -> new double[x.length]).toArray(double[][]::new); }

    /** Two neurons, code 2: V sends (0,0) to code 0 and (1,1) to code 1; the core turns channel 0 into channel 1 where code 1 came, with amplitudes .6 and .8. */
    @Test void twoNeuronsByHand() {
        double[] node = {1, 0, 0, 0, 0, 0, 0, 1}, core = {.6, 0, 0, .8, 0, 1, 0, 0};
        var model = new TreeModel(new TreeMps(NeuronTree.balanced(new int[] {0, 1}), new int[] {2, 2, 2}, new int[] {2, 2}, new double[] {1, 0}, new double[][][] {{node}}, new double[][] {core}));
        SpikeTrains data = SpikeTrains.generate(3, 2, 2, (k, t, i) -> k == 1 && t == 0 || k == 2 && i == 0);
        double[] byBin = model.logProbabilityByBin(data);
        assertThat(Math.exp(byBin[0])).as("both silent").isCloseTo(.36, within(1e-15));
        assertThat(Math.exp(byBin[2])).as("both fire").isCloseTo(.64, within(1e-15));
        assertThat(Math.exp(byBin[3])).as("then both are silent for good").isCloseTo(1, within(1e-15));
        assertThat(byBin[4]).as("one alone").isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Arrays.copyOfRange(model.forecast(data, 1, new Seed(1)).p(), 0, 8)).containsExactly(new double[] {.64, .64, .64, .64, .64, .64, 0, 0}, within(1e-15));
    }

    @ParameterizedTest @ValueSource(strings = {"tied", "isom"})
    void probabilitiesAreThoseOfBruteForce(String name) {
        var model = new TreeModel(golden(name));
        double[] logP = model.logProbability(words()), p = GOLDEN.get(name + "_p").doubles();
        double sum = 0;
        for (int k = 0; k < 4096; k++) {
            assertThat(Math.exp(logP[k])).isCloseTo(p[k], within(1e-14));
            sum += Math.exp(logP[k]);
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        assertThat(model.logProbability(rows(name + "_X"))).containsExactly(GOLDEN.get(name + "_logp_X").doubles(), within(1e-12));
        double[] score = GOLDEN.get(name + "_bin_score").doubles();
        assertThat(model.logProbabilityByBin(rows(name + "_X"))).containsExactly(Arrays.stream(score).map(s -> -s).toArray(), within(1e-12));
    }

    @ParameterizedTest @ValueSource(strings = {"tied", "isom"})
    void forecastsAreThoseOfBruteForce(String name) {
        var model = new TreeModel(golden(name));
        SpikeTrains x = rows(name + "_X");
        assertThat(model.forecast(x, 1, new Seed(1)).p()).containsExactly(GOLDEN.get(name + "_forecast1").doubles(), within(1e-12));
        double[] two = model.forecast(x, 2, new Seed(1)).p(), expected = GOLDEN.get(name + "_forecast2").doubles();
        for (int e = 0; e < two.length; e++) if (e % 12 >= 4) assertThat(two[e]).isCloseTo(expected[e], within(1e-12));
        assertThat(model.forecast(hidden(x, 11), 1, new Seed(1)).p()).as("what is hidden in the last bin").containsExactly(GOLDEN.get(name + "_forecast1").doubles(), within(1e-12));
    }

    @ParameterizedTest @ValueSource(strings = {"tied", "isom"})
    void masksAreThoseOfBruteForce(String name) {
        var model = new TreeModel(golden(name));
        SpikeTrains x = rows(name + "_X"), masked = hidden(x, MISSING);
        assertThat(model.logProbability(masked)).containsExactly(GOLDEN.get(name + "_log_p_observed").doubles(), within(1e-12));
        double[] imputed = model.impute(masked), expected = GOLDEN.get(name + "_missing_marg").doubles();
        for (int k = 0; k < 12; k++) for (int s = 0; s < 5; s++) assertThat(imputed[k * 12 + MISSING[s]]).isCloseTo(expected[k * 5 + s], within(1e-12));
        assertThat(leftOut(model, x)).containsExactly(GOLDEN.get(name + "_leave_one_out").doubles(), within(1e-12));
    }

    /**
     * Where the stored tensors are taken as free, their gradient has a part from the normalisation: -ln p of a trial of which nothing was observed is -ln Z. On the
     * isometries nothing of it is left: the tangents are those of -ln p alone.
     */
    @ParameterizedTest @ValueSource(strings = {"tied", "isom"})
    void gradientsAreThoseOfBruteForce(String name) {
        TreeMps net = golden(name);
        SpikeTrains x = rows(name + "_X");
        double[][] gradient = shapes(net), normal = shapes(net);
        assertThat(new TreeGradient(x, net).at(net.isometries(), gradient)).isCloseTo(GOLDEN.get(name + "_nll").scalar(), within(1e-12));
        SpikeTrains nothing = hidden(x.select(new int[] {0}), IntStream.range(0, 12).toArray());
        assertThat(new TreeGradient(nothing, net).at(net.isometries(), normal)).as("ln Z").isCloseTo(0, within(1e-12));
        int at = 1, compared = 0;
        for (int t = 0; t < net.periods(); t++) {
            for (int v = 4; v < 8; v++, at++) {
                boolean core = v == 7;
                int rows = net.shapes()[0][at], columns = net.shapes()[1][at];
                String tensor = (core ? "C" + t : "W" + t + "_" + v), tangent = name + "_" + tensor + "_rgrad";
                double[] whole = gradient[at].clone();
                for (int e = 0; e < whole.length; e++) whole[e] -= normal[at][e];
                assertThat(whole).as("gradient of " + tensor).containsExactly(stored(name + "_grad" + tensor, core, rows, columns), within(1e-12));
                compared++;
                if (GOLDEN.has(tangent)) assertThat(Stiefel.tangent(net.isometries()[at], gradient[at], rows, columns)).as(tangent).containsExactly(stored(tangent, core, rows, columns), within(1e-12));
            }
        }
        assertThat(compared).isEqualTo(name.equals("tied") ? 4 : 12);
        if (name.equals("tied")) {
            double[] l = GOLDEN.get("tied_gradl").doubles();
            for (int a = 0; a < 3; a++) assertThat(gradient[0][a] - normal[0][a]).isCloseTo(l[a], within(1e-12));
        }
    }

    /** From the same gradient the stored step of -.1 ends where ours does, for every tensor and each of the three retractions. */
    @ParameterizedTest @ValueSource(strings = {"tied", "isom"})
    void retractionsAreThoseOfTheReference(String name) {
        TreeMps net = golden(name);
        int steps = 0;
        for (int b = 1; b < net.isometries().length; b++) {
            int t = (b - 1) / 4, v = 4 + (b - 1) % 4, q = net.shapes()[0][b], p = net.shapes()[1][b];
            boolean core = v == 7;
            String key = name + (core ? "_C" + t : "_W" + t + "_" + v);
            if (!GOLDEN.has(key + "_rgrad")) continue;
            double[] move = stored(key + "_rgrad", core, q, p);
            for (int e = 0; e < move.length; e++) move[e] *= -.1;
            for (Retraction retraction : Retraction.values()) {
                String to = key + "_ret_" + retraction.name().toLowerCase(Locale.ROOT);
                assertThat(retraction.of(net.isometries()[b], move, q, p)).as(to).containsExactly(stored(to, core, q, p), within(1e-12));
                steps++;
            }
        }
        assertThat(steps).isEqualTo(name.equals("tied") ? 12 : 33);
    }

    private static double[] stored(String key, boolean core, int q, int p) {
        return core ? GOLDEN.get(key).doubles().clone() : turned(GOLDEN.get(key).doubles(), p, q);
    }

    /** Trials of which one entry is hidden go through density matrices: the same gradient as the sum over both bits. */
    @ParameterizedTest @ValueSource(strings = {"tied", "isom"})
    void theGradientOfWhatIsHiddenIsThatOfDifferences(String name) {
        TreeMps net = golden(name);
        SpikeTrains masked = hidden(rows(name + "_X").select(new int[] {0, 3, 5}), MISSING);
        var objective = new TreeGradient(masked, net);
        double[][] x = net.isometries(), gradient = shapes(net);
        objective.at(x, gradient);
        var direction = new SplittableRandom(3);
        for (int block = 0; block < x.length; block++) {
            int rows = block == 0 ? 1 : name.equals("tied") ? new int[] {0, 3, 3, 3, 3}[block] : (block - 1) % 4 == 3 ? net.bond((block - 1) / 4) : 3;
            int columns = x[block].length / rows;
            double[] v = Stiefel.tangent(x[block], direction.doubles(x[block].length, -1, 1).toArray(), rows, columns);
            double[] value = new double[2];
            for (int side = 0; side < 2; side++) {
                double[] moved = x[block].clone();
                for (int e = 0; e < moved.length; e++) moved[e] += (side == 0 ? 1e-5 : -1e-5) * v[e];
                double[][] shifted = x.clone();
                shifted[block] = Stiefel.nearest(moved, rows, columns);
                value[side] = objective.at(shifted, shapes(net));
            }
            double slope = 0;
            for (int e = 0; e < v.length; e++) slope += v[e] * gradient[block][e];
            assertThat((value[0] - value[1]) / 2e-5).as("tensor %d", block).isCloseTo(slope, within(1e-8));
        }
    }

    @Test void samplesFollowTheProbabilitiesWholeAndCompleted() {
        var model = new TreeModel(golden("tied"));
        SpikeTrains drawn = model.sample(Design.plain(40_000, 1, .01), new Seed(5));
        double[] logP = model.logProbability(SpikeTrains.generate(16, 1, 4, (k, t, i) -> (k >> i & 1) == 1)), count = new double[16];
        for (int k = 0; k < drawn.trials(); k++) {
            int word = 0;
            for (int i = 0; i < 4; i++) if (drawn.fires(k, 0, i)) word |= 1 << i;
            count[word]++;
        }
        double g = 0;
        for (int w = 0; w < 16; w++) if (count[w] > 0) g += 2 * count[w] * (Math.log(count[w] / 40_000) - logP[w]);
        assertThat(g).as("G for 15 degrees of freedom").isLessThan(15 + 5 * Math.sqrt(30));

        SpikeTrains one = hidden(rows("tied_X").select(new int[] {2}), MISSING), many = one.select(new int[20_000]), filled = model.complete(many, new Seed(6));
        double[] joint = GOLDEN.get("tied_missing_joint").doubles(), found = new double[32];
        for (int k = 0; k < filled.trials(); k++) {
            int word = 0;
            for (int s : MISSING) word = 2 * word + (filled.fires(k, s / 4, s % 4) ? 1 : 0);
            found[word]++;
        }
        double g2 = 0;
        for (int w = 0; w < 32; w++) if (found[w] > 0) g2 += 2 * found[w] * Math.log(found[w] / 20_000 / joint[2 * 32 + w]);
        assertThat(g2).as("G for 31 degrees of freedom").isLessThan(31 + 5 * Math.sqrt(62));
    }

    @Test void aTrialOfSixThousandSitesHasTheLikelihoodOfTheReference() {
        double[] bits = GOLDEN.get("long_X").doubles();
        SpikeTrains data = SpikeTrains.generate(1, 1500, 4, (k, t, i) -> bits[t * 4 + i] == 1);
        assertThat(new TreeModel(golden("tied")).logProbability(data)[0]).isCloseTo(-3281.1870662564147, within(1e-9));
        assertThat(new TreeModel(golden("tied")).logProbability(hidden(data, 5999))[0]).isBetween(-3281.187, -3280.);
    }

    @Test void threadsAndLengthsDoNotMatterToTheGradient() throws Exception {
        TreeMps net = golden("tied");
        int[] lengths = IntStream.range(0, 300).map(k -> 1 + k % 5).toArray();
        SpikeTrains data = new TreeModel(net).sample(new Design(lengths, .01, null, null, null, null, null), new Seed(7));
        double[][] expected = shapes(net), alone = shapes(net);
        double nats = new TreeGradient(data, net).at(net.isometries(), expected), sum = 0;
        for (int k = 0; k < 300; k++) {
            double[][] g = shapes(net);
            sum += new TreeGradient(data.select(new int[] {k}).selectBins(0, lengths[k]), net).at(net.isometries(), g) / 300;
            for (int b = 0; b < g.length; b++) for (int e = 0; e < g[b].length; e++) alone[b][e] += g[b][e] / 300;
        }
        assertThat(nats).isCloseTo(sum, within(1e-12));
        for (int b = 0; b < alone.length; b++) assertThat(expected[b]).containsExactly(alone[b], within(1e-12));
        for (int threads : new int[] {1, 3}) {
            var pool = new ForkJoinPool(threads);
            double[][] gradient = pool.submit(() -> {
                double[][] g = shapes(net);
                new TreeGradient(data, net).at(net.isometries(), g);
                return g;
            }).get();
            pool.shutdown();
            assertThat(Arrays.deepEquals(gradient, expected)).isTrue();
        }
    }

    @Test void treesAreWhatTheySay() {
        assertThat(NeuronTree.balanced(new int[] {2, 0, 3, 1})).hasToString("((2 0) (3 1))");
        assertThat(NeuronTree.caterpillar(new int[] {2, 0, 3, 1})).hasToString("(((2 0) 3) 1)");
        assertThat(NeuronTree.balanced(new int[] {4, 2, 0, 3, 1}).order()).containsExactly(4, 2, 0, 3, 1);
        assertThat(NeuronTree.balanced(new int[] {0, 1, 2, 3}).legs(3)).containsExactly(2, 2, 2, 2, 3, 3, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> NeuronTree.of(3, new int[][] {{0, 1}, {3, 1}})).withMessageContaining("node 1 has two parents");
        assertThatIllegalArgumentException().isThrownBy(() -> NeuronTree.of(3, new int[][] {{0, 4}, {3, 2}})).withMessageContaining("child of node 3 must be in 0..2, got 4");
    }

    @Test void aNetworkThatIsReadBackIsTheSame() {
        for (String name : new String[] {"tied", "isom"})
            assertThat(TreeMps.restore(golden(name).arrays()).arrays()).isEqualTo(golden(name).arrays());
    }
}
