package org.spinspike.app.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spinspike.app.report.figure.Curve;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.LinesFigure;
import org.spinspike.app.task.DecodeResult;
import org.spinspike.app.task.Intervals;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.statistics.Decoding;
import org.spinspike.statistics.Interval;

/** What was decoded as a page: {@code page.html} and {@code figures/}. Only of what could be judged. */
public final class DecodeReport {
    /** Of the page in its folder. */
    public static final String NAME = "page.html";

    private DecodeReport() {}

    public static void write(DecodeResult result, OutputFolder target) {
        DecodeResult.Judged judged = result.judged().orElseThrow();
        var table = new Table("Decoder", "Accuracy", "Log loss (nats)", "Information (bits a trial)", "By luck").caption("Mean over " + judged.model().trials() + " trials [95 % interval]");
        row(table, result.family(), judged.model());
        for (DecodeResult.Rival r : judged.rivals()) row(table, r.name(), r.decoding());
        new Page("Which condition was it?", "SpinSpike decode").facts(result.facts()).answer(result.verdict(judged))
                .section("numbers", "In numbers").paragraph(result.lines().get(0) + ".").table(table).list(judged.rivals().stream().map(result::ahead).toList())
                .section("time", "How soon").figure(running(result, judged))
                .section("confusion", "Which are taken for which").table(confusion(result, judged.model())).write(target, NAME);
    }

    private static void row(Table table, String name, Decoding d) {
        table.row(Table.text(name), Table.number(Intervals.text(d.accuracy())), Table.number(Intervals.text(d.logLoss())), Table.number(Intervals.text(d.bits())),
                Table.number(String.format(Locale.ROOT, "p = %.3f", d.p())));
    }

    private static Figure running(DecodeResult result, DecodeResult.Judged judged) {
        int bins = result.bins(), trials = judged.model().trials();
        double[] time = new double[bins], low = new double[bins], high = new double[bins], guess = new double[bins];
        Arrays.fill(guess, Arrays.stream(result.prior()).max().orElseThrow());
        for (int t = 0; t < bins; t++) {
            time[t] = (t + 1) * result.binSeconds() * 1e3;
            Interval wilson = Interval.wilson(Math.round(judged.accuracyByBin()[t] * trials), trials);
            low[t] = wilson.low();
            high[t] = wilson.high();
        }
        var curves = List.of(new Curve(result.family(), 0, judged.accuracyByBin(), low, high), new Curve("the most frequent condition", -1, guess, null, null));
        return LinesFigure.of("running", "Accuracy from the bins so far", "share decoded rightly", List.of(new LinesFigure.Part("", "time in the trial (ms)", time, curves)),
                "Share of " + trials + " trials whose condition is the most probable one, given the bins up to that time; band: 95 % by Wilson.", "Accuracy against time in the trial.");
    }

    private static Table confusion(DecodeResult result, Decoding d) {
        int n = result.conditions().size();
        var table = new Table(Stream.concat(Stream.of("True condition"), result.conditions().stream().map(c -> "taken for " + c)).toArray(String[]::new)).caption("Trials");
        for (int c = 0; c < n; c++) {
            int row = c;
            table.row(Stream.concat(Stream.of(Table.text(result.conditions().get(c))), IntStream.range(0, n).mapToObj(e -> Table.number("" + d.confusion()[row * n + e]))).toArray(Table.Cell[]::new));
        }
        return table;
    }
}
