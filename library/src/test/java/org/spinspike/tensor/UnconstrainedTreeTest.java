package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.spinspike.tensor.TreeMpsTest.GOLDEN;
import static org.spinspike.tensor.TreeMpsTest.MISSING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Retraction;
import org.spinspike.spikes.SpikeTrains;

/**
 * Networks as they are, made causal, against every word multiplied out (4 neurons x 3 bins): real and complex, tied and free over time, isometric and not, with
 * closed and open ends.
 */
class UnconstrainedTreeTest {
    private static final NamedArrays COMPLEX = Golden.npz("ttn_complex");
    private static final String FREE = "free", ISOM = "isom", TIED = "tied", TIEDFREE = "tiedfree", CPLX = "cplx";
    /** Of central differences: they err by its square, 1e-10 times a third derivative, and by the rounding of -ln p over it, of the same order. */
    private static final double STEP = 1e-5;

    /** The stored order of a node's axes is left, right, parent. */
    private static Tensor tensor(String key, boolean node) {
        boolean complex = key.startsWith(CPLX);
        NamedArrays from = complex ? COMPLEX : GOLDEN;
        int[] shape = from.get(complex ? key + "_re" : key).shape();
        double[][] parts = new double[2][];
        for (int part = 0; part < (complex ? 2 : 1); part++) {
            double[] stored = from.get(complex ? key + (part == 0 ? "_re" : "_im") : key).doubles();
            parts[part] = node ? TreeMpsTest.turned(stored, shape[0] * shape[1], shape[2]) : stored;
        }
        return new Tensor(node ? new int[] {shape[2], shape[0], shape[1]} : shape, parts[0], parts[1]);
    }

    /** The tensors of a stored network: start, then of each period the nodes and the core, then the end where it is closed. */
    private static List<String> keys(String name) {
        var keys = new ArrayList<String>(List.of("l"));
        for (int t = 0; t < (GOLDEN.has(name + "_C1") ? 3 : 1); t++) keys.addAll(List.of("W" + t + "_4", "W" + t + "_5", "W" + t + "_6", "C" + t));
        if (name.equals(TIEDFREE)) keys.add("r");
        return keys;
    }

    static UnconstrainedTree golden(String name) { return network(name, key -> tensor(name + "_" + key, key.startsWith("W"))); }

    private static UnconstrainedTree network(String name, Function<String, Tensor> tensors) {
        int[] flat = TreeMpsTest.ints(name + "_children");
        NeuronTree tree = NeuronTree.of(4, new int[][] {{flat[0], flat[1]}, {flat[2], flat[3]}, {flat[4], flat[5]}});
        int periods = GOLDEN.has(name + "_C1") ? 3 : 1;
        Tensor[][] nodes = new Tensor[periods][3];
        Tensor[] cores = new Tensor[periods];
        for (int t = 0; t < periods; t++) {
            for (int v = 4; v < 7; v++) nodes[t][v - 4] = tensors.apply("W" + t + "_" + v);
            cores[t] = tensors.apply("C" + t);
        }
        Tensor end = switch (name) {
            case TIEDFREE -> tensors.apply("r");
            case FREE, ISOM -> Tensor.real(new double[] {1}, 1);
            default -> null;
        };
        return new UnconstrainedTree(tree, tensors.apply("l"), nodes, cores, end);
    }

    /** No descent goes along these: networks that are not isometric, and complex trees, are evaluated. What they are evaluated to has the stored slopes, entry by entry, ln Z among it. */
    @ParameterizedTest @ValueSource(strings = {FREE, TIEDFREE, CPLX})
    void slopesOfWhatIsEvaluatedAreTheStoredGradients(String name) {
        SpikeTrains x = TreeMpsTest.rows(name + "_X");
        int compared = 0;
        for (String key : keys(name)) {
            if (name.equals(FREE) && key.equals("l")) continue;          // the number 1
            Tensor tensor = tensor(name + "_" + key, key.startsWith("W")), gradient = tensor(name + "_grad" + key, key.startsWith("W"));
            for (int part = 0; part < (tensor.isComplex() ? 2 : 1); part++)
                for (int e = 0; e < tensor.re().length; e++, compared++) {
                    double slope = (nats(name, key, tensor, part, e, STEP, x) - nats(name, key, tensor, part, e, -STEP, x)) / (2 * STEP);
                    assertThat(slope).as("%s, entry %d, part %d", key, e, part).isCloseTo((part == 0 ? gradient.re() : gradient.im())[e], within(1e-7));
                }
        }
        assertThat(compared).isEqualTo(name.equals(FREE) ? 3 * (12 + 12 + 27) + 9 + 27 + 9 : name.equals(TIEDFREE) ? 12 + 18 + 18 + 27 + 6 : 2 * (12 + 12 + 27 + 27 + 3));
    }

    /** Mean -ln p of the rows where one entry of one tensor is moved. */
    private static double nats(String name, String key, Tensor tensor, int part, int e, double by, SpikeTrains x) {
        double[] re = tensor.re().clone(), im = tensor.isComplex() ? tensor.im().clone() : null;
        (part == 0 ? re : im)[e] += by;
        Tensor moved = new Tensor(tensor.shape(), re, im);
        var model = new TreeModel(network(name, k -> k.equals(key) ? moved : tensor(name + "_" + k, k.startsWith("W"))).causal(3).network());
        return -Arrays.stream(model.logProbability(x)).average().orElseThrow();
    }

    @ParameterizedTest @ValueSource(strings = {FREE, ISOM, TIED, TIEDFREE, CPLX})
    void probabilitiesAreThoseOfBruteForce(String name) {
        UnconstrainedTree.Causal causal = golden(name).causal(3);
        var model = new TreeModel(causal.network());
        assertThat(causal.logZ()).isCloseTo(GOLDEN.get(name + "_logZ").scalar(), within(1e-12));
        double[] logP = model.logProbability(TreeMpsTest.words()), p = GOLDEN.get(name + "_p").doubles();
        for (int k = 0; k < 4096; k++) assertThat(Math.exp(logP[k])).isCloseTo(p[k], within(1e-14));
        SpikeTrains x = TreeMpsTest.rows(name + "_X");
        assertThat(model.logProbability(x)).containsExactly(GOLDEN.get(name + "_logp_X").doubles(), within(1e-12));
        assertThat(model.logProbabilityByBin(x)).containsExactly(Arrays.stream(GOLDEN.get(name + "_bin_score").doubles()).map(s -> -s).toArray(), within(1e-12));
        assertThat(causal.network().tied()).isEqualTo(name.equals(TIED) || name.equals(CPLX));
    }

    @ParameterizedTest @ValueSource(strings = {FREE, ISOM, TIED, TIEDFREE, CPLX})
    void forecastsAndMasksAreThoseOfBruteForce(String name) {
        var model = new TreeModel(golden(name).causal(3).network());
        SpikeTrains x = TreeMpsTest.rows(name + "_X"), masked = TreeMpsTest.hidden(x, MISSING);
        assertThat(model.forecast(x, 1, new Seed(1)).p()).containsExactly(GOLDEN.get(name + "_forecast1").doubles(), within(1e-12));
        double[] two = model.forecast(x, 2, new Seed(1)).p(), expected = GOLDEN.get(name + "_forecast2").doubles();
        for (int e = 0; e < two.length; e++) if (e % 12 >= 4) assertThat(two[e]).isCloseTo(expected[e], within(1e-12));
        assertThat(model.logProbability(masked)).containsExactly(GOLDEN.get(name + "_log_p_observed").doubles(), within(1e-12));
        double[] imputed = model.impute(masked), marginal = GOLDEN.get(name + "_missing_marg").doubles();
        for (int k = 0; k < 12; k++) for (int s = 0; s < 5; s++) assertThat(imputed[k * 12 + MISSING[s]]).isCloseTo(marginal[k * 5 + s], within(1e-12));
        assertThat(TreeMpsTest.leftOut(model, x)).containsExactly(GOLDEN.get(name + "_leave_one_out").doubles(), within(1e-12));
    }

    @ParameterizedTest @ValueSource(strings = {FREE, ISOM, TIED, TIEDFREE, CPLX})
    void marginalsOfOneAndTwoSitesAreThoseOfBruteForce(String name) {
        var model = new TreeModel(golden(name).causal(3).network());
        SpikeTrains ones = SpikeTrains.generate(1, 3, 4, (k, t, i) -> true);
        double[] pairs = GOLDEN.get(name + "_marg2_11").doubles();
        assertThat(model.impute(TreeMpsTest.hidden(ones, IntStream.range(0, 12).toArray()))).containsExactly(GOLDEN.get(name + "_marg1").doubles(), within(1e-12));
        for (int a = 0; a < 12; a++)
            for (int b = a; b < 12; b++) {
                int first = a, second = b;
                SpikeTrains both = TreeMpsTest.hidden(ones, IntStream.range(0, 12).filter(s -> s != first && s != second).toArray());
                assertThat(Math.exp(model.logProbability(both)[0])).as("sites %d and %d", a, b).isCloseTo(pairs[a * 12 + b], within(1e-12));
            }
    }

    /** Matrices of complex numbers in real form, [[Re, Im], [-Im, Re]], step and come back as the complex ones do; QR does not respect the form. */
    @ParameterizedTest @ValueSource(strings = {"polar", "cayley"})
    void retractionsOfTheRealFormAreThoseOfComplexMatrices(String name) {
        Retraction retraction = Retraction.valueOf(name.toUpperCase(Locale.ROOT));
        for (String key : new String[] {"cplx_W0_4", "cplx_W0_5", "cplx_W0_6", "cplx_C0"}) {
            boolean node = !key.endsWith("C0");
            double[] x = matrix(tensor(key, node)), move = matrix(tensor(key + "_rgrad", node));
            for (int e = 0; e < move.length; e++) move[e] *= -.1;
            assertThat(retraction.of(x, move, 6, x.length / 6)).as(key).containsExactly(matrix(tensor(key + "_ret_" + name, node)), within(1e-12));
        }
    }

    private static double[] matrix(Tensor t) {
        int q = t.axis(0), p = t.re().length / q;
        double[] out = new double[4 * q * p];
        for (int n = 0; n < 2; n++)
            for (int a = 0; a < q; a++)
                for (int part = 0; part < 2; part++) for (int c = 0; c < p; c++) out[((n * q + a) * 2 + part) * p + c] = t.part(a * p + c, n, part);
        return out;
    }

    /**
     * Two neurons, two bins, bond 2: the second word is any but the first, p = 1/12 for S_0 != S_1. Word w has the spinor u_w, the four pointing at the corners of a tetrahedron,
     * and the second word's is orthogonal to the first's where they are the same: |u_j . v_k|^2 = 0 or 2/3. Seen as a 4 x 4 matrix p has determinant -3 / 12^4; of a real
     * network with bond 2 it is sum_(ab) A_j[ab] B_k[ab] with symmetric 2 x 2 matrices, of rank 3 at most, whatever the end and the code: its determinant is 0.
     */
    @Test void aComplexLawThatNoRealNetworkOfTheSameLegsHas() {
        double third = Math.sqrt(1 / 3.), two = Math.sqrt(2 / 3.);
        double[] re = {1, third, third, third, 0, two, -two / 2, -two / 2}, im = {0, 0, 0, 0, 0, 0, two * Math.sqrt(.75), -two * Math.sqrt(.75)};         // [component][word]
        double[] first = new double[8], firstIm = new double[8], second = new double[8], secondIm = new double[8], identity = new double[16];
        for (int w = 0; w < 4; w++) {
            identity[w * 4 + w] = 1;
            for (int a = 0; a < 2; a++) {
                first[w * 2 + a] = re[a * 4 + w];
                firstIm[w * 2 + a] = im[a * 4 + w];
                second[a * 4 + w] = (a == 0 ? -1 : 1) * re[(1 - a) * 4 + w];
                secondIm[a * 4 + w] = (a == 0 ? -1 : 1) * im[(1 - a) * 4 + w];
            }
        }
        NeuronTree pair = NeuronTree.balanced(new int[] {0, 1});
        Tensor[][] nodes = {{Tensor.real(identity, 4, 2, 2)}, {Tensor.real(identity, 4, 2, 2)}};
        Tensor one = Tensor.real(new double[] {1}, 1);
        Tensor[] cores = {Tensor.complex(first, firstIm, 1, 4, 2), Tensor.complex(second, secondIm, 2, 4, 1)};
        UnconstrainedTree.Causal causal = new UnconstrainedTree(pair, one, nodes, cores, one).causal(2);
        double[] p = matrix(causal.network());
        for (int j = 0; j < 4; j++) for (int k = 0; k < 4; k++) assertThat(p[j * 4 + k]).isCloseTo(j == k ? 0 : 1 / 12., within(1e-15));
        assertThat(Math.exp(causal.logZ())).as("12 words of 2/3").isCloseTo(8, within(1e-13));
        assertThat(causal.network().bond(1)).as("twice the complex bond").isEqualTo(4);
        assertThat(determinant(p)).isCloseTo(-3 / Math.pow(12, 4), within(1e-17));

        var random = new SplittableRandom(1);
        Tensor[] real = {Tensor.real(random.doubles(8, -1, 1).toArray(), 1, 4, 2), Tensor.real(random.doubles(16, -1, 1).toArray(), 2, 4, 2)};
        assertThat(determinant(matrix(new UnconstrainedTree(pair, one, nodes, real, null).causal(2).network()))).isCloseTo(0, within(1e-18));
    }

    /** p of the first word, rows, and the second. */
    private static double[] matrix(TreeMps net) {
        return Arrays.stream(new TreeModel(net).logProbability(SpikeTrains.generate(16, 2, 2, (k, t, i) -> (k >> (3 - 2 * t - i) & 1) == 1))).map(Math::exp).toArray();
    }

    private static double determinant(double[] matrix) {
        double[] m = matrix.clone();
        double det = 1;
        for (int c = 0; c < 4; c++) {
            int pivot = c;
            for (int r = c + 1; r < 4; r++) if (Math.abs(m[r * 4 + c]) > Math.abs(m[pivot * 4 + c])) pivot = r;
            if (m[pivot * 4 + c] == 0) return 0;
            for (int e = 0; e < 4 && pivot != c; e++) {
                double kept = m[c * 4 + e];
                m[c * 4 + e] = m[pivot * 4 + e];
                m[pivot * 4 + e] = kept;
            }
            det *= pivot == c ? m[c * 4 + c] : -m[c * 4 + c];
            for (int r = c + 1; r < 4; r++) for (int e = 3; e >= c; e--) m[r * 4 + e] -= m[r * 4 + c] / m[c * 4 + c] * m[c * 4 + e];
        }
        return det;
    }

    /** One neuron; a core for all bins that multiplies the amplitude by 3 where it fires, by -2 where not: p = .9^ones .1^... of the squares 9 and 4. */
    @Test void oneNeuronByHandAndManyBinsWithoutOverflow() {
        var network = new UnconstrainedTree(NeuronTree.balanced(new int[] {0}), Tensor.real(new double[] {1e100}, 1), new Tensor[1][0],
                new Tensor[] {Tensor.real(new double[] {-2, 3}, 1, 2, 1)}, Tensor.real(new double[] {-1}, 1));
        UnconstrainedTree.Causal causal = network.causal(400);
        assertThat(causal.logZ()).isCloseTo(200 * Math.log(10) + 400 * Math.log(13), within(1e-10));
        double logP = new TreeModel(causal.network()).logProbability(SpikeTrains.generate(1, 400, 1, (k, t, i) -> t < 100))[0];
        assertThat(logP).isCloseTo(100 * Math.log(9) + 300 * Math.log(4) - 400 * Math.log(13), within(1e-10));
    }

    @Test void whatDoesNotFitIsRefused() {
        NeuronTree pair = NeuronTree.balanced(new int[] {0, 1});
        Tensor one = Tensor.real(new double[] {1}, 1), node = Tensor.real(new double[8], 2, 2, 2), core = Tensor.real(new double[2], 1, 2, 1), wide = Tensor.real(new double[4], 1, 2, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> new UnconstrainedTree(pair, one, new Tensor[][] {{Tensor.real(new double[12], 2, 2, 3)}}, new Tensor[] {core}, one))
                .withMessage("the node 2 of bin 0 must have shape [2, 2, 2], got [2, 2, 3]");
        assertThatIllegalArgumentException().isThrownBy(() -> new UnconstrainedTree(pair, one, new Tensor[][] {{node}}, new Tensor[] {wide}, one))
                .withMessage("a core for all bins needs the same bond on both sides, got 1 and 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new UnconstrainedTree(pair, one, new Tensor[][] {{node}, {node}}, new Tensor[] {wide, core}, one))
                .withMessage("the core of bin 1 must have shape [2, 2, 1], got [1, 2, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> new UnconstrainedTree(pair, one, new Tensor[][] {{node}}, new Tensor[] {core}, one).causal(3))
                .withMessageStartingWith("a network that gives every word the amplitude 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new UnconstrainedTree(pair, one, new Tensor[][] {{node}, {node}}, new Tensor[] {core, core}, one).causal(3))
                .withMessage("this network has tensors for 2 bins, got 3");
    }
}
