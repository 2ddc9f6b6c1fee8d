package org.spinspike.app.reproduction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.Table;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.MapFigure;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.io.CsvFile;
import org.spinspike.ising.sk.CriticalLine;
import org.spinspike.ising.sk.OrderParameters;
import org.spinspike.ising.sk.SkEnsemble;
import org.spinspike.math.Chunks;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/** Maps of order and entropy production of infinitely large asymmetric SK networks over temperature and disorder, and over temperature and fields, with the critical line. */
final class SkPhaseDiagram implements Reproduction {
    private static final double COLDEST = 4, MOST_DISORDER = 1, MOST_FIELD = 1.2, ONE_FIELD = .5, ONE_DISORDER = .2;
    private static final int LINE = 161;
    /** As measured on one core: a point without fields, and one with. */
    private static final double SECONDS_PLAIN = .0001, SECONDS_FIELDS = .0005;

    /** Entropy production at its largest along beta, on a published map of 100 temperatures: disorder in 99ths, the value, its beta. */
    private static final double[][] PUBLISHED_PEAKS = {{20, .0413, 1.05}, {40, .1886, 1.21}, {49, .3259, 1.33}, {59, .570, 1.62}, {69, 1.096, 2.26}};
    /** Ends of the line as drawn in the published figure: fields, disorder. */
    private static final double[][] PUBLISHED_ENDS = {{0, .795019386}, {ONE_FIELD, .741056711631245}};

    @Override public String name()    { return "ising-phase-diagram"; }
    @Override public String summary() { return "asymmetric SK model: maps of order and entropy production over temperature, disorder and fields, with the critical line"; }
    @Override public List<Option> options() { return List.of(Option.whole("cells", 100, "of each map along each side, as published")); }

    private static int cells(Options options) { return Require.inRange("cells", options.whole("cells"), 2, 1000); }

    @Override public Family.Cost cost(Options options, Seed seed) {
        int cells = cells(options);
        double seconds = (double) cells * cells * (SECONDS_PLAIN + 2 * SECONDS_FIELDS);
        return new Family.Cost(200L * cells * cells, seconds * 1e9, 1e9, "three maps of " + cells + " x " + cells + " points");
    }

    /** @param points row-major, rows from 0 upwards; values stand at the middle of their cells */
    private record Plane(String title, String up, double height, int cells, List<OrderParameters> points, double[] lineX, double[] lineY) {
        double across(int c) { return COLDEST * (c + .5) / cells; }

        double up(int r) { return height * (r + .5) / cells; }

        double[] of(ToDoubleFunction<OrderParameters> value) { return points.stream().mapToDouble(value).toArray(); }
    }

    /** What depends on beta (across) and another number (up). */
    @FunctionalInterface private interface Law { SkEnsemble at(double beta, double other); }

    private static Plane plane(String title, String up, double height, int cells, Law law, DoubleUnaryOperator critical, Progress progress) {
        progress.at(title, 0, cells);
        OrderParameters[] points = new OrderParameters[cells * cells];
        Chunks.forEach(cells * cells, cells, (row, from, to) -> {
            for (int p = from; p < to; p++) points[p] = OrderParameters.of(law.at(COLDEST * (p % cells + .5) / cells, height * (p / cells + .5) / cells));
        });
        progress.at(title, cells, cells);
        double[] x = new double[LINE], y = new double[LINE];
        for (int n = 0; n < LINE; n++) {
            y[n] = height * n / (LINE - 1);
            x[n] = critical.applyAsDouble(y[n]);
        }
        return new Plane(title, up, height, cells, List.of(points), x, y);
    }

    @Override public Reproduced run(Options options, Seed seed, Progress progress) {
        int cells = cells(options);
        DoubleBinaryOperator critical = (disorder, field) -> CriticalLine.beta(1, disorder, field);
        List<Plane> disorder = new ArrayList<>();
        for (double field : new double[] {0, ONE_FIELD})
            disorder.add(plane(field == 0 ? "without fields" : "fields in -" + Numbers.given(field) + ".." + Numbers.given(field), "DeltaJ", MOST_DISORDER, cells, (beta, d) -> new SkEnsemble(beta, 1, d, field), d -> critical.applyAsDouble(d, field), progress));
        Plane fields = plane("DeltaJ = " + Numbers.given(ONE_DISORDER), "DeltaH", MOST_FIELD, cells, (beta, h) -> new SkEnsemble(beta, 1, ONE_DISORDER, h), h -> critical.applyAsDouble(ONE_DISORDER, h), progress);
        var files = new LinkedHashMap<String, Consumer<Path>>();
        files.put("data/disorder.csv", file -> CsvFile.write(file, columns(disorder.get(0))));
        files.put("data/disorder-with-fields.csv", file -> CsvFile.write(file, columns(disorder.get(1))));
        files.put("data/fields.csv", file -> CsvFile.write(file, columns(fields)));
        return new Reproduced(page(disorder, fields), numbers(disorder, fields), lines(), files);
    }

    private static Map<String, double[]> columns(Plane plane) {
        int cells = plane.cells;
        double[] beta = new double[cells * cells], other = new double[cells * cells];
        Arrays.setAll(beta, p -> plane.across(p % cells));
        Arrays.setAll(other, p -> plane.up(p / cells));
        var columns = new LinkedHashMap<String, double[]>();
        columns.put("beta", beta);
        columns.put(plane.up.equals("DeltaJ") ? "delta_j" : "delta_h", other);
        columns.put("m", plane.of(OrderParameters::m));
        columns.put("q", plane.of(OrderParameters::q));
        columns.put("entropy_production", plane.of(OrderParameters::entropyProduction));
        columns.put("forward_entropy", plane.of(OrderParameters::forwardEntropy));
        columns.put("reverse_entropy", plane.of(OrderParameters::reverseEntropy));
        return columns;
    }

    // ---- page

    private static Page page(List<Plane> disorder, Plane fields) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Networks", "infinitely many neurons, couplings of mean 1 / N and standard deviation DeltaJ / sqrt(N), fields uniform in -DeltaH..DeltaH");
        facts.put("Computed", "exactly, to rounding; no simulation");
        facts.put("Maps", fields.cells + " x " + fields.cells + " points");
        return new Page("Phase diagram of the asymmetric SK model", "SpinSpike reproduction").facts(facts).answer(lines().get(0))
                .section("disorder", "Temperature against disorder")
                .paragraph("Below the line, to the right, neurons agree: m is above zero. Everywhere else each goes its own way, and couplings only drive entropy production. The line ends at a disorder beyond which no temperature is cold enough.")
                .figure(figure("disorder", "Order and entropy production over temperature and disorder", disorder, 3))
                .table(peaks()).table(ends())
                .paragraph("Along beta entropy production is largest on the line, where it is beta_c DeltaJ^2: only the disordered part of the couplings makes it, and from there on order takes it away. The published maps have steps of .04 in beta, so their largest value lies a little beside the line.")
                .section("fields", "Temperature against fields")
                .paragraph("Fields that differ from neuron to neuron do what disorder of couplings does: they hinder agreement. But they give each neuron a mean of its own, so q is above zero without order, and they make no entropy by themselves.")
                .figure(figure("fields", "Order and entropy production over temperature and fields", List.of(fields), .06));
    }

    private static Figure figure(String name, String title, List<Plane> planes, double limit) {
        List<MapFigure.Part> parts = new ArrayList<>();
        for (Plane p : planes) {
            parts.add(part(p, "m, " + p.title, p.of(OrderParameters::m), 1));
            parts.add(part(p, "q, " + p.title, p.of(OrderParameters::q), 1));
            parts.add(part(p, "entropy production, " + p.title, p.of(OrderParameters::entropyProduction), limit));
        }
        return MapFigure.of(name, title, 3, parts, "Magnetisation, self-overlap and entropy production (nats a neuron and step) of infinitely large networks; the black line is where order begins.",
                "Maps of m, q and entropy production over beta and " + planes.get(0).up + " with the critical line.");
    }

    private static MapFigure.Part part(Plane p, String title, double[] values, double limit) {
        return new MapFigure.Part(title, "beta", COLDEST, p.up, p.height, p.cells, p.cells, values, p.lineX, p.lineY, limit);
    }

    private static Table peaks() {
        var table = new Table("Disorder", "beta_c", "Entropy production there", "Published peak", "at beta").caption("The peak of entropy production along beta, without fields.");
        for (double[] p : PUBLISHED_PEAKS) {
            double disorder = p[0] / 99, beta = CriticalLine.beta(1, disorder, 0);
            table.row(Table.text("DeltaJ = " + Numbers.of(disorder, 4)), Table.number(Numbers.of(beta, 6)), Table.number(Numbers.of(OrderParameters.of(new SkEnsemble(beta, 1, disorder, 0)).entropyProduction(), 5)), Table.number(Numbers.given(p[1])), Table.number(Numbers.of(p[2], 2)));
        }
        return table;
    }

    private static Table ends() {
        var table = new Table("Fields", "Disorder at which the line ends", "As drawn in the published figure").caption("At zero temperature. The published program's integrals are coarser.");
        for (double[] p : PUBLISHED_ENDS) table.row(Table.text("DeltaH = " + Numbers.given(p[0])), Table.number(Numbers.of(CriticalLine.deltaJAtZeroTemperature(1, p[0]), 8)), Table.number(Numbers.of(p[1], 8)));
        return table;
    }

    private static List<String> lines() {
        return List.of(String.format(Locale.ROOT, "Order needs disorder below DeltaJ = %.6f, or %.6f in fields between -%3$s and %3$s, however cold it is.", CriticalLine.deltaJAtZeroTemperature(1, 0), CriticalLine.deltaJAtZeroTemperature(1, ONE_FIELD), Numbers.given(ONE_FIELD)),
                "published figure: 0.795019 and 0.741057");
    }

    private static Map<String, Object> numbers(List<Plane> disorder, Plane fields) {
        var map = new LinkedHashMap<String, Object>();
        var lines = new ArrayList<Object>();
        List<Plane> all = new ArrayList<>(disorder);
        all.add(fields);
        for (Plane p : all) {
            var line = new LinkedHashMap<String, Object>();
            line.put("map", p.title);
            line.put(p.up.equals("DeltaJ") ? "delta_j" : "delta_h", p.lineY);
            line.put("beta_c", p.lineX);
            lines.add(line);
        }
        map.put("critical_lines", lines);
        var peaks = new LinkedHashMap<String, double[]>();
        double[] disorders = Arrays.stream(PUBLISHED_PEAKS).mapToDouble(p -> p[0] / 99).toArray(), critical = Arrays.stream(disorders).map(d -> CriticalLine.beta(1, d, 0)).toArray(), production = new double[critical.length];
        Arrays.setAll(production, n -> OrderParameters.of(new SkEnsemble(critical[n], 1, disorders[n], 0)).entropyProduction());
        peaks.put("delta_j", disorders);
        peaks.put("beta_c", critical);
        peaks.put("entropy_production", production);
        peaks.put("published", column(PUBLISHED_PEAKS, 1));
        peaks.put("published_beta", column(PUBLISHED_PEAKS, 2));
        map.put("peaks", peaks);
        var ends = new LinkedHashMap<String, double[]>();
        ends.put("delta_h", column(PUBLISHED_ENDS, 0));
        ends.put("delta_j_at_zero_temperature", Arrays.stream(column(PUBLISHED_ENDS, 0)).map(h -> CriticalLine.deltaJAtZeroTemperature(1, h)).toArray());
        ends.put("published", column(PUBLISHED_ENDS, 1));
        map.put("ends", ends);
        return map;
    }

    private static double[] column(double[][] rows, int column) { return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray(); }
}
