package org.spinspike.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.Plain;
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

    /** Names on the command line beside those in the literature. */
    private static final String METHODS = String.join(", ", Arrays.stream(ReferenceManifold.values()).map(m -> m.word() + " is Plefka" + m.symbol()).toList()) + ".";

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
        Page page = page(title, "SpinSpike ising entropy", result.verdict(), result.summary(), TheoryFigure.of("entropy-flow", title, parts.size(), parts,
                "Dots: simulated trials, whiskers two standard errors.", "Entropy flow of every bin, sampled, and by other ways."));
        var numbers = new Table("Nats a bin", result.quantity(), "");
        for (EntropyResult.Row row : result.rows()) numbers.row(Table.text(row.name()), Table.number(row.value()), Table.text(row.remark()));
        page.table(numbers);
        if (!result.pairs().isEmpty()) page.paragraph(EntropyResult.PAIRS).table(two("Pair", "Nats a bin", result.pairs()));
        result.nulls().ifPresent(beside -> page.paragraph(beside.heading()).table(two("Refit", "Nats a bin", beside.rows())));
        page.write(target, NAME);
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
        Page page = page(title, "SpinSpike ising phase", result.verdict(), result.summary(), TheoryFigure.of("phase", title, 2, parts, "Dots: simulated trials, whiskers two standard errors; lines end where a mean field gives covariances that no network has; dashed: of order 2. Vertical line: beta = 1. " + METHODS,
                "Means, covariances and entropy production against inverse temperature."));
        page.paragraph("Inverse temperatures at which a quantity is largest. " + PhaseResult.LEGEND + ".").table(table(PhaseResult.HEADS, result.peaks()));
        result.nearness().ifPresent(near -> page.paragraph(near.legend()).table(table(near.heads(), near.rows())));
        page.write(target, NAME);
    }

    private static double largest(double[] x) { return Arrays.stream(x).map(Math::abs).max().orElse(0); }

    /** @return its number; -1 for what is no mean field */
    private static int manifold(PhaseCurve curve) { return ReferenceManifold.named(curve.method().split(":")[0]).map(Enum::ordinal).orElse(-1); }

    private static double[] at(double[] values, int[] which) { return Arrays.stream(which).mapToDouble(b -> values[b]).toArray(); }

    private static Page page(String title, String kicker, String verdict, String summary, Figure figure) {
        return new Page(title, kicker).answer(verdict).section("figure", "In a figure").figure(figure).section("numbers", "In numbers").paragraph(summary + ".");
    }

    private static Table two(String left, String right, Map<String, String> rows) {
        return table(List.of(left, right), rows.entrySet().stream().map(row -> List.of(row.getKey().strip(), row.getValue())).toList());
    }

    /** Of plain cells. */
    private static Table table(List<String> heads, List<List<String>> rows) {
        var table = new Table(heads.toArray(String[]::new));
        for (List<String> row : rows) table.row(row.stream().map(cell -> Table.text(Plain.signs(cell))).toArray(Table.Cell[]::new));
        return table;
    }
}
