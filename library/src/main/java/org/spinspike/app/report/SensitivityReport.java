package org.spinspike.app.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.spinspike.app.report.figure.Curve;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.LinesFigure;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.task.Intervals;
import org.spinspike.app.task.Json;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.app.task.SensitivityResult;
import org.spinspike.app.task.SensitivityResult.Row;
import org.spinspike.io.AtomicFile;
import org.spinspike.statistics.Estimate;

/** A sweep of bin widths or levels as a page: {@code page.html}, {@code figures/}, and the numbers in {@code numbers.json}. */
public final class SensitivityReport {
    public static final String NAME = "page.html", NUMBERS = "numbers.json";

    private SensitivityReport() {}

    public static void write(SensitivityResult result, OutputFolder target) {
        var table = new Table(result.widths() ? "Bin (ms)" : "Level", "Clipped", "Rate (Hz)", "Silent bins", "Pair correlation", "Memory (ms)", "Bits a second over " + result.rival());
        for (Row row : result.rows())
            table.row(Table.text(Numbers.given(row.value())), Table.number(Numbers.percent(row.clippedShare())), Table.number(Numbers.of(row.hz())), Table.number(Numbers.percent(row.silent())), Table.number(Numbers.of(row.correlation())),
                    Table.number(Numbers.of(row.memoryMs())), row.bitsPerSecond().map(SensitivityReport::bits).orElse(Table.none("not to be had")));
        Figure shares = figure(result, "shares", "What is lost and what is empty", "share", List.of(curve(result, "clipped", 0, Row::clippedShare), curve(result, "silent bins", 1, Row::silent)),
                "Clipped: spikes inside that are no one of their own. Silent: bins in which no neuron is active.");
        Figure pairs = figure(result, "pairs", "Correlation of pairs", "mean correlation", List.of(curve(result, "pairs of neurons", 0, Row::correlation)), "Mean over pairs of neurons within a bin; it grows with the bin as long as neurons follow each other.");
        Figure memory = figure(result, "memory", "Memory of the population", "milliseconds", List.of(curve(result, "number of active neurons", 0, Row::memoryMs)),
                "Integrated autocorrelation time of the number of active neurons, over at most 2 s; bins without any correlation have one bin.");
        new Page(result.widths() ? "How wide a bin?" : "Which level?", "SpinSpike import").facts(result.facts()).answer(result.verdict()).section("numbers", "In numbers").table(table).section("figures", "Width by width").side(shares, bits(result)).side(pairs, memory)
                .list(result.notes()).write(target, NAME);
        AtomicFile.write(target.path().resolve(NUMBERS), out -> out.write((Json.pretty(result.json()) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** With two decimals whatever the interval's width: the widths of bins are told apart by them. */
    private static Table.Cell bits(Estimate e) {
        String text = Intervals.text(e, 2);
        int bracket = text.indexOf(" [");
        return bracket < 0 ? Table.number(text) : Table.number(text.substring(0, bracket), text.substring(bracket + 1));
    }

    private static Figure bits(SensitivityResult result) {
        Curve curve = new Curve(result.model(), 2, values(result, r -> r.bitsPerSecond().map(b -> b.value()).orElse(Double.NaN)), values(result, r -> r.bitsPerSecond().map(b -> b.ninetyFive().low()).orElse(Double.NaN)),
                values(result, r -> r.bitsPerSecond().map(b -> b.ninetyFive().high()).orElse(Double.NaN)));
        return figure(result, "bits", "What a model gains", "bits a second", List.of(curve), "Held-out gain of " + result.model() + " over " + result.rival() + ", all neurons together; band: 95 % by resampling trials or blocks. Bins of different widths are different data.");
    }

    private static Figure figure(SensitivityResult result, String name, String title, String up, List<Curve> curves, String caption) {
        String across = result.widths() ? "width of a bin (ms)" : "level of the rule";
        return LinesFigure.of(name, title, up, List.of(new LinesFigure.Part("", across, values(result, Row::value), curves)), caption, title + " against the " + across + ".");
    }

    private static Curve curve(SensitivityResult result, String label, int model, ToDoubleFunction<Row> of) { return new Curve(label, model, values(result, of), null, null); }

    private static double[] values(SensitivityResult result, ToDoubleFunction<Row> of) { return Arrays.stream(result.rows().toArray(Row[]::new)).mapToDouble(of).toArray(); }
}
