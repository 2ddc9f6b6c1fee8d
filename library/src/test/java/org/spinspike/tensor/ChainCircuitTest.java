package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinspike.circuit.Circuit;
import org.spinspike.circuit.Operation;
import org.spinspike.circuit.Qasm;
import org.spinspike.circuit.Simulation;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.linalg.Lq;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.tensor.SpikeCircuit.Form;

class ChainCircuitTest {
    /** Probabilities of all words under the model; site 0 is the highest bit. */
    private static double[] law(Likelihood model, int neurons, int bins) {
        int sites = neurons * bins;
        SpikeTrains words = SpikeTrains.generate(1 << sites, bins, neurons, (k, t, i) -> (k >> sites - 1 - t * neurons - i & 1) == 1);
        return Arrays.stream(model.logProbability(words)).map(Math::exp).toArray();
    }

    private static double[] simulated(SpikeCircuit made, Qasm dialect, int digits) {
        return Simulation.distribution(Qasm.read(dialect.write(made.circuit(), digits, java.util.List.of())));
    }

    static Mps random(int sites, int bond, long seed) {
        var random = new SplittableRandom(seed);
        int[] bonds = new int[sites + 1];
        double[][] cores = new double[sites][];
        for (int l = 0; l <= sites; l++) bonds[l] = (int) Math.min(bond, Math.pow(2, Math.min(l, sites - l)));
        for (int l = 0; l < sites; l++) cores[l] = IntStream.range(0, 2 * bonds[l] * bonds[l + 1]).mapToDouble(e -> random.nextGaussian()).toArray();
        return new Mps(bonds, cores);
    }

    static TiedMps tied(int neurons, int bond, long seed) {
        var random = new SplittableRandom(seed);
        double[][] cores = new double[neurons][];
        for (int i = 0; i < neurons; i++) cores[i] = Lq.of(IntStream.range(0, 2 * bond * bond).mapToDouble(e -> random.nextGaussian()).toArray(), bond, 2 * bond).q();
        double[] start = IntStream.range(0, bond).mapToDouble(e -> random.nextGaussian()).toArray();
        return TiedMps.of(Lq.of(start, 1, bond).q(), cores);
    }

    /** The bond turns over with each spike, and silence comes with probability .36 where it is 0 and .0784 where it is 1. */
    @Test void threeSitesByHand() {
        double[] first = {.6, 0, 0, .8}, next = {.6, 0, 0, .8, 0, .28, .96, 0};
        var model = MpsModel.causal(Mps.owning(new int[] {1, 2, 2, 2}, new double[][] {first, next, next}), 1, 3);
        SpikeCircuit made = model.circuit(3, Form.REUSE);
        double[] p = {.36 * .36 * .36, .36 * .36 * .64, .36 * .64 * .0784, .36 * .64 * .9216, .64 * .0784 * .0784, .64 * .0784 * .9216, .64 * .9216 * .36, .64 * .9216 * .64};
        assertThat(Simulation.distribution(made.circuit())).containsExactly(p, within(1e-15));
        assertThat(made.circuit().qubits()).isEqualTo(2);
        assertThat(made.qubitOfSite()).containsExactly(0, 1, 0);
    }

    @ParameterizedTest @EnumSource(Form.class)
    void theStoredChainWritesItsStoredProbabilities(Form form) {
        NamedArrays stored = Golden.npz("circuit_exact_staircase");
        double[] p = Golden.npz("tiny_real").get("p").doubles();
        var model = MpsModel.of(Golden.mps(stored, "A"), 8, 1);
        SpikeCircuit made = model.circuit(1, form);
        assertThat(simulated(made, Qasm.QASM2, 17)).containsExactly(p, within(1e-13));
        assertThat(simulated(made, Qasm.QASM3, 17)).containsExactly(p, within(1e-13));
        assertThat(simulated(made, Qasm.QASM3, 8)).containsExactly(p, within(1e-6));
        assertThat(made.circuit().qubits()).isEqualTo(form == Form.REUSE ? 3 : 8);
    }

    @ParameterizedTest @CsvSource({"1,4,2,6", "2,3,3,9", "3,2,4,9", "4,2,4,9", "5,3,3,8", "8,2,5,9", "6,1,9,9"})
    void freeChainsWriteTheirLaw(int bond, int neurons, int bins, int seed) {
        var model = MpsModel.of(random(neurons * bins, bond, seed), neurons, bins);
        double[] p = law(model, neurons, bins);
        for (Form form : Form.values()) assertThat(simulated(model.circuit(bins, form), Qasm.QASM2, 17)).containsExactly(p, within(1e-10));
        int shorter = bins - 1;
        assertThat(simulated(model.circuit(shorter, Form.REUSE), Qasm.QASM2, 17)).containsExactly(law(MpsModel.causal(model.chain().first(neurons * shorter), neurons, shorter), neurons, shorter), within(1e-10));
    }

    @ParameterizedTest @CsvSource({"2,3,4", "3,2,5", "4,3,4", "8,3,3"})
    void tiedChainsWriteTheirLawForAnyNumberOfBins(int bond, int neurons, int bins) {
        var model = new TiedMpsModel(tied(neurons, bond, 3 * bond));
        for (int t = 1; t <= bins; t++) {
            SpikeCircuit made = model.circuit(t, Form.REUSE);
            assertThat(simulated(made, Qasm.QASM3, 17)).containsExactly(law(model, neurons, t), within(1e-10));
            assertThat(made.circuit().qubits()).isEqualTo(1 + SpikeQubits.holding(bond));
        }
        assertThat(simulated(model.circuit(2, Form.STAIRCASE), Qasm.QASM3, 8)).containsExactly(law(model, neurons, 2), within(1e-6));
    }

    @Test void twoQubitsWriteAChainOfSixteenNeurons() {
        var model = MpsModel.of(random(16, 2, 4), 16, 1);
        Circuit circuit = model.circuit(1, Form.REUSE).circuit();
        assertThat(circuit.qubits()).isEqualTo(2);
        assertThat(simulated(model.circuit(1, Form.REUSE), Qasm.QASM2, 17)).containsExactly(law(model, 16, 1), within(1e-10));
        assertThat(circuit.counts()).containsEntry("reset", 14).containsEntry("measure", 16);
    }

    /** Two cx a site with bond 2, twelve with bond 4; neighbours only, with bond 2. */
    @Test void gatesAreFew() {
        Circuit two = new TiedMpsModel(tied(4, 2, 1)).circuit(10, Form.STAIRCASE).circuit(), four = new TiedMpsModel(tied(4, 4, 1)).circuit(10, Form.REUSE).circuit();
        assertThat(two.pairs()).isLessThanOrEqualTo(2 * 40);
        assertThat(two.operations().size()).isLessThanOrEqualTo(40 * 8 + 2);
        for (Operation o : two.operations()) if (o instanceof Operation.Pair p) assertThat(Math.abs(p.control() - p.target())).isEqualTo(1);
        assertThat(four.pairs()).isLessThanOrEqualTo(12 * 40);
        assertThat(four.operations().size()).isLessThanOrEqualTo(40 * 34);
        int[] site = new TiedMpsModel(tied(4, 2, 1)).circuit(2, Form.STAIRCASE).qubitOfSite();
        assertThat(site).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }
}
