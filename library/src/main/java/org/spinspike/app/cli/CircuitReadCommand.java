package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.spinspike.app.task.ReadShots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = CircuitReadCommand.NAME, description = "Bring what a quantum computer measured back as a spike file: a shot is a trial.", footer = {"",
    "Reads counts as JSON ({\"11\": 6, \"00\": 4}), raw shots ({ c : \"00\" }, one block a shot) and samples of SamplerV2 as JSON (hexadecimal, with num_bits).",
    "Words are read with c[0] as their last character, as most programs print them; --bit-order says otherwise. Hexadecimal numbers have c[0] as their lowest bit.", "",
    "Examples:",
    "  spinspike circuit read counts.json -o measured.npz --circuit born/circuit.json",
    "  spinspike circuit read raw.txt -o measured.npz --circuit born/circuit.json --bit-order c0-first"})
final class CircuitReadCommand implements Callable<Integer> {
    static final String NAME = "circuit read";

    @Parameters(index = "0", paramLabel = "COUNTS", description = "what the machine handed back") Path shots;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "SPIKES.npz", description = "the spike file") Path target;
    @Option(names = "--circuit", paramLabel = "circuit.json", description = "which neuron and bin each bit is, as written by circuit (default: each bit a neuron, one bin)") Path map;
    @Option(names = "--bit-order", paramLabel = "c0-last|c0-first", description = "which end of a word c[0] is at (default: what the file says, c0-last where it says nothing)") String bitOrder;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        general.checkOutput(target);
        ReadShots.Result result = ReadShots.run(new ReadShots.Request(shots, map, bitOrder, general.dryRun ? null : target, general.seed()));
        return general.finish(result.notes(), general.dryRun ? null : target, result.json(), () -> result.spikes() + ", " + result.spikes().spikes() + " spikes, from " + result.form() + (general.dryRun ? "; nothing was written" : ", written to " + target));
    }
}
