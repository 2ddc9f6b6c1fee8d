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
import org.spinspike.ising.meanfield.ReferenceManifold;

/** What was asked of one kinetic Ising network, as a page with its figure: {@code page.html} and {@code figures/}. */
public final class NetworkReport {
    /** Of the page in its folder. */
    public static final String NAME = "page.html";

    /** Times the sampled flow: a mean field beyond that would leave nothing to see of it, and has a panel of its own. */
    private static final double FAR = 3;

    private NetworkReport() {}

    /** Entropy flow over bins: sampled with its errors, exact, mean field, and that of rates alone. */
    public static void write(EntropyResult result, OutputFolder target) {
        double[] bins = IntStream.range(0, result.flow().sampled().length).mapToDouble(t -> t).toArray();
        List<TheoryFigure.Line> lines = new ArrayList<>();
        if (result.flow().exact() != null) lines.add(new TheoryFigure.Line("exact", -1, bins, result.flow().exact(), false));
        if (result.ratesOnly() != null) lines.add(new TheoryFigure.Line("rates over time alone", 2, bins, result.ratesOnly(), true));
        var dots = new TheoryFigure.Dots("sampled", 0, bins, result.flow().sampled(), result.flow().sampledError());
        var mean = new TheoryFigure.Line("mean field, biased", 1, bins, result.flow().meanField(), true);
        boolean apart = largest(result.flow().meanField()) > FAR * largest(result.flow().sampled());
        if (!apart) lines.add(mean);
        List<TheoryFigure.Part> parts = new ArrayList<>(List.of(new TheoryFigure.Part("", "bin", result.quantity() + " (nats a bin)", false, lines, List.of(dots), new double[0])));
        if (apart) parts.add(new TheoryFigure.Part("", "bin", "the same by mean field (nats a bin)", false, List.of(mean), List.of(), new double[0]));
        String title = "The " + result.quantity() + " of a network";
        page(title, "SpinSpike ising entropy", result.lines(), TheoryFigure.of("entropy-flow", title, parts.size(), parts,
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
                lines.add(new TheoryFigure.Line(curve.method(), manifold(curve), at(result.request().betas(), sound), at(curve.values(q), sound), curve.method().endsWith(":2")));
            }
            var dots = new TheoryFigure.Dots(simulation.method(), -1, result.request().betas(), simulation.values(q), simulation.errors(q));
            parts.add(new TheoryFigure.Part("", "beta", names[q.ordinal()], false, lines, List.of(dots), new double[] {1}));
        }
        String title = "One network hotter and colder";
        page(title, "SpinSpike ising phase", result.lines(), TheoryFigure.of("phase", title, 2, parts, "Dots: simulated trials, whiskers two standard errors; lines end where a mean field gives covariances that no network has; dashed: of order 2. Vertical line: beta = 1.",
                "Means, covariances and entropy production against inverse temperature.")).write(target, NAME);
    }

    private static double largest(double[] x) { return Arrays.stream(x).map(Math::abs).max().orElse(0); }

    /** @return its number; -1 for what is no mean field */
    private static int manifold(PhaseCurve curve) { return ReferenceManifold.named(curve.method().split(":")[0]).map(Enum::ordinal).orElse(-1); }

    private static double[] at(double[] values, int[] which) { return Arrays.stream(which).mapToDouble(b -> values[b]).toArray(); }

    private static Page page(String title, String kicker, List<String> lines, Figure figure) {
        return new Page(title, kicker).answer(lines.get(0)).section("figure", "In a figure").figure(figure).section("numbers", "In numbers").list(lines.subList(1, lines.size()));
    }
}
