package org.spinspike.app.task;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spinspike.circuit.Circuit;
import org.spinspike.circuit.Qasm;
import org.spinspike.circuit.Target;
import org.spinspike.io.AtomicFile;
import org.spinspike.math.Count;
import org.spinspike.math.Require;
import org.spinspike.tensor.Fidelity;
import org.spinspike.tensor.SpikeCircuit;
import org.spinspike.tensor.SpikeCircuit.Form;
import org.spinspike.tensor.WritesCircuits;

/** The quantum circuit of a model, as a program and with the map from its bits to neurons and bins. */
public final class MakeCircuit {
    /** Names of what is written into the folder. */
    public static final String PROGRAM = "circuit.qasm", MAP = "circuit.json";
    static final String FORMAT = "spinspike-circuit";
    static final int VERSION = 1;

    private MakeCircuit() {}

    /**
     * @param dialect or null: the target's, OpenQASM 2 where it reads both
     * @param digits  of angles
     * @param layers  0 for the exact circuit
     * @param bins    0 for as many as in training
     */
    public record Request(Path model, Qasm dialect, Target target, int digits, int layers, Form form, int bins) {
        Request with(int digits, int layers, Form form, int bins) { return new Request(model, dialect, target, digits, layers, form, bins); }
    }

    /** @param map what {@code circuit.json} holds; @param program what {@code circuit.qasm} holds */
    public record Result(SpikeCircuit made, String program, Map<String, Object> map) {
        public void write(OutputFolder folder) {
            Path path = folder.make("");
            AtomicFile.write(path.resolve(PROGRAM), out -> out.write(program.getBytes(StandardCharsets.UTF_8)));
            AtomicFile.write(path.resolve(MAP), out -> out.write((Json.pretty(map) + "\n").getBytes(StandardCharsets.UTF_8)));
        }

        /** The same without the list of bits. */
        public Map<String, Object> summary() {
            var summary = new LinkedHashMap<>(map);
            summary.remove("qubit_of_bit");
            return summary;
        }

        public String line() {
            Circuit c = made.circuit();
            String counts = c.counts().entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).collect(Collectors.joining(", "));
            String truth = map.get("exact").equals(true) ? "exact" : "fidelity after each layer: " + made.fidelity().stream().map(f -> f.words(4)).collect(Collectors.joining(", "));
            return String.format("%s x %s on %s: %s (%s), depth %d, %d bytes%n%s", Count.of(made.bins(), "bin"), Count.of(made.neurons(), "neuron"), Count.of(c.qubits(), "qubit"),
                    Count.of(c.operations().size(), "operation"), counts, c.depth(), program.length(), truth);
        }
    }

    public static Result run(Request request) {
        Qasm dialect = dialect(request);
        Require.inRange("--digits", request.digits(), 1, Qasm.ALL_DIGITS);
        Require.atLeast("--layers", request.layers(), 0);
        ModelFile file = ModelFile.read(request.model());
        if (!(file.model() instanceof WritesCircuits model)) throw new DataException(file.model().family() + " has no circuit: mps, mps --tied and tensor-brain without --lags have");
        int bins = request.bins() == 0 ? Math.min(file.design().bins(), model.mostCircuitBins()) : Require.atLeast("--bins", request.bins(), 1);
        if (bins > model.mostCircuitBins()) throw new DataException("the model has learned trials of at most " + model.mostCircuitBins() + " bins, --bins asks for " + bins
                + ": mps --tied, and tensor-brain without --per-bin, write any number");
        Request whole = request.with(request.digits(), request.layers(), request.form(), bins);
        var fitting = new FittingCircuits(file, model, dialect, whole);
        Optional<String> refused = fitting.refused(whole);
        if (refused.isPresent()) throw new DataException("the circuit has " + refused.get() + "; " + fitting.words());
        SpikeCircuit made = fitting.circuit(whole);
        String program = program(file, made, whole, dialect);
        return new Result(made, program, map(file, made, program, whole, dialect));
    }

    private static Qasm dialect(Request request) {
        Optional<Qasm> only = request.target().dialect();
        if (request.dialect() == null) return only.orElse(Qasm.QASM2);
        if (only.isPresent() && only.get() != request.dialect()) throw new IllegalArgumentException(request.target().word() + " reads " + only.get().word() + ", not " + request.dialect().word()
                + ": leave --format out or write --format " + only.get().word());
        return request.dialect();
    }

    static SpikeCircuit made(WritesCircuits model, Request r) {
        return DataException.blaming(() -> r.layers() == 0 ? model.circuit(r.bins(), r.form()) : model.layeredCircuit(r.bins(), r.layers(), r.form()));
    }

    static String program(ModelFile file, SpikeCircuit made, Request r, Qasm dialect) {
        int n = made.neurons();
        String law = r.layers() == 0 ? "exact" : Count.of(r.layers(), "layer") + ", fidelity " + made.fidelity().get(r.layers() - 1).words(6);
        return dialect.write(made.circuit(), r.digits(), List.of("spinspike: " + file.model().family() + ", " + Count.of(made.bins(), "bin") + " x " + Count.of(n, "neuron") + ", " + law,
                "c[k] = site k: bin k div " + n + ", neuron k mod " + n + ", both from 0; OpenQASM " + (dialect == Qasm.QASM2 ? 2 : 3) + " programs print c[0] last"));
    }

    private static Map<String, Object> map(ModelFile file, SpikeCircuit made, String program, Request r, Qasm dialect) {
        Circuit c = made.circuit();
        var map = new LinkedHashMap<String, Object>();
        map.put("format", FORMAT);
        map.put("version", VERSION);
        map.put("family", file.model().family());
        map.put("model_sha256", Hashes.ofFile(r.model()));
        map.put("neurons", made.neurons());
        map.put("bins", made.bins());
        map.put("bin_ms", 1e3 * file.design().binSeconds());
        if (file.cells().named()) map.put("neuron_names", file.cells().names());
        map.put("bit_order", "c[k] is site k: bin k div neurons, neuron k mod neurons, both from 0");
        map.put("qubit_of_bit", Arrays.stream(made.qubitOfSite()).boxed().toList());
        map.put("dialect", dialect.word());
        map.put("target", r.target().word());
        map.put("digits", r.digits());
        map.put("form", r.form().word());
        map.put("layers", r.layers());
        map.put("exact", r.layers() == 0);
        map.put("fidelity", made.fidelity().stream().map(Fidelity::value).toList());
        map.put("fidelity_is_exact", made.fidelity().stream().map(Fidelity::exact).toList());
        map.put("qubits", c.qubits());
        map.put("bits", c.bits());
        map.put("operations", c.operations().size());
        map.put("counts", c.counts());
        map.put("two_qubit_gates", c.pairs());
        map.put("depth", c.depth());
        map.put("bytes", program.length());
        return map;
    }
}
