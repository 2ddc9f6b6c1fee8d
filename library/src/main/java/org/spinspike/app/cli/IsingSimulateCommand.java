package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.spinspike.app.task.SimulateIsing;
import org.spinspike.ising.Enumeration;
import org.spinspike.ising.MonteCarlo;
import org.spinspike.ising.Protocol;
import org.spinspike.math.Require;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = IsingSimulateCommand.NAME, description = "Means, equal-time and delayed covariances of a kinetic Ising network in every bin.", footer = {"",
    "P.npz holds H [N] and J [N, N], row i = input to i, for spins -1 and +1, the inverse temperature inside; the truth beside 'simulate kinetic-ising' will do.",
    "OUT.npz holds m [T, N], C [T, N, N], D [T, N, N] (row = later bin), sigma [T] = sum J (D - D^T), step [T], H, J and standard errors m_se, sigma_se; entries of C and D",
    "scatter by at most 1 / sqrt(R). With --flow or --exact: flow [T] of entropy, flow_by_neuron [T, N], forward_entropy, reverse_entropy. It is written as it comes.", "",
    "Examples:",
    "  spinspike ising simulate --parameters network.npz --steps 128 --trials 100000 -o moments.npz",
    "  spinspike ising simulate --parameters network.npz --beta 1.3 --steps 128 --trials 1000000 --last -o critical.npz",
    "  spinspike ising simulate --parameters small.npz --steps 16 --exact -o exact.npz",
    "  spinspike ising simulate --parameters network.npz --steps 50 --trials 20000 --initial 0.2 --fields drive.npz:H -o driven.npz"})
final class IsingSimulateCommand implements Callable<Integer> {
    static final String NAME = "ising simulate";

    @Option(names = "--trials", paramLabel = "R", description = "trials side by side") Integer trials;
    @Option(names = "--exact", description = "instead of trials, all 2^N states: at most 14 neurons") boolean exact;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT.npz", description = "moments of every step") Path target;
    @Option(names = "--last", description = "keep the last step only; the others then cost 2/5") boolean last;
    @Option(names = "--flow", description = "the flow of entropy in every step too, from as many trials more, by neuron, with standard error; --exact has it always") boolean flow;
    @Option(names = "--double", description = "matrix products in double precision, half the speed (default: single, sums in double)") boolean doubles;
    @Mixin ProtocolOptions run;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        run.check();
        if (exact == (trials != null)) throw new IllegalArgumentException(exact ? "--trials and --exact exclude each other" : "missing option: --trials, or --exact for a small network");
        if (trials != null) Require.atLeast("--trials", trials, 2);
        general.checkOutput(target);
        Protocol protocol = run.protocol();
        int neurons = protocol.neurons();
        if (exact && neurons > Enumeration.MOST_NEURONS) throw new IllegalArgumentException("--exact takes at most " + Enumeration.MOST_NEURONS + " neurons, " + run.parameters + " has "
                + neurons + "; --trials takes any number");
        var request = new SimulateIsing.Request(protocol, exact ? null : new MonteCarlo.Plan(trials, doubles, last), last, flow, target, general.seed());
        if (general.dryRun) return Estimates.answer(general, NAME, SimulateIsing.cost(request, general.threads()), Estimates.Beside.MODEL, 0);
        SimulateIsing.Result result = SimulateIsing.run(request, general.progress());
        return general.finish(result.notes(), target, result.json(), () -> result.line() + "\nwritten to " + target);
    }
}
