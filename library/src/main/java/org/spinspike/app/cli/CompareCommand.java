package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.spinspike.app.report.CompareReport;
import org.spinspike.app.task.CompareModels;
import org.spinspike.app.task.CompareResult;
import org.spinspike.app.task.DataRequest;
import org.spinspike.app.task.ModelSpec;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.model.Family;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "compare", description = "Fit several models to one recording, judge them on the same held-out trials, and write a report.", footer = {"",
    "Writes report.html (opens in any browser, without a network), report.json, figures/ (SVG and PNG) and models/.",
    "It keeps no checkpoint: Ctrl-C ends it with exit code 130 and nothing written. Long trainings are resumed by fit.", "",
    "Examples:",
    "  spinspike compare trials.npz --models independent,glm,mps -o report",
    "  spinspike compare trials.npz --models \"independent,independent --per-bin,glm --per-bin,mps --bond 8\" --cut 20 -o report"})
final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY") String data;
    @Option(names = "--models", required = true, paramLabel = "A,B,...", description = "families, each with its options as for fit, separated by commas") String models;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "folder for the report") Path target;
    @Option(names = "--test", paramLabel = "FRACTION", defaultValue = "0.2", description = "share of the trials held out, never a part of a trial (default: ${DEFAULT-VALUE})") double test;
    @Option(names = "--split", paramLabel = "random|last", defaultValue = "random", description = "which are held out: at random within conditions, or the last in the recording (default: ${DEFAULT-VALUE})") CompareModels.Hold hold;
    @Option(names = "--learn-from", paramLabel = "N", defaultValue = "0", description = "most trials to learn from, drawn at random from those not held out; noise floors use all of them (default: all)") int learnFrom;
    @Option(names = "--iterations", paramLabel = "N", defaultValue = "0", description = "cap on training steps of each model (default: the family's own)") int iterations;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        if (!(test > 0 && test < .5)) throw new IllegalArgumentException("--test must be above 0 and below 0.5, got " + test + ": the noise floor needs more trials to learn from than held out");
        if (iterations < 0) throw new IllegalArgumentException("--iterations must be 0 or more, got " + iterations);
        if (learnFrom < 0) throw new IllegalArgumentException("--learn-from must be 0 or more, got " + learnFrom);
        List<ModelSpec> specs = ModelSpec.parse(models);
        DataRequest request = dataOptions.request(data);
        OutputFolder folder = general.folder(target);
        if (general.dryRun) {
            SpikeTrains trials = request.load();
            return Estimates.answer(general, "compare " + models, cost(specs, trials), Estimates.Beside.REPORT, (long) trials.trials() * trials.bins() * trials.neurons());
        }
        CompareResult result;
        try (var signals = new SayOnSignal(general.spec.commandLine().getErr(), "stopped; nothing was written")) {
            result = CompareModels.run(new CompareModels.Request(request, specs, test, hold, learnFrom, iterations, Comparison.Settings.STANDARD, general.seed()), general.progress());
        }
        result.models().forEach(entry -> entry.fit().notes().forEach(note -> general.note(entry.label() + ": " + note)));
        answer(general, result, folder);
        return 0;
    }

    /** Writes what {@code compare} and {@code demo} write, and says the same of it. */
    static void answer(GeneralOptions general, CompareResult result, OutputFolder folder) {
        CompareReport.write(result, folder);
        folder.writeModels(result);
        general.record(folder.path().resolve("report.json"));
        general.answer(result.json(), () -> GeneralOptions.told(result.lines(), folder.path().resolve("report.html")));
    }

    /** One model after the other: times add, the largest memory counts. */
    private Family.Cost cost(List<ModelSpec> specs, SpikeTrains data) {
        long bytes = 0;
        double flops = 0, seconds = 0;
        for (ModelSpec spec : specs) {
            Family.Cost cost = spec.family().cost(data, spec.options(), iterations);
            bytes = Math.max(bytes, cost.bytes());
            flops += cost.flops();
            seconds += cost.seconds();
        }
        return new Family.Cost(bytes, flops, flops / seconds, specs.size() + " models, one after the other; samples, floors and figures of large recordings come on top, usually less than a minute");
    }
}
