package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.baseline.IndependentModel;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Entries;
import org.spinspike.model.Model;
import org.spinspike.model.PairProbabilities;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Shared;
import org.spinspike.model.SharedInformation;
import org.spinspike.spikes.SpikeTrains;

/** What two parts share, against every word multiplied out; and what two networks with one law have in common and what they have not. */
class InformationTest {
    private static final NamedArrays GOLDEN = TreeMpsTest.GOLDEN;
    private static final int[] ALL = {0, 1, 2, 3};

    /** p(00) .5, p(01) .1, p(10) .15, p(11) .25. */
    private static final double[] LAW = {.5, .1, .15, .25};
    private static final double BY_HAND = .5 * Math.log(.5 / (.6 * .65)) + .1 * Math.log(.1 / (.6 * .35)) + .15 * Math.log(.15 / (.4 * .65)) + .25 * Math.log(.25 / (.4 * .35));

    private static SharedInformation of(Model model, int bins) { return new SharedInformation(model, bins, .01, 2, new Seed(1)); }

    private static MpsModel chain(double sign) {
        double[] psi = Arrays.stream(LAW).map(Math::sqrt).toArray();
        return MpsModel.of(new Mps(new int[] {1, 2, 1}, new double[][] {{1, 0, 0, 1}, {psi[0], psi[1], psi[2], sign * psi[3]}}), 2, 1);
    }

    private static TreeModel tree(double sign) {
        double[] psi = Arrays.stream(LAW).map(Math::sqrt).toArray();
        psi[3] *= sign;
        return new TreeModel(new TreeMps(NeuronTree.balanced(new int[] {0, 1}), new int[] {2, 2, 1}, new int[] {1, 1}, new double[] {1}, new double[][][] {{psi}}, new double[][] {{1}}));
    }

    // ---- one law, two sets of signs

    @Test void equalLawsShareEqualInformationButNotEqualEntanglement() {
        Entries a = Entries.of(2, new int[] {0}, 0, 1), b = Entries.of(2, new int[] {1}, 0, 1);
        for (Model model : new Model[] {chain(1), chain(-1), tree(1), tree(-1)}) {
            Shared shared = of(model, 1).between(a, b);
            assertThat(shared.nats()).isCloseTo(BY_HAND, within(1e-14)).isCloseTo(.11248, within(1e-5));
            assertThat(shared.exact()).isTrue();
            assertThat(shared.standardError()).isZero();
        }
        // the two eigenvalues of the density add to 1, their product is the squared determinant of psi: (sqrt(.125) -+ sqrt(.015))^2
        double plain = entropy(Math.sqrt(.125) - Math.sqrt(.015)), crossed = entropy(Math.sqrt(.125) + Math.sqrt(.015));
        assertThat(plain).isCloseTo(.2175, within(1e-4));
        assertThat(crossed).isCloseTo(.6456, within(1e-4));
        assertThat(Schmidt.of(chain(1).chain()).entropies()).containsExactly(new double[] {plain}, within(1e-14));
        assertThat(Schmidt.of(chain(-1).chain()).entropies()).containsExactly(new double[] {crossed}, within(1e-14));
        assertThat(Entanglement.of(tree(1), 1).orElseThrow().edges()[0]).containsExactly(new double[] {plain, plain, 0}, within(1e-14));
        assertThat(Entanglement.of(tree(-1), 1).orElseThrow().edges()[0]).containsExactly(new double[] {crossed, crossed, 0}, within(1e-14));
        assertThat(plain).as("an upper bound").isGreaterThan(BY_HAND);
    }

    private static double entropy(double determinant) {
        double root = Math.sqrt(1 - 4 * determinant * determinant), p = (1 + root) / 2;
        return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    }

    @Test void theNullIsThatOfTheProductLaw() {
        Shared shared = of(chain(1), 1).between(Entries.of(2, new int[] {0}, 0, 1), Entries.of(2, new int[] {1}, 0, 1));
        double expected = .39 * Math.log(.5 / .39) + .21 * Math.log(.1 / .21) + .26 * Math.log(.15 / .26) + .14 * Math.log(.25 / .14);
        assertThat(shared.nullNats()).isCloseTo(expected, within(1e-14)).isNegative();
    }

    // ---- the golden tree and chain

    /** As they are stored, some neither isometric nor normalised, made causal. */
    private static Model golden(String name) {
        return name.equals("tiny_real") ? MpsModel.of(Golden.mps(Golden.npz(name), "A"), 2, 4) : new TreeModel(UnconstrainedTreeTest.golden(name).causal(3).network());
    }

    private static double[] reference(String name, String key) { return name.equals("tiny_real") ? Golden.npz(name).get(key).doubles() : GOLDEN.get(name + "_" + key).doubles(); }

    @ParameterizedTest @ValueSource(strings = {"tied", "isom", "free", "tiedfree", "cplx", "tiny_real"})
    void pairsAreThoseOfBruteForce(String name) {
        Model model = golden(name);
        double[] one = reference(name, "marg1"), two = reference(name, "marg2_11"), information = reference(name, "mutual_information_classical");
        int sites = one.length, n = model.neurons();
        PairProbabilities pairs = PairProbabilities.of(model, sites / n, .01);
        assertThat(pairs.one()).containsExactly(one, within(1e-12));
        assertThat(pairs.pairs()).containsExactly(two, within(1e-12));
        double a = one[0], b = one[1];
        assertThat(pairs.correlations()[1]).isCloseTo((two[1] - a * b) / Math.sqrt(a * (1 - a) * b * (1 - b)), within(1e-12));
        SharedInformation shared = of(model, sites / n);
        for (int l = 0; l < sites; l++)
            for (int m = 0; m < sites; m++)
                if (l != m) assertThat(shared.between(site(n, l), site(n, m)).nats()).as(l + " and " + m).isCloseTo(information[l * sites + m], within(1e-12));
    }

    private static Entries site(int n, int l) { return Entries.of(n, new int[] {l % n}, l / n, l / n + 1); }

    /** Any subset: the words of three entries far apart, added up from all 4096. */
    @ParameterizedTest @ValueSource(strings = {"tied", "isom", "free", "tiedfree", "cplx"})
    void marginalsOfAnySubsetAreSumsOverTheRest(String name) {
        double[] p = reference(name, "p"), sum = new double[8];
        for (int w = 0; w < 4096; w++) sum[4 * bit(w, 1) + 2 * bit(w, 6) + bit(w, 8)] += p[w];
        assertThat(of(golden(name), 3).words(site(4, 1).and(site(4, 6)).and(site(4, 8)))).containsExactly(sum, within(1e-13));
    }

    private static int bit(int word, int site) { return word >> (11 - site) & 1; }

    @ParameterizedTest @ValueSource(strings = {"tied", "isom", "free", "tiedfree"})
    void entanglementIsThatOfBruteForce(String name) {
        Entanglement found = Entanglement.of(golden(name), 3).orElseThrow();
        assertThat(found.temporal()).containsExactly(reference(name, "temporal_entropy"), within(1e-12));
        double[] edges = reference(name, "tree_entropy");
        for (int t = 0; t < 3; t++) assertThat(found.edges()[t]).as("bin " + t).containsExactly(Arrays.copyOfRange(edges, 7 * t, 7 * t + 7), within(1e-12));
    }

    /** A complex network is kept in its real form, of twice the bond: its own entropy is not lost, and at most ln 2 is added. */
    @Test void theRealFormOfAComplexNetworkBoundsItsEntanglement() {
        double[] temporal = Entanglement.of(golden("cplx"), 3).orElseThrow().temporal(), complex = reference("cplx", "temporal_entropy");
        for (int t = 0; t < 2; t++) assertThat(temporal[t]).isBetween(complex[t], complex[t] + Math.log(2));
    }

    /** {0, 2} in bins 0 and 1 about {1} in bin 2, given what {1} did before. */
    @ParameterizedTest @ValueSource(strings = {"tied", "isom", "free", "tiedfree", "cplx"})
    void directedInformationIsThatOfBruteForce(String name) {
        double[] expected = directed(reference(name, "p"), 0b1010_1010_0000, 0b0000_0000_0100, 0b0100_0100_0000);
        Shared shared = of(golden(name), 3).between(Entries.of(4, new int[] {0, 2}, 0, 2), site(4, 9), Entries.of(4, new int[] {1}, 0, 2));
        assertThat(shared.nats()).isCloseTo(expected[0], within(1e-12)).isPositive();
        assertThat(shared.nullNats()).isCloseTo(expected[1], within(1e-12)).isNegative();
    }

    /** @return information of A and B given C, and the same with A from another trial, from the probabilities of all words; masks of a word's bits */
    private static double[] directed(double[] p, int ofA, int ofB, int ofC) {
        double[] abc = summed(p, ofA | ofB | ofC), ac = summed(p, ofA | ofC), bc = summed(p, ofB | ofC), c = summed(p, ofC), a = summed(p, ofA), out = new double[2];
        for (int w = 0; w < p.length; w++) {
            if (abc[w] == 0) continue;
            double apart = ac[w & (ofA | ofC)] * bc[w & (ofB | ofC)] / c[w & ofC];
            out[0] += abc[w] * Math.log(abc[w] / apart);
            out[1] += a[w & ofA] * bc[w & (ofB | ofC)] * Math.log(abc[w] / apart);
        }
        return out;
    }

    private static double[] summed(double[] p, int mask) {
        double[] out = new double[p.length];
        for (int w = 0; w < p.length; w++) out[w & mask] += p[w];
        return out;
    }

    // ---- samples

    /** Four bins of the golden tied tree, 65536 words: two bins about two bins, and {0, 2} before about {1, 3} now given what {1, 3} did; from samples and from all words. */
    @Test void samplesAgreeWithAllWords() {
        var model = new TreeModel(TreeMpsTest.golden("tied"));
        double[] p = Arrays.stream(model.logProbability(SpikeTrains.generate(65536, 4, 4, (k, t, i) -> (k >> (15 - 4 * t - i) & 1) == 1))).map(Math::exp).toArray();
        int[] some = {0, 2}, rest = {1, 3};
        var shared = new SharedInformation(model, 4, .01, 2000, new Seed(5));
        near(shared.between(Entries.of(4, ALL, 0, 2), Entries.of(4, ALL, 2, 4)), directed(p, 0xFF00, 0x00FF, 0));
        near(shared.between(Entries.of(4, some, 0, 3), Entries.of(4, rest, 3, 4), Entries.of(4, rest, 0, 3)), directed(p, 0b1010_1010_1010_0000, 0b0000_0000_0000_0101, 0b0101_0101_0101_0000));
    }

    private static void near(Shared shared, double[] expected) {
        assertThat(shared.exact()).isFalse();
        assertThat(Math.abs(shared.nats() - expected[0])).isLessThan(3 * shared.standardError());
        assertThat(Math.abs(shared.nullNats() - expected[1])).isLessThan(3 * shared.nullStandardError());
        assertThat(shared.standardError()).isLessThan(.02);
        assertThat(expected[1]).isNegative();
    }

    // ---- edges

    /** Every word of bin 1 once instead of samples: the density of each word, and of words whose lower part comes from the next one; leaves turned by the clock or not. */
    @ParameterizedTest @ValueSource(booleans = {false, true})
    void edgesAreThoseOfEveryWord(boolean driven) {
        TreeMps net = TreeMpsTest.golden("tied");
        TreeModel model = driven ? new TreeModel(net, LeafDriveTest.random(4, 2, 0, 5)) : new TreeModel(net);
        NeuronTree tree = net.tree();
        double[] p = of(model, 2).words(Entries.of(4, ALL, 1, 2)), golden = new double[16];
        for (int w = 0; w < 4096; w++) golden[w >> 4 & 15] += reference("tied", "p")[w];
        if (!driven) assertThat(p).containsExactly(golden, within(1e-12));
        double[][][] edges = EdgeInformation.densities(model, SpikeTrains.generate(16, 2, 4, (k, t, i) -> t == 1 && (k >> (3 - i) & 1) == 1), 1);
        int[] below = {0b1000, 0b0100, 0b0010, 0b0001, 0, 0};
        for (int v = 4; v < 6; v++) below[v] = below[tree.left(v)] | below[tree.right(v)];
        assertThat(edges[0]).hasNumberOfRows(6);
        for (int v = 0; v < 6; v++) {
            int seen = below[v], rest = 15 & ~seen;
            for (int w = 0; w < 16; w++) {
                int mixed = (w + 1) % 16 & seen | w & rest;
                assertThat(edges[0][v][w]).as("edge " + v).isCloseTo(Math.log(p[w] / part(p, w, seen) / part(p, w, rest)), within(1e-12));
                assertThat(edges[1][v][w]).as("edge " + v).isCloseTo(Math.log(p[mixed] / part(p, mixed, seen) / part(p, mixed, rest)), within(1e-12));
            }
        }
        assertThat(edges[0][tree.left(6)]).as("both sides of the root").containsExactly(edges[0][tree.right(6)], within(1e-12));
    }

    private static double part(double[] p, int w, int mask) { return IntStream.range(0, 16).filter(x -> (x & mask) == (w & mask)).mapToDouble(x -> p[x]).sum(); }

    // ---- memory

    /**
     * From channel 0 silence (.9) stays and a spike (.1) goes to channel 1, from 1 silence (.4) stays and a spike (.6) goes back: on the diagonal of the density a
     * Markov chain with eigenvalues 1 and .9 + .4 - 1, beside it sqrt(.9 .4) + sqrt(.1 .6), which no spike shows: with the other sign of one amplitude, and the same law, it is less.
     */
    @Test void theSpectrumOfTwoChannelsByHand() {
        for (double sign : new double[] {1, -1}) {
            double[] core = {Math.sqrt(.9), 0, 0, Math.sqrt(.1), 0, Math.sqrt(.4), sign * Math.sqrt(.6), 0};
            var model = new TiedMpsModel(TiedMps.of(new double[] {1, 0}, new double[][] {core}));
            TransferSpectrum spectrum = TransferSpectrum.of(model).orElseThrow();
            double unseen = .6 + sign * Math.sqrt(.06);
            assertThat(spectrum.values().re()).containsExactly(new double[] {1, Math.max(.3, unseen), Math.min(.3, unseen)}, within(1e-14));
            assertThat(spectrum.correlationBins()).isCloseTo(-1 / Math.log(unseen), within(1e-13));
            Shared shared = of(model, 2).between(Entries.of(1, new int[] {0}, 0, 1), Entries.of(1, new int[] {0}, 1, 2));
            double hand = .81 * Math.log(.81 / (.9 * .85)) + .09 * Math.log(.09 / (.9 * .15)) + .04 * Math.log(.04 / (.1 * .85)) + .06 * Math.log(.06 / (.1 * .15));
            assertThat(shared.nats()).isCloseTo(hand, within(1e-14));
        }
    }

    /** The covariance of an entry with one l bins later falls by the second eigenvalue from lag to lag, once the others are gone. */
    @Test void correlationsOfATreeFallAsItsSpectrumSays() {
        var model = new TreeModel(TreeMpsTest.golden("tied"));
        TransferSpectrum spectrum = TransferSpectrum.of(model).orElseThrow();
        assertThat(spectrum.values().size(0)).isCloseTo(1, within(1e-13));
        assertThat(spectrum.values().im()[1]).as("real, so that lags do not oscillate").isZero();
        PairProbabilities pairs = PairProbabilities.of(model, 40, .01);
        double[] covariance = new double[40];
        for (int t = 1; t < 40; t++) covariance[t] = pairs.pairs()[4 * t] - pairs.one()[0] * pairs.one()[4 * t];
        assertThat(covariance[39] / covariance[38]).isCloseTo(spectrum.values().re()[1], within(1e-3));
        assertThat(TransferSpectrum.of(golden("isom"))).as("bins of their own").isEmpty();
    }

    @Test void independentNeuronsShareNothing() {
        var model = new IndependentModel(new RatesOverTime(1, 8, new double[] {.1, .2, .3, .4, .15, .25, .35, .45}));
        SharedInformation shared = new SharedInformation(model, 2, .01, 50, new Seed(1));
        Shared counted = shared.between(Entries.of(8, ALL, 0, 1), Entries.of(8, new int[] {4, 5}, 0, 1)), sampled = shared.between(Entries.of(8, new int[] {0, 1, 2, 3, 4, 5, 6}, 0, 1), Entries.of(8, new int[] {0, 1, 2, 3, 4, 5, 7}, 1, 2));
        assertThat(counted.exact()).isTrue();
        assertThat(sampled.exact()).isFalse();
        assertThat(new double[] {counted.nats(), counted.nullNats(), sampled.nats(), sampled.nullNats()}).containsOnly(new double[] {0}, within(1e-13));
        assertThat(TransferSpectrum.of(model)).isEmpty();
        assertThat(Entanglement.of(model, 2)).isEmpty();
    }

    @Test void partsThatOverlapOrAreEmptyAreRefused() {
        SharedInformation shared = of(golden("tied"), 3);
        assertThatIllegalArgumentException().isThrownBy(() -> shared.between(site(4, 1), site(4, 1))).withMessageContaining("overlap");
        assertThatIllegalArgumentException().isThrownBy(() -> shared.between(site(4, 1), Entries.of(4, ALL, 1, 1))).withMessageContaining("empty");
        assertThatIllegalArgumentException().isThrownBy(() -> shared.between(site(4, 1), site(4, 13))).withMessageContaining("bin 3").withMessageContaining("3");
    }
}
