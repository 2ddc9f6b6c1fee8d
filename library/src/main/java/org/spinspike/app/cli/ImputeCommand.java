package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spinspike.app.task.ImputeSpikes;
import org.spinspike.math.Require;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "impute", description = "The probability of a spike at every unobserved entry, given all observed ones of the trial.",
        footer = {"", "hmm, mps and tensor-brain sum over what was not seen; glm and kinetic-ising sample it (Gibbs, 32 chains), with a standard error of each p.", "",
    "Examples:", "  spinspike impute mps.npz half-observed.npz -o p.npz", "  spinspike impute kinetic-ising.npz half-observed.npz -o p.npz --draws 3200"})
final class ImputeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "model file") Path model;
    @Parameters(index = "1", paramLabel = "DATA", description = "spike file with an array 'observed'") String data;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT.npz", description = "writes p [trials, bins, neurons]: the data where observed; and p_se where p was simulated") Path target;
    @Option(names = "--draws", paramLabel = "D", defaultValue = "640", description = "draws of each unobserved entry, where p is simulated (default: ${DEFAULT-VALUE})") int draws;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        Require.atLeast("--draws", draws, 2);
        general.checkOutput(target);
        var request = new ImputeSpikes.Request(model, dataOptions.request(data), draws, target, general.seed());
        if (general.dryRun) return DryRun.reading(general, "impute", request.data());
        ImputeSpikes.Result r = ImputeSpikes.run(request);
        return general.finish(r.notes(), target, r.json(), () -> String.format(Locale.ROOT, "%d unobserved entries in %d trials, mean probability of a spike %.4f%s, written to %s",
                r.unobserved(), r.trials(), r.meanProbability(), r.exact() ? "" : String.format(Locale.ROOT, ", simulated by %d draws each (standard errors up to %.4f)", r.draws(), r.largestError()), target));
    }
}
