package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spinspike.app.task.CoSmoothing;
import org.spinspike.app.task.Intervals;
import org.spinspike.app.task.ScoreModel;
import org.spinspike.math.Count;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "score", description = "Exact held-out log-likelihood of a recording under a model, against constant rates and rates over time.",
        footer = {"", "Examples:", "  spinspike score mps.npz held-out.npz", "  spinspike score mps.npz held-out.npz --json - -o scores.npz",
            "  spinspike score mps.npz held-out.npz --held-out-neurons 0.25     (co-smoothing of a quarter of the neurons)",
            "  spinspike score glm.npz held-out.npz --rescaling     (do the intervals fit the forecasts?)"})
final class ScoreCommand implements Callable<Integer> {
    private static final int NAMED = 12;

    @Parameters(index = "0", paramLabel = "MODEL", description = "model file") Path model;
    @Parameters(index = "1", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY, not used in training") String data;
    @Option(names = "--held-out-neurons", paramLabel = "A:B|NAMES|top:N|SHARE",
            description = "adds co-bps: what these neurons are known to do from all others in the trial; a share such as 0.25 draws them at random") String heldOut;
    @Option(names = "--rescaling", description = "adds the time-rescaling test of the forecasts: are intervals, measured in expected spikes, what the model says they are?") boolean rescaling;
    @Option(names = {"-o", "--output"}, paramLabel = "F.npz", description = "writes log_likelihood [trials], nats") Path target;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        general.checkOutput(target);
        var request = new ScoreModel.Request(model, dataOptions.request(data), heldOut, rescaling, target, general.seed());
        if (general.dryRun) return DryRun.reading(general, "score", request.data());
        ScoreModel.Result result = ScoreModel.run(request);
        return general.finish(result.notes(), target, result.json(), () -> lines(result));
    }

    private static String lines(ScoreModel.Result r) {
        var text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s on %s, %s, %s%n", r.model(), Count.of(r.trials(), "trial"), Count.of(r.neurons(), "neuron"), Count.of(r.parameters(), "parameter")));
        text.append(String.format(Locale.ROOT, "mean log-likelihood        %s nats a trial (%.6f a bin and neuron)%n", Intervals.text(r.scores().nats()), r.scores().perBinNeuronNats()));
        r.scores().overConstant().ifPresent(i -> text.append(String.format("over constant rates        %s bits per %s%n", Intervals.text(i), r.word())));
        r.scores().overRatesOverTime().ifPresent(i -> text.append(String.format("over rates over time       %s bits per %s%n", Intervals.text(i), r.word())));
        text.append(r.sentence());
        r.coSmoothing().ifPresent(co -> coSmoothing(text, co, r));
        r.rescaling().ifPresent(t -> text.append(String.format(Locale.ROOT, "%ntime rescaling            intervals of %d of %s are not what the forecasts say (Kolmogorov-Smirnov, 5 %% false among them); largest distance %.3f",
                t.offCount(), Count.of(t.tested(), "tested neuron"), Arrays.stream(t.distance()).filter(d -> !Double.isNaN(d)).max().orElse(Double.NaN))));
        return text.toString();
    }

    private static void coSmoothing(StringBuilder text, CoSmoothing co, ScoreModel.Result r) {
        List<String> names = co.names();
        text.append(String.format("%nco-smoothing of %s (%s), given the other %d of the trial%n", Count.of(names.size(), "held-out neuron"),
                Count.first(NAMED, names), r.neurons() - names.size()));
        text.append(String.format("  over constant rates      %s bits per %s (co-bps)", Intervals.text(co.overConstant()), r.word()));
        co.overRatesOverTime().ifPresent(i -> text.append(String.format("%n  over rates over time     %s bits per %s", Intervals.text(i), r.word())));
    }
}
