package org.spinspike.app.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.Table;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.TheoryFigure;

/** What {@link IsingForward} shows: figures, a table, and the same in sentences. Curves are means over networks, bands go from the lowest network to the highest. */
final class ForwardPage {
    private static final char[] MOMENTS = IsingPublished.MOMENTS;

    private final IsingForward.Choice choice;
    private final List<ForwardDraw> draws;
    private final int critical;

    ForwardPage(IsingForward.Choice choice, List<ForwardDraw> draws) {
        this.choice = choice;
        this.draws = draws;
        this.critical = choice.nearestCritical();
    }

    Page page() {
        var facts = new LinkedHashMap<String, String>();
        facts.put(draws.size() == 1 ? "Network" : "Networks", (draws.size() == 1 ? "" : draws.size() + " of ") + choice.neurons() + " neurons, fields uniform in a range of 1, couplings normal, "
                + (choice.raw() ? "as drawn; mean fields " + fields() : "mean and spread those of the published network"));
        facts.put("Dynamics", choice.steps() + " steps from all spins up; beta_c = 1.1108, critical for infinitely many such neurons");
        facts.put("Simulation", Numbers.count(choice.trials()) + " trials at each beta, in two independent halves");
        Page page = new Page("Mean fields of kinetic Ising networks", "SpinSpike reproduction").facts(facts).answer(String.join(" ", found()))
                .section("errors", "Errors against inverse temperature")
                .paragraph("Mean-square errors of means, equal-time covariances and delayed covariances over all steps, as powers of ten. The noise of the simulation is taken out by comparing with two independent halves; values that fall below what is left of it are not drawn.")
                .figure(errors())
                .section("steps", "Step by step, nearest to the critical point")
                .paragraph("Means over neurons and pairs of neurons. Near the critical point covariances are large, and what a method forgets of them from step to step shows.")
                .figure(steps()).table(table());
        if (!warnings().isEmpty()) page.paragraph(String.join(" ", warnings()));
        return page;
    }

    List<String> lines() { return Stream.concat(found().stream(), warnings().stream()).toList(); }

    private List<String> found() {
        List<String> lines = new ArrayList<>();
        for (int k = 0; k < ForwardErrors.METHODS.size(); k++)
            lines.add(String.format(Locale.ROOT, "%s at %s beta_c: mean covariance of the last step %s of the simulated one%s, error of C %s.", label(k), beta(), range(ratios(k), 3),
                    choice.judged() ? IsingPublished.expected(word(k)).map(e -> " (expected " + e + ")").orElse("") : "", powers(errorsOf(k, 1))));
        if (choice.raw()) lines.add("Mean field as drawn: " + fields() + "; the spins start up.");
        return lines;
    }

    // ---- figures

    private Figure errors() {
        List<TheoryFigure.Part> parts = new ArrayList<>();
        for (int q = 0; q < MOMENTS.length; q++) {
            List<TheoryFigure.Line> lines = new ArrayList<>();
            List<TheoryFigure.Dots> dots = new ArrayList<>();
            for (int k = 0; k < ForwardErrors.METHODS.size(); k++) {
                int method = k, moment = q;
                int[] seen = IntStream.range(0, choice.betas().length).filter(b -> over(d -> d.found().get(b).errors[method][moment]).allMatch(e -> e > 0)).toArray();
                TheoryFigure.Line line = line(label(k), k, IntStream.of(seen).mapToDouble(b -> choice.betas()[b]).toArray(), false, n -> over(d -> Math.log10(d.found().get(seen[n]).errors[method][moment])));
                if (choice.betas().length > 1) lines.add(line);
                else dots.add(new TheoryFigure.Dots(label(k), k, line.x(), line.y(), new double[line.x().length]));
                published("error_" + MOMENTS[q], k, true, dots);
            }
            parts.add(new TheoryFigure.Part("", "beta / beta_c", "error of " + MOMENTS[q], false, TheoryFigure.Heights.POWERS, lines, dots, new double[] {1}));
        }
        return TheoryFigure.of("errors", "Errors of four mean fields", 3, parts, "Mean-square error against beta. Dashed: the critical point of infinitely many neurons." + (choice.betas().length > 1 ? bandsAre() : " Full marks: ours" + (draws.size() == 1 ? "." : ", means over " + draws.size() + " networks.")) + marksAre(),
                "Errors of m, C and D of four mean fields at " + choice.betas().length + " inverse temperatures.");
    }

    private Figure steps() {
        double[] t = IntStream.rangeClosed(1, choice.steps()).asDoubleStream().toArray();
        List<TheoryFigure.Part> parts = new ArrayList<>();
        for (char moment : MOMENTS) {
            List<TheoryFigure.Line> lines = new ArrayList<>(List.of(line("simulation", -1, t, true, n -> over(d -> d.found().get(critical).simulated.of(moment)[n]))));
            List<TheoryFigure.Dots> dots = new ArrayList<>();
            for (int k = 0; k < ForwardErrors.METHODS.size(); k++) {
                int method = k;
                if (draws.stream().allMatch(d -> whole(d, method))) lines.add(line(label(k), k, t, false, n -> over(d -> d.found().get(critical).trajectories.get(method).of(moment)[n])));
                published("mean_" + moment, k, false, dots);
            }
            published("mean_" + moment, -1, false, dots);
            parts.add(new TheoryFigure.Part("", "step", "mean " + moment, false, lines, dots, new double[0]));
        }
        return TheoryFigure.of("steps", "Step by step at beta = " + beta() + " beta_c", 3, parts, "Means of m, C and D over the network at every step, by simulation (dashed, black) and by four mean fields; one that leaves what covariances can be is left out." + bandsAre() + marksAre(),
                "Means of m, C and D over " + choice.steps() + " steps.");
    }

    private TheoryFigure.Line line(String label, int model, double[] x, boolean dashed, IntFunction<DoubleStream> values) {
        double[] mean = new double[x.length], low = new double[x.length], high = new double[x.length];
        for (int n = 0; n < x.length; n++) {
            mean[n] = values.apply(n).average().orElse(Double.NaN);
            low[n] = values.apply(n).min().orElse(Double.NaN);
            high[n] = values.apply(n).max().orElse(Double.NaN);
        }
        return draws.size() == 1 ? new TheoryFigure.Line(label, model, x, mean, dashed) : new TheoryFigure.Line(label, model, x, mean, dashed, low, high);
    }

    /** @param k of the method; -1 is the simulation */
    private void published(String quantity, int k, boolean logarithm, List<TheoryFigure.Dots> dots) {
        List<IsingPublished> points = IsingPublished.of(quantity, k < 0 ? "simulation" : word(k));
        if (choice.asPublished() && !points.isEmpty()) dots.add(new TheoryFigure.Dots("published" + (k < 0 ? "" : " " + ForwardErrors.METHODS.get(k).manifold().symbol()), k, points.stream().mapToDouble(IsingPublished::x).toArray(),
                points.stream().mapToDouble(p -> logarithm ? Math.log10(p.value()) : p.value()).toArray(), null));
    }

    private String bandsAre() { return draws.size() == 1 ? "" : " Lines: means over " + draws.size() + " networks; bands: from the lowest to the highest."; }

    private String marksAre() {
        return choice.asPublished() ? " Faint marks: published, of another network" + (choice.raw() ? "." : " of the same moments.") : "";
    }

    // ---- table

    private Table table() {
        List<String> heads = new ArrayList<>(List.of("Method", "mean C, of simulation"));
        if (choice.judged()) heads.addAll(List.of("expected", "published"));
        heads.addAll(List.of("error of m", "error of C", "error of D", "leaves covariances"));
        var table = new Table(heads.toArray(String[]::new)).caption("At beta = " + beta() + " beta_c; mean C of the last step" + (draws.size() == 1 ? "." : ", lowest to highest of " + draws.size() + " networks."));
        for (int k = 0; k < ForwardErrors.METHODS.size(); k++) {
            List<Table.Cell> cells = new ArrayList<>(List.of(Table.model(label(k), k), Table.number(range(ratios(k), 3))));
            if (choice.judged()) {
                cells.add(Table.number(IsingPublished.expected(word(k)).orElse("\u2013")));
                cells.add(Table.number(IsingPublished.lastRatio(word(k)).isPresent() ? Numbers.of(IsingPublished.lastRatio(word(k)).getAsDouble(), 3) : "\u2013"));
            }
            for (int q = 0; q < MOMENTS.length; q++) cells.add(Table.number(powers(errorsOf(k, q))));
            int method = k;
            int first = draws.stream().mapToInt(d -> d.found().get(critical).lost(method)).filter(t -> t > 0).min().orElse(0);
            cells.add(first == 0 ? Table.none("never") : Table.number("at step " + first));
            table.row(cells.toArray(Table.Cell[]::new));
        }
        return table;
    }

    private List<String> warnings() {
        List<String> all = new ArrayList<>();
        for (int draw = 0; draw < draws.size(); draw++)
            for (int k = 0; k < ForwardErrors.METHODS.size(); k++)
                for (String warning : draws.get(draw).found().get(critical).warnings(k)) all.add((draws.size() == 1 ? "" : "Network " + (draw + 1) + ": ") + warning + ".");
        return all;
    }

    private boolean whole(ForwardDraw draw, int k) { return draw.found().get(critical).lost(k) == 0 && !draw.found().get(critical).ended(k); }

    private DoubleStream over(ToDoubleFunction<ForwardDraw> value) { return draws.stream().mapToDouble(value); }

    private double[] ratios(int k) { return over(d -> d.ratio(critical, k)).toArray(); }

    private double[] errorsOf(int k, int q) { return over(d -> d.found().get(critical).errors[k][q]).toArray(); }

    private String fields() { return String.join(", ", draws.stream().map(d -> Numbers.of(d.meanField(), 4)).toList()); }

    private String beta() { return Numbers.of(choice.betas()[critical], 3); }

    private static String label(int k) { return "Plefka" + ForwardErrors.METHODS.get(k).manifold().symbol(); }

    private static String word(int k) { return ForwardErrors.METHODS.get(k).manifold().word(); }

    private static String range(double[] values, int decimals) {
        double low = Arrays.stream(values).min().orElseThrow(), high = Arrays.stream(values).max().orElseThrow();
        return Double.isNaN(low + high) ? "undefined" : values.length == 1 ? digits(low, decimals) : digits(low, decimals) + " to " + digits(high, decimals);
    }

    private static String digits(double value, int decimals) { return Math.abs(value) < 1000 ? Numbers.of(value, decimals) : String.format(Locale.ROOT, "%.1e", value); }

    private static String powers(double[] errors) {
        double low = Arrays.stream(errors).min().orElseThrow(), high = Arrays.stream(errors).max().orElseThrow();
        return errors.length == 1 ? power(low) : power(low) + " to " + power(high);
    }

    private static String power(double error) { return Double.isNaN(error) ? "undefined" : error > 0 ? String.format(Locale.ROOT, "%.1e", error) : "below noise"; }
}
