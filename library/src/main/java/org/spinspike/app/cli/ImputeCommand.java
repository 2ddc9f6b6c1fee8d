package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spinspike.app.task.ImputeSpikes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "impute", description = "The probability of a spike at every unobserved entry, given all observed ones of the trial.",
        footer = {"", "Example:", "  spinspike impute mps.npz half-observed.npz -o p.npz"})
final class ImputeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "model file") Path model;
    @Parameters(index = "1", paramLabel = "DATA", description = "spike file with an array 'observed'") String data;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT.npz", description = "writes p [trials, bins, neurons]: the data where observed") Path target;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        general.checkOutput(target);
        var request = new ImputeSpikes.Request(model, dataOptions.request(data), target);
        if (general.dryRun) return DryRun.reading(general, "impute", request.data());
        ImputeSpikes.Result r = ImputeSpikes.run(request);
        return general.finish(r.notes(), target, r.json(), () -> String.format(Locale.ROOT, "%d unobserved entries in %d trials, mean probability of a spike %.4f, written to %s",
                r.unobserved(), r.trials(), r.meanProbability(), target));
    }
}
