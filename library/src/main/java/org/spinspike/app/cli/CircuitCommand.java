package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.spinspike.app.task.MakeCircuit;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.circuit.Qasm;
import org.spinspike.circuit.Target;
import org.spinspike.math.Require;
import org.spinspike.tensor.SpikeCircuit.Form;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "circuit", description = "The quantum circuit of a model: measured bits follow the law of its trials.", footer = {"",
    "Writes circuit.qasm, the program, and circuit.json, which neuron and bin each classical bit is. c[k] is neuron k mod N of bin k div N.",
    "Exact unless --layers is given. For mps, mps --tied and tensor-brain. With reuse, trials of any length take ceil(log2 bond) + 1 qubits from a chain;",
    "from a tree over N neurons at most ceil(log2 bond) + ceil(log2 chi) (1 + floor(log2 N)): chi counts once a level, the bond once.",
    "Targets: generic (no limits), reimei, reimei-simulator, ibm-kobe-dacc (40,000 operations, 65,536 bytes of program).", "",
    "Examples:",
    "  spinspike circuit mps.npz -o born --bins 5",
    "  spinspike circuit mps.npz -o born --target ibm-kobe-dacc --digits 8 --form staircase",
    "  spinspike circuit simulate born/circuit.qasm -o counts.json --shots 1000    (here, without a quantum computer)",
    "  spinspike circuit read counts.json -o measured.npz --circuit born/circuit.json"})
final class CircuitCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "model file") Path model;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "folder for the circuit") Path target;
    @Option(names = "--format", paramLabel = "qasm2|qasm3", description = "dialect of OpenQASM (default: the target's, qasm2 where it reads both)") Qasm format;
    @Option(names = "--target", paramLabel = "MACHINE", defaultValue = "generic", description = "whose limits must be met: generic, reimei, reimei-simulator or ibm-kobe-dacc (default: ${DEFAULT-VALUE})") String machine;
    @Option(names = "--digits", paramLabel = "N", defaultValue = "17", description = "of angles; 8 saves a third of the bytes (default: ${DEFAULT-VALUE}, all there are)") int digits;
    @Option(names = "--layers", paramLabel = "K", defaultValue = "0", description = "approximate, in K layers of gates on neighbours; 0 is exact (default: ${DEFAULT-VALUE})") int layers;
    @Option(names = "--form", paramLabel = "reuse|staircase", defaultValue = "reuse", description = "qubits are measured, reset and used again, or each spike has a qubit of its own (default: ${DEFAULT-VALUE})") Form form;
    @Option(names = "--bins", paramLabel = "T", description = "bins of a trial (default: as in training)") Integer bins;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        if (bins != null) Require.atLeast("--bins", bins, 1);
        Target limits = Target.named(machine).orElseThrow(() -> new IllegalArgumentException("--target must be one of " + String.join(", ", Target.words()) + ", got '" + machine + "'"));
        OutputFolder folder = general.folder(target);
        MakeCircuit.Result result = MakeCircuit.run(new MakeCircuit.Request(model, format, limits, digits, layers, form, bins == null ? 0 : bins));
        if (!general.dryRun) {
            result.write(folder);
            general.record(folder.path().resolve(MakeCircuit.MAP));
        }
        general.answer(result.summary(), () -> result.line() + (general.dryRun ? "; nothing was written" : "\nwritten to " + folder.path().resolve(MakeCircuit.PROGRAM)));
        return 0;
    }
}
