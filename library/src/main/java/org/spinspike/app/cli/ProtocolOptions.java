package org.spinspike.app.cli;

import java.nio.file.Path;
import org.spinspike.app.NetworkFile;
import org.spinspike.app.task.InitialSpins;
import org.spinspike.app.task.SimulateIsing;
import org.spinspike.io.Source;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.Protocol;
import org.spinspike.math.Require;
import picocli.CommandLine.Option;

/** The options of every verb that lets a kinetic Ising network run. */
final class ProtocolOptions {
    @Option(names = "--parameters", required = true, paramLabel = "P.npz", description = "the network: H and J") Path parameters;
    @Option(names = "--steps", required = true, paramLabel = "T", description = "updates after the start") int steps;
    @Option(names = "--initial", paramLabel = "up|down|P|FILE:KEY", defaultValue = "up", description = "known spins, or probabilities of a spike (default: ${DEFAULT-VALUE}, all neurons +1)") String initial;
    @Option(names = "--fields", paramLabel = "FILE[:KEY]", description = "H of every step, [T, N], in place of that in P.npz") String fields;
    @Option(names = "--beta", paramLabel = "B", defaultValue = "1", description = "multiplies H and J, those of --fields too (default: ${DEFAULT-VALUE})") double beta;

    /** @throws IllegalArgumentException where an option cannot be, before any file is read */
    void check() {
        Require.atLeast("--steps", steps, 1);
        if (!(beta >= 0) || Double.isInfinite(beta)) throw new IllegalArgumentException("--beta must be zero or positive and finite, got " + beta);
    }

    Protocol protocol() {
        IsingNetwork cold = NetworkFile.read(parameters);
        cold.requireInputs("--beta " + beta, beta);
        IsingNetwork network = cold.scaled(beta);
        double[] drive = fields == null ? null : SimulateIsing.fields(Source.parse(fields), beta, steps, network.neurons());
        return new Protocol(network, InitialSpins.of(initial, network.neurons()), steps, drive);
    }
}
