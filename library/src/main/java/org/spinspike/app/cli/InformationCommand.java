package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.spinspike.app.report.InformationReport;
import org.spinspike.app.task.InformationCost;
import org.spinspike.app.task.InformationResult;
import org.spinspike.app.task.MeasureInformation;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.math.Require;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "information", customSynopsis = "spinspike information MODEL [MODEL2 ...] [OPTIONS]",
        description = "What a model has learned: information between groups of neurons, past and future, and over lags.",
        footer = {"", "Examples:",
            "  spinspike information tree.npz                                    (areas, or the two sides of an edge of the tree)",
            "  spinspike information tree.npz --from V1 --to LM --lags 20 -o information",
            "  spinspike information mps.npz --from n0,n3 --to 8:16 --past 4 --json -",
            "  spinspike information seed1.npz seed2.npz seed3.npz               (how far they agree)", "",
            "Exact marginals, averaged over samples of the model (over all words where a question has at most 12 entries); for families with exact conditionals.",
            "A late --bin takes longer than an early one by the samples alone; --dry-run says how long, --progress on shows how far.",
            "What a model has learned is not what the recording holds: score says whether the model is any good."})
final class InformationCommand implements Callable<Integer> {
    @Parameters(index = "0..*", arity = "1..*", paramLabel = "MODEL", description = "model files, of the same recording where they are several") List<Path> models;
    @Option(names = "--from", paramLabel = "A", description = "names of neurons, areas, ranges A:B, separated by commas (default: all but --to)") String from;
    @Option(names = "--to", paramLabel = "B", description = "the same (default: all but --from; where neither is given: areas, or the sides of the tree's evenest edge)") String to;
    @Option(names = "--past", paramLabel = "L", description = "bins of the past (default: 5, or as many as there are)") Integer past;
    @Option(names = "--lags", paramLabel = "L", description = "longest lag, in bins (default: 10, or as many as there are)") Integer lags;
    @Option(names = "--bin", paramLabel = "T", description = "the bin asked about, counted from 0 (default: the last of a training trial)") Integer bin;
    @Option(names = "--samples", paramLabel = "N", defaultValue = "1000", description = "trials drawn of each model for what cannot be counted (default: ${DEFAULT-VALUE})") int samples;
    @Option(names = {"-o", "--output"}, paramLabel = "DIR", description = "folder for a page, information.json and the figures: tree, lags, transfer spectrum") Path target;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        Require.atLeast("--samples", samples, 2);
        var request = new MeasureInformation.Request(models, from, to, asked("--past", past), asked("--lags", lags), bin == null ? -1 : atLeastZero(bin), samples, general.seed());
        OutputFolder folder = target == null ? null : general.folder(target);
        if (target == null) general.checkOutput();
        if (general.dryRun) return dryRun(request);
        InformationResult result;
        try (var signals = new SayOnSignal(general.spec.commandLine().getErr(), "stopped; nothing was written")) {
            result = MeasureInformation.run(request, general.progress());
        }
        if (folder != null) {
            InformationReport.write(result, folder);
            general.record(target.resolve("information.json"));
        }
        general.answer(result.json(), () -> GeneralOptions.told(result.lines(), target == null ? null : target.resolve("information.html")));
        return 0;
    }

    private int dryRun(MeasureInformation.Request request) {
        InformationCost cost = InformationCost.of(request, MeasureInformation.plan(request));
        general.answer(cost.json(), cost::sentence);
        return 0;
    }

    private static int asked(String option, Integer value) {
        if (value != null && value < 1) throw new IllegalArgumentException(option + " must be at least 1, got " + value);
        return value == null ? 0 : value;
    }

    private static int atLeastZero(int bin) {
        if (bin < 0) throw new IllegalArgumentException("--bin must be 0 or more, got " + bin);
        return bin;
    }
}
