package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.spinspike.app.report.NetworkReport;
import org.spinspike.app.task.EntropyResult;
import org.spinspike.app.task.MeasureEntropy;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.math.Require;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = IsingEntropyCommand.NAME, description = "How far a kinetic Ising network is from running backwards as it runs forwards: entropy flow of every bin, by neuron and by pair.", footer = {"",
    "The flow of a bin is the mean of ln p(s_t | s_t-1) - ln p(s_t-1 | s_t), in nats. Only in the steady state, with constant fields, is it the entropy production; elsewhere it may be negative.",
    "sampled is unbiased, with standard error; exact is over all states of at most 14 neurons; mean_field (Gaussian inputs) is quick, no bound, and usually too large.",
    "With --data the network is fitted anew, by the model's own options: to the recording, to trials shuffled by neuron (rates over time stay, couplings go), to bins shuffled within trials, to",
    "halves of the trials (J of one, D of the other: what is missing is bias), and to random subsets of the neurons. Neurons nobody recorded bias couplings and flow.",
    "OUT.npz holds mean_field, sampled, sampled_se, exact [T], by_neuron [N], by_pair [N, N], rates_only [T] where fields go with time.", "",
    "Examples:",
    "  spinspike ising entropy model.npz",
    "  spinspike ising entropy model.npz --data trials.npz --shuffles 100 -o flow.npz",
    "  spinspike ising entropy network.npz --burn-in 500 --trials 100000 -o flow.npz --json -"})
final class IsingEntropyCommand implements Callable<Integer> {
    static final String NAME = "ising entropy";

    @Parameters(index = "0", paramLabel = "MODEL", description = "model file of family kinetic-ising, or parameters H and J") Path model;
    @Option(names = "--steps", paramLabel = "T", defaultValue = "20", description = "bins measured, where fields are constant; else all of a trial (default: ${DEFAULT-VALUE})") int steps;
    @Option(names = "--burn-in", paramLabel = "B", defaultValue = "100", description = "bins run before, where fields are constant (default: ${DEFAULT-VALUE})") int burnIn;
    @Option(names = "--trials", paramLabel = "R", defaultValue = "5000", description = "simulated trials (default: ${DEFAULT-VALUE})") int trials;
    @Option(names = "--data", paramLabel = "DATA", description = "the recording the model was fitted to: refits to it and to its surrogates stand beside") String data;
    @Option(names = "--shuffles", paramLabel = "K", defaultValue = "20", description = "surrogates of each kind, with --data (default: ${DEFAULT-VALUE})") int shuffles;
    @Option(names = "--draws", paramLabel = "D", defaultValue = "3", description = "random subsets of N/4 and of N/2 neurons, with --data; 0 for none (default: ${DEFAULT-VALUE})") int draws;
    @Option(names = {"-o", "--output"}, paramLabel = "OUT.npz", description = "the arrays") Path target;
    @Option(names = "--page", paramLabel = "DIR", description = "folder for a page with a figure") Path page;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        Require.atLeast("--steps", steps, 2);
        if (burnIn < 0) throw new IllegalArgumentException("--burn-in must be 0 or more, got " + burnIn);
        Require.atLeast("--trials", trials, 2);
        Require.atLeast("--shuffles", shuffles, 1);
        if (draws < 0) throw new IllegalArgumentException("--draws must be 0 or more, got " + draws);
        general.checkOutput(target);
        OutputFolder folder = page == null ? null : general.folder(page);
        var request = new MeasureEntropy.Request(model, steps, burnIn, trials, data == null ? null : dataOptions.request(data), shuffles, draws, target, general.seed());
        if (general.dryRun) return Estimates.answer(general, NAME, MeasureEntropy.cost(request, general.threads()), Estimates.Beside.MODEL, 0);
        EntropyResult result = MeasureEntropy.run(request, general.progress());
        if (folder != null) NetworkReport.write(result, folder);
        return general.finish(result.notes(), target, result.json(), () -> GeneralOptions.told(result.lines(), target, page == null ? null : page.resolve(NetworkReport.NAME)));
    }
}
