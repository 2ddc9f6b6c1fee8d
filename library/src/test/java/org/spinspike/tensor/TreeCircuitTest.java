package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.circuit.Qasm;
import org.spinspike.circuit.Simulation;
import org.spinspike.math.linalg.Lq;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.tensor.SpikeCircuit.Form;

class TreeCircuitTest {
    private static double[] law(TreeModel model, int bins) {
        int n = model.neurons(), sites = n * bins;
        SpikeTrains words = SpikeTrains.generate(1 << sites, bins, n, (k, t, i) -> (k >> sites - 1 - t * n - i & 1) == 1);
        return Arrays.stream(model.logProbability(words)).map(Math::exp).toArray();
    }

    private static double[] simulated(SpikeCircuit made, int digits) { return Simulation.distribution(Qasm.read(Qasm.QASM3.write(made.circuit(), digits, List.of()))); }

    /** @param bonds D_0 .. D_T, or D, D for a tied one */
    static TreeMps random(NeuronTree tree, int chi, int[] bonds, long seed) {
        var random = new SplittableRandom(seed);
        int[] legs = tree.legs(chi);
        double[][][] nodes = new double[bonds.length - 1][tree.inner()][];
        double[][] cores = new double[bonds.length - 1][];
        for (int t = 0; t < cores.length; t++) {
            for (int v = tree.neurons(); v < tree.nodes(); v++) nodes[t][v - tree.neurons()] = isometry(legs[v], legs[tree.left(v)] * legs[tree.right(v)], random);
            cores[t] = isometry(bonds[t], legs[tree.root()] * bonds[t + 1], random);
        }
        return new TreeMps(tree, legs, bonds, isometry(1, bonds[0], random), nodes, cores);
    }

    private static double[] isometry(int rows, int columns, SplittableRandom random) {
        double[] q = Lq.of(IntStream.range(0, rows * columns).mapToDouble(e -> random.nextGaussian()).toArray(), rows, columns).q();
        if (random.nextBoolean()) for (int e = 0; e < columns; e++) q[e] = -q[e];
        return q;
    }

    /** Two neurons that fire together or not at all, .36 to .64 as long as they are silent; after they have fired they are silent for good. */
    @Test void twoNeuronsByHand() {
        double[] node = {1, 0, 0, 0, 0, 0, 0, 1}, core = {.6, 0, 0, .8, 0, 1, 0, 0};
        var net = new TreeMps(NeuronTree.balanced(new int[] {0, 1}), new int[] {2, 2, 2}, new int[] {2, 2}, new double[] {1, 0}, new double[][][] {{node}}, new double[][] {core});
        double[] p = new double[16];
        p[0b0000] = .36 * .36;
        p[0b0011] = .36 * .64;
        p[0b1100] = .64;
        SpikeCircuit made = new TreeModel(net).circuit(2, Form.REUSE);
        assertThat(simulated(made, 17)).containsExactly(p, within(1e-15));
        assertThat(made.circuit().qubits()).isEqualTo(3);
    }

    @ParameterizedTest @CsvSource({"tied,REUSE", "tied,STAIRCASE", "isom,REUSE"})
    void theReferencesWriteTheProbabilitiesOfBruteForce(String name, Form form) {
        double[] p = TreeMpsTest.GOLDEN.get(name + "_p").doubles();
        SpikeCircuit made = new TreeModel(TreeMpsTest.golden(name)).circuit(3, form);
        assertThat(simulated(made, 17)).containsExactly(p, within(1e-10));
        assertThat(simulated(made, 8)).containsExactly(p, within(1e-6));
    }

    /** Full legs make gates without free columns, of both signs. */
    @ParameterizedTest @CsvSource({"3,4,2,2", "4,4,4,2", "4,16,2,1", "5,2,2,2", "3,1,3,2", "1,2,2,5", "2,4,4,3", "6,3,2,1"})
    void treesOfAnyShapeWriteTheirLaw(int neurons, int chi, int bond, int bins) {
        int[] order = IntStream.range(0, neurons).map(i -> (i + 1) % neurons).toArray();
        for (long seed = 1; seed < 4; seed++)
            for (NeuronTree tree : List.of(NeuronTree.balanced(order), NeuronTree.caterpillar(order))) {
                var tied = new TreeModel(random(tree, chi, new int[] {bond, bond}, seed));
                assertThat(simulated(tied.circuit(bins, Form.REUSE), 17)).containsExactly(law(tied, bins), within(1e-10));
            }
        int[] shrinking = {bond, bond, 1};
        if (bins < 2 || bond > chi) return;
        var free = new TreeModel(random(NeuronTree.balanced(order), chi, shrinking, 9));
        assertThat(simulated(free.circuit(2, Form.STAIRCASE), 17)).containsExactly(law(free, 2), within(1e-10));
    }

    /**
     * Two qubits of the bond, and in a balanced tree of 16: three codes of two qubits that wait, and the two of the last pair. Where single neurons branch off, only one of them is
     * held: the code below and it.
     */
    @ParameterizedTest @CsvSource({"16,4,4,true,10", "16,4,8,true,11", "16,8,4,true,12", "16,2,2,true,6", "12,4,4,false,5", "12,2,2,false,3", "10,8,2,false,5"})
    void qubitsAreThoseOfTheRule(int neurons, int chi, int bond, boolean balanced, int qubits) {
        int[] order = IntStream.range(0, neurons).toArray();
        NeuronTree tree = balanced ? NeuronTree.balanced(order) : NeuronTree.caterpillar(order);
        SpikeCircuit made = new TreeModel(random(tree, chi, new int[] {bond, bond}, 4)).circuit(3, Form.REUSE);
        assertThat(made.circuit().qubits()).isEqualTo(qubits)
                .isLessThanOrEqualTo(SpikeQubits.holding(bond) + SpikeQubits.holding(chi) * (1 + 31 - Integer.numberOfLeadingZeros(neurons)));
    }

    @Test void leavesAreTurnedByTheClock() {
        double[] angles = {.3, -.2, .5, .1, .7, -.4};
        LeafDrive drive = LeafDrive.still(3, 2, 0, new double[3]).with(angles);
        var model = new TreeModel(random(NeuronTree.balanced(new int[] {0, 1, 2}), 2, new int[] {2, 2}, 5), drive);
        assertThat(simulated(model.circuit(2, Form.REUSE), 17)).containsExactly(law(model, 2), within(1e-10));
        assertThat(model.mostCircuitBins()).isEqualTo(2);
    }

    /** Tree and bond of 2: two cx for the core and for each node, whatever the number of bins; three qubits and one for each level. */
    @Test void gatesAndQubitsAreFew() {
        var model = new TreeModel(random(NeuronTree.balanced(IntStream.range(0, 8).toArray()), 2, new int[] {2, 2}, 5));
        SpikeCircuit made = model.circuit(20, Form.REUSE);
        assertThat(made.circuit().pairs()).isLessThanOrEqualTo(20 * 2 * 8);
        assertThat(made.circuit().qubits()).isEqualTo(5);
    }
}
