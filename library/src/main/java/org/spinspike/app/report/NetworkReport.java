package org.spinspike.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.TheoryFigure;
import org.spinspike.app.task.EntropyResult;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.app.task.PhaseCurve;
import org.spinspike.app.task.PhaseResult;

/** What was asked of one kinetic Ising network, as a page with its figure: {@code page.html} and {@code figures/}. */
public final class NetworkReport {
    /** Of the page in its folder. */
    public static final String NAME = "page.html";

    private NetworkReport() {}

    /** Entropy flow over bins: sampled with its errors, exact, mean field, and that of rates alone. */
    public static void write(EntropyResult result, OutputFolder target) {
        double[] bins = IntStream.range(0, result.flow().sampled().length).mapToDouble(t -> t).toArray();
        List<TheoryFigure.Line> lines = new ArrayList<>();
        if (result.flow().exact() != null) lines.add(new TheoryFigure.Line("exact", -1, bins, result.flow().exact(), false));
        lines.add(new TheoryFigure.Line("mean field, biased", 1, bins, result.flow().meanField(), true));
        if (result.ratesOnly() != null) lines.add(new TheoryFigure.Line("rates over time alone", 2, bins, result.ratesOnly(), true));
        var dots = new TheoryFigure.Dots("sampled", 0, bins, result.flow().sampled(), result.flow().sampledError());
        var part = new TheoryFigure.Part("", "bin", result.quantity() + " (nats a bin)", false, lines, List.of(dots), new double[0]);
        String title = "The " + result.quantity() + " of a network";
        page(title, "SpinSpike ising entropy", result.lines(), TheoryFigure.of("entropy-flow", title, 1, List.of(part),
                "Dots: simulated trials, whiskers two standard errors.", "Entropy flow of every bin, sampled, and by other ways.")).write(target, NAME);
    }

    /** Means of the last step against beta: simulation with errors, every method as a line; values that no network has are left out. */
    public static void write(PhaseResult result, OutputFolder target) {
        String[] names = {"mean m", "mean C", "mean D", "sum J (D - D^T) (nats a bin)"};
        List<TheoryFigure.Part> parts = new ArrayList<>();
        for (PhaseCurve.Quantity q : PhaseCurve.Quantity.values()) {
            List<TheoryFigure.Line> lines = new ArrayList<>();
            PhaseCurve simulation = result.curves().get(0);
            for (int c = 1; c < result.curves().size(); c++) {
                PhaseCurve curve = result.curves().get(c);
                int[] sound = IntStream.range(0, result.request().betas().length).filter(curve::sound).toArray();
                lines.add(new TheoryFigure.Line(curve.method(), curve.trouble() == null ? -1 : c - 1, at(result.request().betas(), sound), at(curve.values(q), sound), curve.trouble() != null && c % 2 == 0));
            }
            var dots = new TheoryFigure.Dots(simulation.method(), 0, result.request().betas(), simulation.values(q), simulation.errors(q));
            parts.add(new TheoryFigure.Part("", "beta", names[q.ordinal()], false, lines, List.of(dots), new double[] {1}));
        }
        String title = "One network hotter and colder";
        page(title, "SpinSpike ising phase", result.lines(), TheoryFigure.of("phase", title, 2, parts, "Dots: simulated trials, whiskers two standard errors; lines end where a mean field gives covariances that no network has. Dashed: beta = 1.",
                "Means, covariances and entropy production against inverse temperature.")).write(target, NAME);
    }

    private static double[] at(double[] values, int[] which) { return Arrays.stream(which).mapToDouble(b -> values[b]).toArray(); }

    private static Page page(String title, String kicker, List<String> lines, Figure figure) {
        return new Page(title, kicker).answer(lines.get(0)).section("figure", "In a figure").figure(figure).section("numbers", "In numbers").list(lines.subList(1, lines.size()));
    }
}
