package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spinspike.app.report.CompareReport;
import org.spinspike.app.task.CompareModels;
import org.spinspike.app.task.CompareResult;
import org.spinspike.app.task.Intervals;
import org.spinspike.app.task.ModelSpec;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.statistics.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "compare", description = "Fit several models to one recording and judge them on the same held-out trials: report.html, report.json, figures.",
        footer = {"", "Examples:",
            "  spinspike compare rec.npz --models independent,\"independent --per-bin\",glm,mps -o comparison",
            "  spinspike compare rec.npz --models \"glm --per-bin\",\"mps --bond 8\" --neurons top:10 --cut 20 -o comparison"})
final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY") String data;
    @Option(names = "--models", required = true, paramLabel = "A,B,...", description = "families separated by commas, each with options as for fit, quoted") String models;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "folder for the report") Path target;
    @Option(names = "--test", paramLabel = "FRACTION", defaultValue = "0.2", description = "trials held out and looked at once (default: ${DEFAULT-VALUE})") double test;
    @Option(names = "--iterations", paramLabel = "N", defaultValue = "0", description = "cap on training steps (default: the families' own)") int iterations;
    @Mixin DataOptions dataOptions;
    @Mixin Common common;

    @Override public Integer call() {
        if (iterations < 0) throw new IllegalArgumentException("--iterations must be 0 or more, got " + iterations);
        List<ModelSpec> specs = ModelSpec.parse(models);
        var request = new CompareModels.Request(dataOptions.request(data), specs, test, iterations, Comparison.Settings.STANDARD, common.seed());
        if (common.dryRun) {
            return Estimates.answer(common, "compare " + models, specs.stream().map(s -> s.family().cost(request.data().load(), s.options()))
                    .reduce((a, b) -> new org.spinspike.model.Family.Cost(Math.max(a.bytes(), b.bytes()), a.flops() + b.flops(), "the models one after the other")).orElseThrow());
        }
        OutputFolder folder = OutputFolder.prepare(target, common.force);
        common.checkOutput();
        CompareResult result = CompareModels.run(request, common.progress());
        CompareReport.write(result, folder.path());
        common.record(folder.path().resolve("report.html"));
        common.answer(result.json(), () -> lines(result, folder.path()));
        return 0;
    }

    static String lines(CompareResult result, Path folder) {
        var text = new StringBuilder();
        String word = result.test().binarisation().word();
        text.append(String.format(Locale.ROOT, "%s of %d trials, %d held out; clipped share %.2f %%%n", result.about().get("data"), result.train().trials() + result.test().trials(),
                result.test().trials(), 100 * result.test().binarisation().clippedShare()));
        int width = Math.max(5, result.models().stream().mapToInt(m -> m.label().length()).max().orElse(5));
        text.append(String.format("%-" + width + "s  parameters  nats a trial  bits per %s over constant rates    over rates over time%n", "model", word));
        for (CompareResult.Entry m : result.models()) {
            text.append(String.format(Locale.ROOT, "%-" + width + "s  %10d  %12s  %-36s  %s%n", m.label(), m.file().model().parameters(),
                    m.scores().map(s -> String.format(Locale.ROOT, "%.4f", s.meanNats())).orElse("-"),
                    m.scores().flatMap(s -> s.overConstant()).map(Intervals::text).orElse("-"), m.scores().flatMap(s -> s.overRatesOverTime()).map(Intervals::text).orElse("-")));
        }
        result.models().forEach(m -> text.append(m.verdict()).append('\n').append("  ").append(m.misses()).append('\n'));
        return text.append(result.drift()).append("\nreport: ").append(folder.resolve("report.html")).toString();
    }
}
