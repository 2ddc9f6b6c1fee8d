package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.spinspike.app.task.SimulateCircuit;
import org.spinspike.circuit.Circuit;
import org.spinspike.math.Require;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = CircuitSimulateCommand.NAME, description = "Run a program on a simulated quantum computer without noise, and count the words it measures.", footer = {"",
    "Reads OpenQASM 2 and 3: rotations, u, x, h, sx, cx, cz, measure, reset, barrier. Qubits that are neither fresh nor measured cost memory, at most 24 at a time.", "",
    "Examples:",
    "  spinspike circuit simulate born/circuit.qasm -o counts.json --shots 1000"})
final class CircuitSimulateCommand implements Callable<Integer> {
    static final String NAME = "circuit simulate";

    @Parameters(index = "0", paramLabel = "PROGRAM.qasm", description = "OpenQASM 2 or 3") Path program;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "COUNTS.json", description = "how often each word came") Path target;
    @Option(names = "--shots", paramLabel = "N", defaultValue = "1000", description = "how often it is run (default: ${DEFAULT-VALUE})") int shots;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        Require.atLeast("--shots", shots, 1);
        general.checkOutput(target);
        var request = new SimulateCircuit.Request(program, shots, target, general.seed());
        if (general.dryRun) {
            Circuit circuit = SimulateCircuit.read(program);
            return Estimates.answer(general, NAME, SimulateCircuit.cost(request, general.threads()), Estimates.Beside.MODEL, 0,
                    Map.of("qubits", circuit.qubits(), "bits", circuit.bits(), "operations", circuit.operations().size()));
        }
        SimulateCircuit.Result result = SimulateCircuit.run(request, general.progress());
        general.record(target);
        general.answer(result.json(), () -> result.shots() + " shots of " + result.circuit().bits() + " bits, " + result.counts().size() + " different words, written to " + target);
        return 0;
    }
}
