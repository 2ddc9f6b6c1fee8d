package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.spinspike.app.report.DecodeReport;
import org.spinspike.app.task.DecodeResult;
import org.spinspike.app.task.DecodeTrials;
import org.spinspike.app.task.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "decode", description = "Which condition each trial belongs to, by Bayes from one model a condition, beside naive Bayes on rates and logistic regression on counts.",
        footer = {"", "The models are made by fit --by condition; import --hold-out keeps trials from them.", "", "Examples:",
            "  spinspike import reaches.npz -o part.npz --hold-out 0.25", "  spinspike fit glm part.npz -o targets.npz --by condition", "  spinspike decode targets.npz part-test.npz -o decoded.npz",
            "  spinspike decode targets.npz next-day.npz -o decoded.npz --prior uniform --page decoded"})
final class DecodeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "models by condition") Path model;
    @Parameters(index = "1", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY") String data;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT.npz", description = "writes p [trials, conditions], p_running [trials, bins, conditions], decoded [trials]") Path target;
    @Option(names = "--prior", paramLabel = "training|uniform", defaultValue = "training", description = "of the conditions: their shares in training, or all alike (default: ${DEFAULT-VALUE})") DecodeTrials.Prior prior;
    @Option(names = "--page", paramLabel = "DIR", description = "folder for a page with figures: accuracy over bins, confusion") Path page;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        general.checkOutput(target);
        var request = new DecodeTrials.Request(model, dataOptions.request(data), prior, target, general.seed());
        if (general.dryRun) return DryRun.reading(general, "decode", request.data());
        OutputFolder folder = page == null ? null : general.folder(page);
        DecodeResult result = DecodeTrials.run(request);
        boolean shown = folder != null && result.judged().isPresent();
        if (shown) DecodeReport.write(result, folder);
        return general.finish(result.notes(), target, result.json(), () -> GeneralOptions.told(result.lines(), target, shown ? page.resolve(DecodeReport.NAME) : null));
    }
}
