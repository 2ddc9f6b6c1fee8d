package org.spinspike.app.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spinspike.app.task.DataRequest;
import org.spinspike.app.task.Intervals;
import org.spinspike.app.task.Statistics;
import org.spinspike.statistics.Band;
import org.spinspike.statistics.Comparison;
import org.spinspike.statistics.Interval;
import org.spinspike.statistics.Judgement;
import org.spinspike.statistics.TimeReversal;
import org.spinspike.statistics.TwoSample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "stats", description = "The statistics of a recording with intervals; with --against, how far other spike trains are from it, beside the noise floor.",
        footer = {"", "Examples:", "  spinspike stats trials.npz", "  spinspike stats trials.npz --cut 20 -o statistics.npz", "  spinspike stats test.npz --against synthetic.npz",
            "  spinspike stats trials.npz --surrogate trials     (can shuffled trials be told from the others?)"})
final class StatsCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY") String data;
    @Option(names = "--against", paramLabel = "OTHER", description = "spike trains of the same neurons, e.g. sampled from a model; --bins, --neurons and --cut hold for both; of trials of different lengths the bins are compared that both have") String against;
    @Option(names = "--surrogate", paramLabel = "KIND", description = "in place of --against: half of the trials against the other half, changed: none, trials (each neuron's in an order of its own), windows:BINS (each neuron's windows), last (unchanged: early against late)") String surrogate;
    @Option(names = {"-o", "--output"}, paramLabel = "OUT.npz", description = "writes every array: by neuron, by pair, rates over time") Path target;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        general.checkOutput(target);
        if (against != null && surrogate != null) throw new IllegalArgumentException("--against and --surrogate exclude each other");
        DataRequest other = against == null ? null : dataOptions.request(against);
        var request = new Statistics.Request(dataOptions.request(data), other, surrogate, target, Comparison.Settings.STANDARD, general.seed());
        if (general.dryRun) return DryRun.reading(general, "stats", request.data(), other);
        Statistics.Result result = Statistics.run(request, general.progress());
        return general.finish(result.notes(), target, result.json(), () -> lines(result));
    }

    private static String lines(Statistics.Result r) {
        var text = new StringBuilder(r.words() + ": " + r.data() + ", " + number(1e3 * r.data().design().binSeconds(), "ms") + " bins\n");
        for (Band b : r.profile().bands())
            if (b.single()) text.append(String.format("  %-24s %-14s %-26s %s%n", b.name(), number(b.values()[0], b.unit()), interval(b.low()[0], b.high()[0]), b.meaning()));
        double[] rates = r.profile().band("rate").values();
        double[] known = Arrays.stream(rates).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (known.length > 0) text.append(String.format("  %-24s %s .. %s over neurons%n", "rates", number(known[0], ""), number(known[known.length - 1], "Hz")));
        r.cross().ifPresent(c -> c.strongest(1).forEach(p -> text.append(String.format("  %-24s %s and %s, %d bins later: %d coincidences, %s expected from %s (z = %s, the farthest out of %d)%n", "strongest pair",
                r.data().cells().name(p.lag() < 0 ? p.second() : p.first()), r.data().cells().name(p.lag() < 0 ? p.first() : p.second()), Math.abs(p.lag()), p.count(), number(p.expected(), ""), c.shuffled() ? "other trials" : "constant rates", number(p.z(), ""), c.pairs() * (2 * c.lags() + 1)))));
        r.reversal().ifPresent(t -> text.append(reversal("time reversal", t, r)));
        text.append(r.drift()).append('\n');
        r.resemblance().ifPresent(other -> {
            text.append(String.format("%ndistance to %s, %s%s; floor: two parts of the data of that size%n", r.againstWords(), r.comparedBins().map(bins -> "bins 0:" + bins + " of both, ").orElse(""), other.sizes()));
            text.append(String.format("  %-24s %-14s %-26s %-22s %s%n", "", "distance", r.percent() + " % interval", "floor (95 %)", "0 = data, 1 = independent neurons"));
            for (Judgement j : other.judgements())
                text.append(String.format("  %-24s %-14s %-26s %-22s %s%n", j.statistic(), number(j.value(), j.unit()), interval(j.low(), j.high()),
                        number(j.floorMedian(), "") + " (" + number(j.floor95(), "") + ")", verdict(j)));
        });
        r.otherReversal().ifPresent(t -> text.append(reversal("other's time reversal", t, r)));
        r.tests().ifPresent(tests -> {
            text.append(String.format("%ncan whole trials be told apart? %d against %d, p-values by 999 permutations of source trials%n", tests.trials(), tests.trials()));
            for (TwoSample.Test t : tests.tests()) text.append(String.format("  %-24s %-14s p = %-22s %s%n", t.name(), number(t.value(), ""), number(t.p(), ""), t.meaning()));
            text.append(String.format("  %s%n", tests.any() < .05 ? "yes: some test sees a difference, p = " + number(tests.any(), "") + " for all of them together" : "no test sees a difference, p = " + number(tests.any(), "") + " for all of them together"));
        });
        return text.toString();
    }

    private static String reversal(String title, TimeReversal t, Statistics.Result r) {
        Interval i = t.estimate().ninety();
        return String.format("  %-24s %-14s %-26s entropy production of %s, nats a bin: at least so much in the population%s; read backwards at random %s, p = %s%n", title, number(t.estimate().value(), ""), interval(i.low(), i.high()),
                String.join(", ", r.reversed()), t.shuffledTrials().map(s -> ", " + number(s, "") + " of it by rates over time").orElse(""), interval(t.nullLow(), t.nullHigh()), number(t.p(), ""));
    }

    private static String verdict(Judgement j) {
        if (Double.isNaN(j.value())) return "undefined";
        if (j.separates()) return number(j.scaled(), "") + (j.withinFloor() ? ", within the floor" : ", beyond the floor");
        if (j.clearlyBeyondFloor()) return "beyond the floor" + (j.floorMedian() > 0 ? ", " + Intervals.timesFloor(j) : "") + (j.worseThanIndependent() ? "; worse than independent neurons" : "");
        return (j.withinFloor() ? "within the floor; " : "near the floor; ") + Judgement.CANNOT_SEPARATE;
    }

    private static String interval(double low, double high) { return Double.isNaN(low) ? "" : "[" + number(low, "") + ", " + number(high, "") + "]"; }

    /** @return "12.34 Hz", four figures that count; "-" where undefined */
    private static String number(double value, String unit) {
        if (Double.isNaN(value)) return "-";
        String digits = value == 0 ? "0" : Math.abs(value) >= 1e5 || Math.abs(value) < 1e-4 ? String.format(Locale.ROOT, "%.3e", value)
                : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
        return unit.isEmpty() ? digits : digits + " " + unit;
    }
}
