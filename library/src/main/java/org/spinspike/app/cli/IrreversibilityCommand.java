package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spinspike.app.task.Irreversibility;
import org.spinspike.math.Count;
import org.spinspike.statistics.ArrowOfTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "irreversibility", description = "How surely a model tells held-out trials from the same trials read backwards: a lower bound on the arrow of time.",
        footer = {"", "f = ln p(S) - ln p(S reversed) of every trial; the bound is the mean of f + 1 - exp(-f), in nats per bin, with an interval over trials.",
            "A trial counts for ln(trials / 10) nats at most, as rarer ones cannot be known: cut long trials into windows.",
            "A bound near the most that so many trials can show is printed as [low, limit]: it has no upper end.",
            "Only the spikes are turned around: rates that follow a stimulus are an arrow of time by themselves, and are told beside.", "",
            "Examples:", "  spinspike irreversibility glm.npz held-out.npz", "  spinspike irreversibility glm.npz held-out.npz --cut 10 -o ratios.npz --json -"})
final class IrreversibilityCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "model file, of a family with a likelihood") Path model;
    @Parameters(index = "1", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY, not used in training") String data;
    @Option(names = {"-o", "--output"}, paramLabel = "F.npz", description = "writes log_ratio [trials], nats") Path target;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        general.checkOutput(target);
        var request = new Irreversibility.Request(model, dataOptions.request(data), target, general.seed());
        if (general.dryRun) return DryRun.reading(general, "irreversibility", request.data());
        Irreversibility.Result result = Irreversibility.run(request);
        return general.finish(result.notes(), target, result.json(), () -> lines(result));
    }

    private static String lines(Irreversibility.Result r) {
        var text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s on %s, %s%n", r.model(), Count.of(r.trials(), r.unit()), Count.of(r.neurons(), "neuron")));
        text.append(String.format("lower bound               %s nats a bin%n", Irreversibility.Result.words(r.arrow())));
        text.append(String.format(Locale.ROOT, "mean of f, no bound       %s nats a bin; null [%.4f, %.4f], p = %.4f%s%n", Irreversibility.Result.words(r.arrow().meanLog()), r.arrow().nullLow(), r.arrow().nullHigh(), r.arrow().p(),
                r.arrow().oneWay() > 0 ? String.format(Locale.ROOT, "; %.0f %% cannot run backwards and count %.0f nats each", 100 * r.arrow().oneWay(), ArrowOfTime.ONE_WAY) : ""));
        r.ratesOnly().ifPresent(rates -> text.append(String.format("rates over time alone     %s nats a bin%n", Irreversibility.Result.words(rates))));
        return text.append(r.sentence()).toString();
    }
}
