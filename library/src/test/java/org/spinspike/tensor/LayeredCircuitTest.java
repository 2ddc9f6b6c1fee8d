package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.circuit.Circuit;
import org.spinspike.circuit.Operation;
import org.spinspike.circuit.Qasm;
import org.spinspike.circuit.Simulation;
import org.spinspike.tensor.SpikeCircuit.Form;

class LayeredCircuitTest {
    private static MpsModel stored() { return MpsModel.of(Golden.mps(Golden.npz("circuit_exact_staircase"), "A"), 8, 1); }

    private static double[] values(SpikeCircuit made) { return made.fidelity().stream().mapToDouble(Fidelity::value).toArray(); }

    private static double[] simulated(SpikeCircuit made) { return Simulation.distribution(Qasm.read(Qasm.QASM2.write(made.circuit(), 17, List.of()))); }

    /** The first reference's later layers depend on the signs its singular vectors happened to have (its second lies anywhere in .877 to .927 as these vary); the second one's do not. */
    @Test void fidelitiesAreThoseOfTheReferences() {
        double[] fidelity = values(stored().layeredCircuit(1, 6, Form.STAIRCASE));
        var loose = Golden.json("circuit_reference").get("ran_layers_fidelity");
        var exact = Golden.json("circuit_layers").get("fidelity");
        assertThat(fidelity[0]).isCloseTo(loose.get(0).asDouble(), within(1e-12));
        for (int n = 0; n < 6; n++) {
            assertThat(fidelity[n]).isCloseTo(exact.get(n).asDouble(), within(1e-10));
            assertThat(fidelity[n]).isCloseTo(loose.get(n).asDouble(), within(.012));
        }
    }

    @Test void oneLayerWritesTheStoredProbabilities() {
        for (Form form : Form.values()) {
            SpikeCircuit made = stored().layeredCircuit(1, 1, form);
            assertThat(simulated(made)).containsExactly(Golden.npy("circuit_layer1_probs").doubles(), within(1e-10));
            assertThat(made.circuit().qubits()).isEqualTo(form == Form.REUSE ? 2 : 8);
        }
    }

    /** The layers, then the exact circuit backwards: 0 0 .. 0 comes with the squared overlap of the two states. */
    @ParameterizedTest @CsvSource({"1", "2", "4"})
    void layersWriteWhatTheirFidelitySays(int layers) {
        SpikeCircuit apart = stored().layeredCircuit(1, layers, Form.STAIRCASE), exact = stored().circuit(1, Form.STAIRCASE), reuse = stored().layeredCircuit(1, layers, Form.REUSE);
        var both = new Circuit.Builder(8);
        for (Operation o : apart.circuit().operations()) add(o, 1, IntStream.range(0, 8).toArray(), both);
        int[] site = new int[8];
        for (int l = 0; l < 8; l++) site[exact.qubitOfSite()[l]] = apart.qubitOfSite()[l];
        List<Operation> backwards = new ArrayList<>(exact.circuit().operations());
        Collections.reverse(backwards);
        for (Operation o : backwards) add(o, -1, site, both);
        for (int l = 0; l < 8; l++) both.measure(l, l);
        assertThat(Simulation.distribution(both.build())[0]).isCloseTo(apart.fidelity().get(layers - 1).value(), within(1e-12));

        assertThat(simulated(apart)).containsExactly(simulated(reuse), within(1e-12));
        assertThat(reuse.circuit().qubits()).isEqualTo(layers + 1);
        assertThat(reuse.circuit().pairs()).isLessThanOrEqualTo(2 * 7 * layers);
        for (Operation o : apart.circuit().operations()) if (o instanceof Operation.Pair two) assertThat(Math.abs(two.control() - two.target())).isEqualTo(1);
    }

    private static void add(Operation o, int sign, int[] qubit, Circuit.Builder to) {
        if (o instanceof Operation.Turn t) to.turn(t.axis(), sign * t.angle(), qubit[t.qubit()]);
        if (o instanceof Operation.Pair p) to.pair(p.gate(), qubit[p.control()], qubit[p.target()]);
    }

    @Test void aChainOfBondTwoNeedsOneLayer() {
        var model = MpsModel.of(ChainCircuitTest.random(40, 2, 3), 4, 10);
        assertThat(model.layeredCircuit(10, 1, Form.REUSE).fidelity().get(0).value()).isCloseTo(1, within(1e-12));
        var open = MpsModel.of(ChainCircuitTest.random(12, 2, 3), 3, 4);
        assertThat(simulated(open.layeredCircuit(3, 1, Form.REUSE))).as("with an open end").containsExactly(simulated(open.circuit(3, Form.REUSE)), within(1e-12));
    }

    /** Amplitudes of the chain's words and of its open bond's bits, multiplied out; the first site is the highest bit. */
    private static double[] amplitudes(Mps chain) {
        double[] v = {1};
        for (int l = 0; l < chain.sites(); l++) {
            int left = chain.bond(l), right = chain.bond(l + 1);
            double[] core = chain.core(l), next = new double[v.length / left * 2 * right];
            for (int w = 0; w < v.length / left; w++)
                for (int a = 0; a < left; a++)
                    for (int sb = 0; sb < 2 * right; sb++) next[w * 2 * right + sb] += v[w * left + a] * core[a * 2 * right + sb];
            v = next;
        }
        return v;
    }

    /** The squared overlap of the program's state, before anything is measured, with the chain: every amplitude of all qubits. */
    private static double overlap(SpikeCircuit made, Mps chain) {
        Circuit program = Qasm.read(Qasm.QASM2.write(made.circuit(), 17, List.of()));
        int qubits = program.qubits();
        for (int l = 0; l < chain.sites(); l++) assertThat(made.qubitOfSite()[l]).isEqualTo(l);
        double[] expected = amplitudes(chain), v = new double[1 << qubits];
        assertThat(expected).hasSize(v.length);
        v[0] = 1;
        for (Operation o : program.operations()) {
            if (o instanceof Operation.Turn t) {
                assertThat(t.axis()).isEqualTo(Operation.Axis.Y);
                double c = Math.cos(t.angle() / 2), s = Math.sin(t.angle() / 2);
                int bit = 1 << qubits - 1 - t.qubit();
                for (int x = 0; x < v.length; x++) {
                    if ((x & bit) != 0) continue;
                    double zero = v[x], one = v[x | bit];
                    v[x] = c * zero - s * one;
                    v[x | bit] = s * zero + c * one;
                }
            } else if (o instanceof Operation.Pair p) {
                assertThat(p.gate()).isEqualTo(Operation.Paired.CX);
                int control = 1 << qubits - 1 - p.control(), target = 1 << qubits - 1 - p.target();
                for (int x = 0; x < v.length; x++) {
                    if ((x & control) == 0 || (x & target) != 0) continue;
                    double zero = v[x];
                    v[x] = v[x | target];
                    v[x | target] = zero;
                }
            }
        }
        double overlap = 0;
        for (int x = 0; x < v.length; x++) overlap += v[x] * expected[x];
        return overlap * overlap;
    }

    /** Sixteen sites and an open bond of 8, where the search has cut the state from the fourth layer on: what is stated is still what the program makes. */
    @Test void whatTheSearchCutsIsNotCountedAsFidelity() {
        Mps chain = ChainCircuitTest.tied(4, 8, 5).chain(4);
        assertThat(chain.bond(chain.sites())).isEqualTo(8);
        SpikeCircuit six = LayeredCircuit.of(chain, 4, 4, 6, Form.STAIRCASE);
        double[] stated = values(six);
        assertThat(six.fidelity()).allMatch(Fidelity::exact);
        assertThat(stated[5]).isCloseTo(overlap(six, chain), within(1e-12));
        assertThat(stated[0]).isCloseTo(overlap(LayeredCircuit.of(chain, 4, 4, 1, Form.STAIRCASE), chain), within(1e-12));
        assertThat(stated[3]).isCloseTo(overlap(LayeredCircuit.of(chain, 4, 4, 4, Form.STAIRCASE), chain), within(1e-12));

        SpikeCircuit bounded = LayeredCircuit.of(chain, 4, 4, 6, Form.STAIRCASE, 0);
        double[] least = values(bounded);
        assertThat(bounded.fidelity()).noneMatch(Fidelity::exact);
        for (int n = 0; n < 3; n++) assertThat(least[n]).as("nothing cut yet").isCloseTo(stated[n], within(1e-9));
        for (int n = 3; n < 6; n++) assertThat(least[n]).isBetween(0., stated[n]);
        assertThat(bounded.circuit().operations()).isEqualTo(six.circuit().operations());
    }

    @Test void aBoundIsRoundedDownAndCalledOne() {
        assertThat(new Fidelity(.98769, true).words(4)).isEqualTo("0.9877");
        assertThat(new Fidelity(.98769, false).words(4)).isEqualTo("at least 0.9876");
    }
}
