package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.app.task.ModelFile;
import org.spinspike.circuit.Circuit;
import org.spinspike.circuit.Qasm;
import org.spinspike.circuit.Simulation;
import org.spinspike.io.SpikeFile;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.tensor.SpikeCircuit;
import org.spinspike.tensor.WritesCircuits;

class CircuitCommandTest {
    @TempDir static Path models;
    @TempDir Path folder;
    private Shell shell;

    @BeforeAll static void fit() {
        var shell = new Shell(models);
        shell.must("simulate kinetic-ising -o @data.npz --trials 80 --bins 4 --neurons 3 --coupling 1");
        shell.must("fit mps @data.npz -o @free4.npz --bond 4 --fixed-bond --cutoff 0.000001 --sweeps 1 --validation 0");
        shell.must("fit mps @data.npz -o @tied4.npz --tied --bond 4 --iterations 3");
        shell.must("fit independent @data.npz -o @rates.npz");
        shell.must("circuit " + model("tied4") + " -o @born --bins 2");
    }

    @BeforeEach void shell() { shell = new Shell(folder); }

    private static String model(String name) { return models.resolve(name + ".npz").toString(); }

    /** The program and the map of a circuit, but for the ending. */
    private static String born() { return models.resolve("born/circuit.").toString(); }

    private JsonNode map(String name) throws IOException { return new ObjectMapper().readTree(folder.resolve(name + "/circuit.json").toFile()); }

    private double[] simulated(String name) throws IOException { return Simulation.distribution(Qasm.read(Files.readString(folder.resolve(name + "/circuit.qasm")))); }

    private static double[] law(String name, int neurons, int bins) {
        int sites = neurons * bins;
        SpikeTrains words = SpikeTrains.generate(1 << sites, bins, neurons, (k, t, i) -> (k >> sites - 1 - t * neurons - i & 1) == 1);
        return java.util.Arrays.stream(((Likelihood) ModelFile.read(models.resolve(name + ".npz")).model()).logProbability(words)).map(Math::exp).toArray();
    }

    @ParameterizedTest @CsvSource({"free4,3", "tied4,3"})
    void theProgramWritesTheModelsLaw(String name, int qubits) throws IOException {
        double[] p = law(name, 3, 4);
        for (String format : new String[] {"qasm2", "qasm3"}) {
            shell.must("circuit " + model(name) + " -o @exact-" + format + " --format " + format);
            assertThat(simulated("exact-" + format)).containsExactly(p, within(1e-10));
        }
        shell.must("circuit " + model(name) + " -o @short --digits 8 --form staircase");
        assertThat(simulated("short")).containsExactly(p, within(1e-6));
        JsonNode map = map("exact-qasm3");
        assertThat(map.get("qubits").asInt()).isEqualTo(qubits);
        assertThat(map.get("bytes").asLong()).isEqualTo(Files.size(folder.resolve("exact-qasm3/circuit.qasm")));
        assertThat(map.get("exact").asBoolean()).isTrue();
        assertThat(map.get("operations").asInt()).isEqualTo(Qasm.read(Files.readString(folder.resolve("exact-qasm3/circuit.qasm"))).operations().size());
        assertThat(Files.readString(folder.resolve("exact-qasm3/circuit.qasm"))).startsWith("OPENQASM 3.0;").contains("// c[k] = site k: bin k div 3, neuron k mod 3", "OpenQASM 3 programs print c[0] last");
        assertThat(folder.resolve("exact-qasm3/circuit.json.config.yaml")).exists();
    }

    @Test void layersSayTheirFidelity() throws IOException {
        shell.must("circuit " + model("free4") + " -o @layers --layers 2");
        JsonNode map = map("layers");
        assertThat(map.get("fidelity")).hasSize(2);
        assertThat(map.get("fidelity").get(1).asDouble()).isBetween(map.get("fidelity").get(0).asDouble() - .02, 1.);
        assertThat(shell.out()).contains("fidelity after each layer: ");
        double overlap = 0;
        double[] p = law("free4", 3, 4), q = simulated("layers");
        for (int w = 0; w < p.length; w++) overlap += Math.sqrt(p[w] * q[w]);
        assertThat(overlap * overlap).isGreaterThan(map.get("fidelity").get(1).asDouble() - 1e-10);
    }

    /** Made, run on a simulated machine, brought back: rates of 4000 shots within five standard errors of the model's. */
    @Test void whatIsMeasuredComesBackAsSpikes() {
        shell.must("circuit simulate " + born() + "qasm -o @counts.json --shots 4000");
        shell.must("circuit read @counts.json -o @measured.npz --circuit " + born() + "json");
        assertThat(shell.out()).startsWith("4000 trials x 2 bins x 3 neurons");
        SpikeTrains measured = SpikeFile.read(folder.resolve("measured.npz"));
        assertThat(measured.design().binSeconds()).isEqualTo(SpikeFile.read(models.resolve("data.npz")).design().binSeconds());
        double[] p = law("tied4", 3, 2);
        for (int site = 0; site < 6; site++) {
            double rate = 0, found = 0;
            for (int w = 0; w < 64; w++) if ((w >> 5 - site & 1) == 1) rate += p[w];
            for (int k = 0; k < 4000; k++) if (measured.fires(k, site / 3, site % 3)) found++;
            assertThat(found / 4000).isCloseTo(rate, within(5 * Math.sqrt(rate * (1 - rate) / 4000)));
        }
        assertThat(shell.err()).contains("counts have no order");
        double early = IntStream.range(0, 2000).filter(k -> measured.fires(k, 1, 2)).count(), late = IntStream.range(2000, 4000).filter(k -> measured.fires(k, 1, 2)).count();
        assertThat(Math.abs(early - late)).as("not sorted").isLessThan(5 * Math.sqrt(early + late));
        shell.must("score " + model("tied4") + " @measured.npz");
    }

    /** One neuron of three fires in the second bin of two: bit 4 of 6, however the machine writes it. */
    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"010000": 2}                                                                      |
            {"bit_order": "c[0] is the first character", "counts": {"000010": 2}}              |
            {"000010": 2}                                                                      | --bit-order c0-first
            {"0x10": 2}                                                                        |
            { c : "010000" } { c : "010000" }                                                  |
            {"results": [{"data": {"c": {"samples": ["0x10", "0x10"], "num_bits": 6}}}]}       |
            """)
    void everyFormOfResultsIsRead(String text, String option) throws IOException {
        Files.writeString(folder.resolve("result"), text);
        shell.must("circuit read @result -o @measured.npz --circuit " + born() + "json" + (option == null ? "" : " " + option));
        SpikeTrains measured = SpikeFile.read(folder.resolve("measured.npz"));
        assertThat(measured.trials()).isEqualTo(2);
        assertThat(measured.spikes()).isEqualTo(2);
        assertThat(measured.fires(0, 1, 1) && measured.fires(1, 1, 1)).isTrue();
    }

    @Test void withoutAMapEachBitIsANeuron() throws IOException {
        Files.writeString(folder.resolve("counts.json"), "{\"011\": 1, \"000\": 3}");
        shell.must("circuit read @counts.json -o @measured.npz");
        assertThat(shell.err()).contains("each bit is taken as a neuron of its own");
        SpikeTrains measured = SpikeFile.read(folder.resolve("measured.npz"));
        assertThat(measured).hasToString("4 trials x 1 bin x 3 neurons");
        assertThat(measured.ones()).containsExactly(1, 1, 0);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"01": 2}                    | '01': has 2 bits, 6 were expected
            {"01000x": 2}                | '01000x': is no word of 0 and 1
            {"010000": 1.5}              | '010000': expected how often it came, a whole number, found 1.5
            {"0x80": 1}                  | '0x80': has more than 6 bits
            {"010000": 999999999999999}  | of memory
            {}                           | holds no shots
            { c : "010000" } spam        | after shot 0: expected { c : "01..." }, found 'spam'
            {"results": [1, 2]}          | results: holds 2 circuits; a file of one is needed
            {"results": [{}]}            | results[0].data: must hold one register with 'samples' and 'num_bits'
            {"bit_order": "odd", "1": 1} | bit_order: 'odd' is neither
            spam                         | is neither JSON nor blocks like
            """)
    void resultsThatAreNoneAreRefused(String text, String complaint) throws IOException {
        Files.writeString(folder.resolve("result"), text);
        shell.refused(3, "circuit read @result -o @measured.npz --circuit " + born() + "json", complaint);
        assertThat(folder.resolve("measured.npz")).doesNotExist();
    }

    @Test void whatIsTooLargeIsToldWithWhatFits() throws IOException {
        shell.refused(3, "circuit " + model("tied4") + " -o @big --bins 1000 --target reimei", "operations, reimei takes 40000; what fits: --bins ", " --digits 8");
        assertThat(folder.resolve("big")).doesNotExist();
        String complaint = shell.complaints().get(0);
        int fits = Integer.parseInt(complaint.replaceAll(".*what fits: --bins (\\d+),.*", "$1"));
        shell.must("circuit " + model("tied4") + " -o @fits --target reimei --bins " + fits);
        assertThat(Files.size(folder.resolve("fits/circuit.qasm"))).isLessThanOrEqualTo(65_536);
        shell.refused(3, "circuit " + model("tied4") + " -o @more --target reimei --bins " + (fits + 1), "bytes of program, reimei takes 65536; what fits: --digits 8");
        shell.refused(3, "circuit " + model("tied4") + " -o @wide --target reimei-simulator --form staircase --bins 8", "26 qubits, reimei-simulator has 20; what fits: --form reuse");
    }

    /** A trial that no machine could write: bits of its own for each spike are more than can be counted. Parts of it tell at once; whoever tried to make the whole would not end. */
    @ParameterizedTest @CsvSource({"reimei, '', operations", "reimei, --form staircase, qubits", "ibm-kobe-dacc, --layers 2, operations"})
    void farBeyondTheLimitsNothingIsMadeToFindOut(String machine, String option, String what) {
        String line = "circuit " + model("tied4") + " -o @far --target " + machine + " --bins 500000000 " + option;
        shell.refused(3, line.strip(), "the circuit has about ", "00000", " " + what + ", " + machine, "what fits: ");
    }

    /** The number told of a circuit that was not made is that of the one made without limits, rounded up. */
    @Test void whatIsToldOfACircuitThatWasNotMadeIsSo() {
        shell.refused(3, "circuit " + model("tied4") + " -o @far --target reimei --bins 1000", "the circuit has about ");
        double told = Double.parseDouble(shell.complaints().get(0).replaceAll(".*about (\\d+) operations.*", "$1"));
        int made = shell.must("circuit " + model("tied4") + " -o @far --bins 1000 --dry-run --json -").json().get("operations").asInt();
        assertThat(told / made).isBetween(.99, 1.11);
    }

    /** What the estimate rests on. */
    @ParameterizedTest @CsvSource({"free4, REUSE", "free4, STAIRCASE", "tied4, REUSE", "tied4, STAIRCASE"})
    void aLongerTrialNeedsNoFewerOperationsButForASeam(String name, SpikeCircuit.Form form) {
        var model = (WritesCircuits) ModelFile.read(models.resolve(name + ".npz")).model();
        for (int bins = 1; bins < 4; bins++)
            for (int layers = 0; layers < 3; layers++) {
                Circuit shorter = made(model, bins, layers, form), longer = made(model, bins + 1, layers, form);
                assertThat(shorter.operations().size()).isLessThan(longer.operations().size() + 100);
                assertThat(shorter.qubits()).isLessThanOrEqualTo(longer.qubits());
            }
    }

    private static Circuit made(WritesCircuits model, int bins, int layers, SpikeCircuit.Form form) {
        return (layers == 0 ? model.circuit(bins, form) : model.layeredCircuit(bins, layers, form)).circuit();
    }

    @Test void wrongUseIsToldInOneLine() {
        shell.refused(3, "circuit " + model("rates") + " -o @c", "independent has no circuit: mps, mps --tied and tensor-brain without --lags have");
        shell.refused(3, "circuit " + model("free4") + " -o @c --bins 5", "learned trials of at most 4 bins, --bins asks for 5");
        shell.refused(2, "circuit " + model("free4") + " -o @c --target reimei --format qasm3", "reimei reads qasm2, not qasm3");
        shell.refused(2, "circuit " + model("free4") + " -o @c --target mars", "--target must be one of generic, reimei, reimei-simulator, ibm-kobe-dacc, got 'mars'");
        shell.refused(2, "circuit " + model("free4") + " -o @c --digits 18", "--digits must be in 1..17, got 18");
        shell.refused(2, "circuit " + model("free4") + " -o @c --layers -1", "--layers must be at least 0, got -1");
        shell.refused(2, "circuit " + model("free4") + " -o @c --bins 0", "--bins must be at least 1, got 0");
        shell.refused(2, "circuit simulate @c.qasm -o @counts.json --shots 0", "--shots must be at least 1, got 0");
        shell.refused(3, "circuit simulate @c.qasm -o @counts.json", "c.qasm: cannot be read: there is no such file");
        shell.refused(2, "circuit read @c -o @m.npz --bit-order odd", "--bit-order must be c0-last or c0-first, got 'odd'");
    }

    @Test void programsThatAreNoneAreToldWithTheirLine() throws IOException {
        Files.writeString(folder.resolve("odd.qasm"), "OPENQASM 2.0;\nqreg q[2];\ncreg c[2];\nccx q[0],q[1];\n");
        shell.refused(3, "circuit simulate @odd.qasm -o @counts.json", "odd.qasm: line 4: 'ccx' is no operation of the subset");
        Files.writeString(folder.resolve("blind.qasm"), "OPENQASM 2.0;\nqreg q[2];\nx q[0];\n");
        shell.refused(3, "circuit simulate @blind.qasm -o @counts.json", "has no classical bits");
        Files.writeString(folder.resolve("wide.qasm"), "OPENQASM 2.0;\nqreg q[25];\ncreg c[1];\n" + "h q;\n" + "measure q[0] -> c[0];\n");
        for (String dry : new String[] {"", " --dry-run"}) shell.refused(3, "circuit simulate @wide.qasm -o @counts.json" + dry, "more than 24 qubits are entangled at a time: too many to be simulated");
    }

    @Test void longWordsAreShownByTheirBeginning() throws IOException {
        Files.writeString(folder.resolve("long.json"), "{\"" + "01".repeat(180) + "\": 3}");
        shell.refused(3, "circuit read @long.json -o @m.npz --circuit " + born() + "json", "'010101010101010101010101...': has 360 bits, 6 were expected");
        assertThat(shell.err()).doesNotContain("01".repeat(13));
    }

    @Test void aDryRunWritesNothingAndSeedsAreKept() throws IOException {
        shell.must("circuit " + model("free4") + " -o @dry --dry-run");
        assertThat(shell.out()).contains("on 3 qubits").contains("nothing was written");
        assertThat(folder.resolve("dry")).doesNotExist();
        shell.must("circuit " + model("free4") + " -o @c --json -");
        assertThat(new ObjectMapper().readTree(shell.out()).get("two_qubit_gates").asInt()).isPositive();
        shell.must("circuit simulate @c/circuit.qasm -o @a.json --dry-run");
        assertThat(shell.out()).contains("circuit simulate: about ", " s on one core", "3 qubits, 12 bits, ", "at most 3 qubits at a time");
        assertThat(folder.resolve("a.json")).doesNotExist();
        shell.must("circuit simulate @c/circuit.qasm -o @a.json --seed 4");
        shell.must("circuit simulate @c/circuit.qasm -o @b.json --seed 4 --threads 1");
        assertThat(folder.resolve("a.json")).hasSameTextualContentAs(folder.resolve("b.json"));
    }
}
