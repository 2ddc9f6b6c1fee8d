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

    private static double[] simulated(SpikeCircuit made) { return Simulation.distribution(Qasm.read(Qasm.QASM2.write(made.circuit(), 17, List.of()))); }

    /** The first reference's later layers depend on the signs its singular vectors happened to have (its second lies anywhere in .877 to .927 as these vary); the second one's do not. */
    @Test void fidelitiesAreThoseOfTheReferences() {
        double[] fidelity = stored().layeredCircuit(1, 6, Form.STAIRCASE).fidelity();
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
        assertThat(Simulation.distribution(both.build())[0]).isCloseTo(apart.fidelity()[layers - 1], within(1e-12));

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
        assertThat(model.layeredCircuit(10, 1, Form.REUSE).fidelity()[0]).isCloseTo(1, within(1e-12));
        var open = MpsModel.of(ChainCircuitTest.random(12, 2, 3), 3, 4);
        assertThat(simulated(open.layeredCircuit(3, 1, Form.REUSE))).as("with an open end").containsExactly(simulated(open.circuit(3, Form.REUSE)), within(1e-12));
    }
}
