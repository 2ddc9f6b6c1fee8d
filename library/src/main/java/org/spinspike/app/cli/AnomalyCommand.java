package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spinspike.app.task.Anomalies;
import org.spinspike.app.task.AnomalyPower;
import org.spinspike.app.task.Breakage;
import org.spinspike.app.task.DetectAnomalies;
import org.spinspike.statistics.AlarmRate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "anomaly", customSynopsis = "spinspike anomaly MODEL DATA --calibration CAL (-o OUT.npz | --power) [OPTIONS]",
        description = "Which trials, bins and neurons are strange, with a guaranteed rate of false alarms.",
        footer = {"", "Examples:", "  spinspike anomaly mps.npz new.npz --calibration normal-held-out.npz -o anomalies.npz --false-alarm 0.05", "",
            "The calibration trials must be normal and must not have been used in training; a false-alarm rate of a needs at least 1/a - 1 of them.", "",
            "How good is the detector? With --power, DATA are normal trials too, and are broken on purpose in two ways: every trial silenced, and a quarter",
            "of the cells dead (in each trial other ones). The share of alarms is reported for each score, among the broken and among the untouched trials:", "",
            "  spinspike anomaly mps.npz normal.npz --calibration normal-held-out.npz --power"})
final class AnomalyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "model file") Path model;
    @Parameters(index = "1", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY, to be examined") String data;
    @Option(names = "--calibration", required = true, paramLabel = "CAL", description = "held-out normal trials") String calibration;
    @Option(names = {"-o", "--output"}, paramLabel = "OUT.npz",
            description = "writes surprise, typical, coordination and their p-values [trials], by_bin, by_neuron; must be given but for --power, which writes the scores by breakage where wanted") Path target;
    @Option(names = "--score", defaultValue = "typical", paramLabel = "typical|surprise|coordination", description = "the score that raises alarms (default: ${DEFAULT-VALUE})")
    Anomalies.Score score;
    @Option(names = "--false-alarm", defaultValue = "0.05", paramLabel = "RATE", description = "accepted rate of false alarms (default: ${DEFAULT-VALUE})") double falseAlarm;
    @Option(names = "--power", description = "DATA are normal: break them on purpose and count the alarms of every score") boolean power;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        if (!(falseAlarm > 0 && falseAlarm < 1)) throw new IllegalArgumentException("--false-alarm must lie between 0 and 1, got " + falseAlarm);
        if (target == null && !power) throw new IllegalArgumentException("missing option: -o OUT.npz, where the scores go (or --power, which judges the detector)");
        general.checkOutput(target);
        var request = new DetectAnomalies.Request(model, dataOptions.request(data), dataOptions.request(calibration), score, falseAlarm, target, general.seed());
        if (general.dryRun) return DryRun.reading(general, "anomaly", request.data(), request.calibration());
        if (power) return power(request);
        DetectAnomalies.Result r = DetectAnomalies.run(request);
        return general.finish(r.notes(), target, r.json(), () -> lines(r));
    }

    private int power(DetectAnomalies.Request request) {
        AnomalyPower.Result r = AnomalyPower.run(new AnomalyPower.Request(model, request.data(), request.calibration(), falseAlarm, target, request.seed()));
        return general.finish(r.notes(), target, r.json(), () -> lines(r));
    }

    private String lines(AnomalyPower.Result r) {
        var text = new StringBuilder(String.format(Locale.ROOT, "%d normal trials, broken on purpose; %d calibration trials; share of alarms at a false-alarm rate of %s, +- standard error%n",
                r.trials(), r.calibrationTrials(), r.falseAlarm()));
        text.append(String.format(Locale.ROOT, "%-14s%-32s%-20s%s%n", "", "untouched", "all silent", Breakage.DEAD_QUARTER.dead(r.neurons()) + " of " + r.neurons() + " cells dead"));
        r.scores().forEach((score, alarms) -> text.append(String.format(Locale.ROOT, "%-14s%-32s%-20s%s%n", score.name().toLowerCase(Locale.ROOT),
                share(alarms.falseAlarms()) + String.format(Locale.ROOT, " (%+.1f SE)", alarms.falseAlarms().deviation()),
                share(alarms.power().get(Breakage.ALL_SILENT)), share(alarms.power().get(Breakage.DEAD_QUARTER)))));
        text.append("standard errors are over trials and calibration sets; dead cells are drawn anew in each trial, from the seed");
        return target == null ? text.toString() : text.append("\nwritten to ").append(target).toString();
    }

    private static String share(AlarmRate rate) { return String.format(Locale.ROOT, "%.4f +- %.4f", rate.rate(), rate.standardError()); }

    private String lines(DetectAnomalies.Result r) {
        Anomalies a = r.anomalies();
        double[] p = a.p(r.score()), value = switch (r.score()) {
            case TYPICAL -> a.typical();
            case SURPRISE -> a.surprise();
            case COORDINATION -> a.coordination();
        };
        var text = new StringBuilder(String.format(Locale.ROOT, "%d of %d trials raise an alarm by '%s' at a false-alarm rate of %s (%.1f expected among normal trials: %+.1f standard errors)%n",
                r.alarms().size(), p.length, r.score().name().toLowerCase(Locale.ROOT), r.falseAlarm(), r.asNormal().expected() * p.length, r.asNormal().deviation()));
        boolean windows = r.design().windows();
        text.append("strangest:  trial   score (nats)        p").append(windows ? "   source trial, from bin" : "").append("\n");
        Arrays.stream(DetectAnomalies.strangest(p, value)).limit(5)
                .forEach(k -> text.append(String.format(Locale.ROOT, "            %5d   %12.3f   %.4f%s%n", k, value[k], p[k], windows ? String.format("   %12d, %d", r.design().source(k), r.design().offset(k)) : "")));
        text.append("trials are rows of the data given, from 0\n");
        return text.append("written to ").append(target).toString();
    }
}
