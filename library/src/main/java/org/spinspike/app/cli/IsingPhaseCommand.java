package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.spinspike.app.report.NetworkReport;
import org.spinspike.app.task.InitialSpins;
import org.spinspike.app.task.NetworkSource;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.app.task.PhaseResult;
import org.spinspike.app.task.SweepBeta;
import org.spinspike.app.task.ValueList;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.Require;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = IsingPhaseCommand.NAME, description = "One kinetic Ising network at many inverse temperatures, fields and couplings times beta: by trials, by every mean field, and exactly up to 10 neurons.", footer = {"",
    "Means of the last step: m over neurons, C and D over all pairs, sigma = sum J (D - D^T). A peak on the way shows where a large network would change its phase;",
    "that of a small network is broad, and mean fields lose or shift it: see how far they agree, and what is said of covariances that no network has.",
    "With --data the distance |ln beta| of the peaks of C, D and sigma from the fit, by simulation (row refit of the table), stands beside that of refits to trials shuffled by neuron, to",
    "simulations of the same rates with half the couplings, and to N/4 and N/2 of the neurons; of a fit it is said that it is closer than the shuffled fit, or not distinguishable, and no more.",
    "What is largest at the end of the sweep, or cannot be told from that, is no peak: it has no distance and is not compared.",
    "OUT.npz holds beta [B], and METHOD/m, METHOD/C, METHOD/D, METHOD/sigma [B], with _se for simulation and first_bad_step for mean fields (0: never).", "",
    "Examples:",
    "  spinspike ising phase --parameters network.npz --betas 0.5:2:16 --steps 64 --trials 10000",
    "  spinspike ising phase --parameters model.npz --data trials.npz --betas 0.4:2.5:15:log",
    "  spinspike ising phase --parameters network.npz --betas 0.7:1.3:21 --steps 128 --trials 100000 -o sweep.npz --json -"})
final class IsingPhaseCommand implements Callable<Integer> {
    static final String NAME = "ising phase";

    @Option(names = "--parameters", required = true, paramLabel = "P.npz", description = "H [N] and J [N, N], at beta 1, or a model of family kinetic-ising") Path parameters;
    @Option(names = "--betas", required = true, paramLabel = "LIST|FROM:TO:N[:log]", description = "inverse temperatures, ascending") String betas;
    @Option(names = "--steps", defaultValue = "64", paramLabel = "T", description = "steps of each run; the last is told (default: ${DEFAULT-VALUE})") int steps;
    @Option(names = "--trials", defaultValue = "10000", paramLabel = "R", description = "simulated trials, in 10 batches (default: ${DEFAULT-VALUE})") int trials;
    @Option(names = "--initial", defaultValue = "up", paramLabel = "up|down|P|FILE:KEY", description = "known spins, or probabilities of a spike (default: ${DEFAULT-VALUE}, all neurons +1)") String initial;
    @Option(names = "--data", paramLabel = "DATA", description = "the recording that the model was fitted to: refits to its nulls stand beside") String data;
    @Option(names = "--shuffles", paramLabel = "K", defaultValue = "19", description = "refits of each null, with --data (default: ${DEFAULT-VALUE}, the fewest that can show anything)") int shuffles;
    @Option(names = {"-o", "--output"}, paramLabel = "OUT.npz", description = "the curves") Path target;
    @Option(names = "--page", paramLabel = "DIR", description = "folder for a page with a figure") Path page;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        Require.atLeast("--steps", steps, 1);
        Require.atLeast("--shuffles", shuffles, 1);
        double[] values = ValueList.of("--betas", betas);
        general.checkOutput(target);
        OutputFolder folder = page == null ? null : general.folder(page);
        NetworkSource source = NetworkSource.read(parameters);
        IsingNetwork network = source.network();
        Optional<SweepBeta.Beside> beside = data == null ? Optional.empty() : Optional.of(new SweepBeta.Beside(source.requireModel(), dataOptions.request(data), shuffles));
        var request = new SweepBeta.Request(network, InitialSpins.of(initial, network.neurons()), values, steps, trials, target, general.seed());
        if (general.dryRun) return Estimates.answer(general, NAME, SweepBeta.cost(request, beside, general.threads()), Estimates.Beside.MODEL, 0);
        PhaseResult result = SweepBeta.run(request, beside, general.progress());
        if (folder != null) NetworkReport.write(result, folder);
        return general.finish(result.notes(), target, result.json(), () -> GeneralOptions.told(result.lines(), target, page == null ? null : page.resolve(NetworkReport.NAME)));
    }
}
