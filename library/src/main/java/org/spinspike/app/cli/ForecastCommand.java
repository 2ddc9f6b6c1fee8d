package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.spinspike.app.task.ForecastSpikes;
import org.spinspike.app.task.Intervals;
import org.spinspike.math.Require;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.ForecastScores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "forecast", description = "The probability of a spike of each neuron in each bin, given all bins up to a horizon before it.",
        footer = {"", "Examples:", "  spinspike forecast mps.npz held-out.npz -o p.npz", "  spinspike forecast glm.npz held-out.npz -o p3.npz --horizon 3"})
final class ForecastCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "model file") Path model;
    @Parameters(index = "1", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY") String data;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT.npz", description = "writes p [trials, bins, neurons], and p_se where p was simulated") Path target;
    @Option(names = "--horizon", paramLabel = "H", defaultValue = "1", description = "bins ahead (default: ${DEFAULT-VALUE})") int horizon;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        Require.atLeast("--horizon", horizon, 1);
        general.checkOutput(target);
        var request = new ForecastSpikes.Request(model, dataOptions.request(data), horizon, target, general.seed());
        if (general.dryRun) return DryRun.reading(general, "forecast", request.data());
        ForecastSpikes.Result r = ForecastSpikes.run(request);
        return general.finish(r.notes(), target, r.json(), () -> String.format(Locale.ROOT, "%d trials x %d bins x %d neurons, %d bin%s ahead, %s%nlog loss %s nats a bin and neuron%s (%s: %.5f)%nAUC %s, Brier %s%nwritten to %s",
                r.trials(), r.bins(), r.neurons(), r.horizon(), r.horizon() == 1 ? "" : "s", r.forecast().exact() ? "exact" : "simulated (standard error in p_se)",
                text(r, r.logLoss(), ForecastScores::logLoss, 5), r.bins() <= r.horizon() ? "" : r.horizon() == 1 ? " over the bins that have a past" : " over the bins that have a past of " + r.horizon() + " bins", r.nullName(), r.nullLogLoss(), text(r, r.auc(), ForecastScores::auc, 4), text(r, r.brier(), ForecastScores::brier, 5), target));
    }

    private static String text(ForecastSpikes.Result r, double value, Function<ForecastScores, Estimate> which, int decimals) {
        return r.intervals().map(which).map(i -> Intervals.text(i, decimals)).orElseGet(() -> String.format(Locale.ROOT, "%." + decimals + "f", value));
    }
}
