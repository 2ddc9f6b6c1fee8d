package org.spinspike.app.reproduction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.Table;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.TheoryFigure;
import org.spinspike.app.task.SolveSk;
import org.spinspike.app.task.ValueList;
import org.spinspike.io.CsvFile;
import org.spinspike.ising.sk.CriticalLine;
import org.spinspike.ising.sk.FiniteSize;
import org.spinspike.ising.sk.OrderParameters;
import org.spinspike.ising.sk.SkEnsemble;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/** Order parameters and entropy production of the asymmetric SK model against inverse temperature, exact for infinite size, with simulated networks and the published ones beside. */
final class SkCurves implements Reproduction {
    private static final int LARGEST = 1024, GRID = 161;
    private static final double HOTTEST = 4;

    @Override public String name()    { return "ising-sk"; }
    @Override public String summary() { return "asymmetric SK model: order parameters and entropy production against beta, infinite and 32 to 1024 neurons"; }
    @Override public List<Option> options() {
        return List.of(Option.text("disorders", "0.2,0.4,0.6,0.7,0.8,1", "DeltaJ of the exact curves, separated by commas"),
                Option.text("simulated", "0.5,1", "DeltaJ of the simulated networks; published beside are 0.5 and 1"),
                Option.text("sizes", "32,64,128,256,512,1024", "neurons of the simulated networks"),
                Option.text("betas", "0.4:4:10", "inverse temperatures of the simulated networks, as for ising sk"),
                Option.whole("trials", 150, "networks of 1024 neurons at each beta; smaller ones get more, in proportion to 1024 / N (published: 400,000 of every size)"),
                Option.whole("steps", 128, "steps from all spins up"));
    }

    /** What the user chose. */
    private record Choice(double[] disorders, double[] simulated, int[] sizes, double[] betas, int trials, int steps) {
        static Choice of(Options options) {
            double[] sizes = ValueList.of("--sizes", options.text("sizes"));
            for (double n : sizes) Require.that(n == Math.rint(n) && n > 0, "--sizes must be whole numbers above 0, got " + n);
            var choice = new Choice(ValueList.of("--disorders", options.text("disorders")), ValueList.of("--simulated", options.text("simulated")), DoubleStream.of(sizes).mapToInt(n -> (int) n).sorted().distinct().toArray(),
                    DoubleStream.of(ValueList.of("--betas", options.text("betas"))).sorted().toArray(), options.whole("trials"), options.whole("steps"));
            for (int n : choice.sizes) FiniteSize.check(n, choice.steps, choice.trials(n));
            for (double[] disorders : new double[][] {choice.disorders, choice.simulated}) for (double d : disorders) for (double beta : choice.betas) new SkEnsemble(beta, 1, d, 0);
            return choice;
        }

        int trials(int neurons) { return Math.max(2, (int) Math.min(100_000_000L, (long) trials * LARGEST / neurons)); }
    }

    @Override public Family.Cost cost(Options options, Seed seed) {
        Choice choice = Choice.of(options);
        double additions = 0;
        for (int n : choice.sizes) additions += SolveSk.cost(choice.betas.length * choice.simulated.length, n, choice.trials(n), choice.steps);
        return new Family.Cost(4L * choice.sizes[choice.sizes.length - 1] * choice.sizes[choice.sizes.length - 1], additions, SolveSk.ADDITIONS, "simulations, at most: half the neurons turning over in every step");
    }

    /** What is measured, in infinite networks, in simulated ones, and as published. */
    private enum Quantity {
        M("m", "magnetisation m", OrderParameters::m, FiniteSize::m, FiniteSize::mError, SkPublished::m),
        Q("q", "self-overlap q", OrderParameters::q, FiniteSize::q, FiniteSize::qError, SkPublished::q),
        SIGMA("entropy_production", "entropy production (nats a neuron and step)", OrderParameters::entropyProduction, FiniteSize::entropyProduction, FiniteSize::entropyProductionError, SkPublished::entropyProduction);

        final String key, words;
        final ToDoubleFunction<OrderParameters> exact;
        final ToDoubleFunction<FiniteSize> found, error;
        final ToDoubleFunction<SkPublished> published;

        Quantity(String key, String words, ToDoubleFunction<OrderParameters> exact, ToDoubleFunction<FiniteSize> found, ToDoubleFunction<FiniteSize> error, ToDoubleFunction<SkPublished> published) {
            this.key = key;
            this.words = words;
            this.exact = exact;
            this.found = found;
            this.error = error;
            this.published = published;
        }
    }

    /** Simulated networks of one disorder and size, a value a beta. */
    private record Run(double deltaJ, int neurons, List<FiniteSize> found) {
        double[] of(ToDoubleFunction<FiniteSize> value) { return found.stream().mapToDouble(value).toArray(); }
    }

    @Override public Reproduced run(Options options, Seed seed, Progress progress) {
        Choice choice = Choice.of(options);
        List<Run> runs = new ArrayList<>();
        for (double d : choice.simulated) for (int n : choice.sizes) {
            List<FiniteSize> found = new ArrayList<>();
            for (double beta : choice.betas) {
                int at = found.size();
                Progress told = (task, done, total) -> progress.at(n + " neurons, DeltaJ " + Numbers.given(d), at * total + done, choice.betas.length * total);
                found.add(FiniteSize.of(new SkEnsemble(beta, 1, d, 0), n, choice.steps, choice.trials(n), seed.child("ising-sk").child(Double.toString(d)).child(n).child(at), told));
            }
            runs.add(new Run(d, n, found));
        }
        double[] betas = new double[GRID];
        Arrays.setAll(betas, b -> HOTTEST * b / (GRID - 1));
        Map<Double, List<OrderParameters>> exact = new LinkedHashMap<>();
        for (double d : DoubleStream.concat(Arrays.stream(choice.disorders), Arrays.stream(choice.simulated)).distinct().toArray())
            exact.put(d, Arrays.stream(betas).mapToObj(beta -> OrderParameters.of(new SkEnsemble(beta, 1, d, 0))).toList());
        var judged = Judged.of(choice, runs);
        return new Reproduced(page(choice, betas, exact, runs, judged), numbers(choice, betas, exact, runs, judged, seed), lines(choice, runs, judged), files(choice, betas, exact, runs));
    }

    // ---- beside the published numbers

    /** How far our simulations are from the published ones, in standard errors of ours: theirs are so many trials that they count as exact. */
    private record Judged(int compared, int withinTwo, double largest) {
        static Judged of(Choice choice, List<Run> runs) {
            int compared = 0, within = 0;
            double largest = 0;
            for (Run run : runs) for (FiniteSize found : run.found) {
                SkPublished beside = published(choice, run, found);
                if (beside == null) continue;
                for (Quantity quantity : Quantity.values()) {
                    double pull = Math.abs(quantity.found.applyAsDouble(found) - quantity.published.applyAsDouble(beside)) / quantity.error.applyAsDouble(found);
                    compared++;
                    if (pull <= 2) within++;
                    largest = Math.max(largest, pull);
                }
            }
            return new Judged(compared, within, largest);
        }

        String sentence() {
            return compared == 0 ? "None of these networks was published." : String.format(Locale.ROOT, "Of %d simulated values %d lie within two standard errors of the published ones (about 19 of 20 should), the farthest at %.1f.", compared, withinTwo, largest);
        }
    }

    private static SkPublished published(Choice choice, Run run, FiniteSize found) {
        double beta = choice.betas[run.found.indexOf(found)];
        return choice.steps != LARGEST / 8 ? null : SkPublished.of(run.deltaJ, run.neurons).stream().filter(p -> Math.abs(p.beta() - beta) < 1e-9).findFirst().orElse(null);
    }

    // ---- page

    private static Page page(Choice choice, double[] betas, Map<Double, List<OrderParameters>> exact, List<Run> runs, Judged judged) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Networks", "couplings normal, mean 1 / N, standard deviation DeltaJ / sqrt(N), J_ij independent of J_ji; no fields");
        facts.put("Dynamics", "all neurons updated together, " + choice.steps + " steps from all spins up; the last one is measured");
        facts.put("Trials", Numbers.count(choice.trials(choice.sizes[choice.sizes.length - 1])) + " networks of " + choice.sizes[choice.sizes.length - 1] + " neurons to " + Numbers.count(choice.trials(choice.sizes[0])) + " of " + choice.sizes[0]
                + ", new ones at every beta");
        return new Page("The asymmetric SK model", "SpinSpike reproduction").facts(facts).answer(answer(exact, betas))
                .section("infinite", "Infinitely many neurons")
                .paragraph("A network of random couplings is a caricature of a recurrent circuit about which everything can be computed. Two numbers describe it: m, whether neurons agree with each other, and q, how much a neuron resembles itself at another time. "
                        + "At high temperature (small beta) both are zero. Above a critical beta the neurons agree, unless the couplings are too disordered. Entropy production tells how fast the arrow of time can be seen: couplings that differ both ways make it, order takes it away again.")
                .figure(infinite(choice, betas, exact))
                .section("finite", sizes(choice))
                .paragraph("Formulas for infinitely many neurons are of use if networks of a size that is recorded follow them. Dots are simulations made for this page, grey discs behind them the published ones.")
                .figure(finite(choice, betas, exact, runs))
                .paragraph(judged.sentence() + " Small networks that are ordered turn over as a whole within the steps of a trial, which takes their mean m to zero but not their q.")
                .table(table(choice, runs, exact, betas));
    }

    private static String sizes(Choice choice) {
        int least = choice.sizes[0], most = choice.sizes[choice.sizes.length - 1];
        return (least == most ? "" : least + " to ") + most + " neurons";
    }

    private static String answer(Map<Double, List<OrderParameters>> exact, double[] betas) {
        for (var entry : exact.entrySet()) {
            double critical = CriticalLine.beta(1, entry.getKey(), 0);
            double[] sigma = entry.getValue().stream().mapToDouble(OrderParameters::entropyProduction).toArray();
            int peak = peak(sigma);
            if (critical < 2 && critical > 1.1 && peak > 0 && peak < betas.length - 1)
                return String.format(Locale.ROOT, "With DeltaJ = %s order begins at beta = %.4f, and entropy production is largest there: %.4f nats a neuron and step, at beta = %.3f of this grid.", Numbers.given(entry.getKey()), critical, sigma[peak], betas[peak]);
        }
        return "Order parameters and entropy production of infinitely large networks, with networks of finite size beside them.";
    }

    private static int peak(double[] values) {
        int best = 0;
        for (int n = 1; n < values.length; n++) if (values[n] > values[best]) best = n;
        return best;
    }

    private static double[] of(List<OrderParameters> points, Quantity quantity) { return points.stream().mapToDouble(quantity.exact).toArray(); }

    private static Figure infinite(Choice choice, double[] betas, Map<Double, List<OrderParameters>> exact) {
        double[] critical = Arrays.stream(choice.disorders).map(d -> CriticalLine.beta(1, d, 0)).filter(beta -> beta <= HOTTEST).toArray();
        List<TheoryFigure.Part> parts = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            List<TheoryFigure.Line> lines = new ArrayList<>();
            for (int d = 0; d < choice.disorders.length; d++) lines.add(new TheoryFigure.Line("DeltaJ = " + Numbers.given(choice.disorders[d]), d, betas, of(exact.get(choice.disorders[d]), quantity), d >= 6));
            parts.add(new TheoryFigure.Part("", "beta", quantity.words, false, lines, List.of(), critical));
        }
        return TheoryFigure.of("infinite", "Order and entropy production of infinitely large networks", 3, parts, "Exact values against inverse temperature for several disorder strengths; dashed lines are the critical points of those that order. "
                + "Entropy production has its peak there. Strong disorder never orders, and its entropy production goes on growing.", "Magnetisation, self-overlap and entropy production against beta for " + choice.disorders.length + " disorder strengths.");
    }

    private static Figure finite(Choice choice, double[] betas, Map<Double, List<OrderParameters>> exact, List<Run> runs) {
        List<TheoryFigure.Part> parts = new ArrayList<>();
        for (double d : choice.simulated) for (Quantity quantity : Quantity.values()) {
            List<TheoryFigure.Dots> dots = new ArrayList<>();
            for (Run run : runs) {
                if (run.deltaJ != d) continue;
                List<SkPublished> all = SkPublished.of(d, run.neurons);
                if (!all.isEmpty()) dots.add(new TheoryFigure.Dots("published", -1, all.stream().mapToDouble(SkPublished::beta).toArray(), all.stream().mapToDouble(quantity.published).toArray(), null));
            }
            for (int n = 0; n < choice.sizes.length; n++) {
                int size = choice.sizes[n];
                Run run = runs.stream().filter(r -> r.deltaJ == d && r.neurons == size).findFirst().orElseThrow();
                dots.add(new TheoryFigure.Dots(size + " neurons", n, choice.betas, run.of(quantity.found), run.of(quantity.error)));
            }
            double critical = CriticalLine.beta(1, d, 0);
            parts.add(new TheoryFigure.Part(quantity == Quantity.M ? "DeltaJ = " + Numbers.given(d) : "", "beta", quantity.words, false, List.of(new TheoryFigure.Line("infinite", -1, betas, of(exact.get(d), quantity), false)), dots,
                    critical <= HOTTEST ? new double[] {critical} : new double[0]));
        }
        return TheoryFigure.of("finite", "Networks of finite size beside the infinite one", 3, parts, "Black: infinitely many neurons, exact. Dots: means over simulated networks, whiskers two standard errors. Grey discs: the published simulations, " + Numbers.count(SkPublished.TRIALS)
                + " trials each. Dashed: the critical point.", "Magnetisation, self-overlap and entropy production against beta, simulated at " + choice.sizes.length + " sizes.");
    }

    /** At the last simulated beta not above 2, where the sizes differ most. */
    private static Table table(Choice choice, List<Run> runs, Map<Double, List<OrderParameters>> exact, double[] betas) {
        int at = 0;
        for (int b = 0; b < choice.betas.length; b++) if (choice.betas[b] <= 2 + 1e-9) at = b;
        var table = new Table("Disorder", "Neurons", "m", "published", "q", "published", "Entropy production", "published").caption("At beta = " + Numbers.given(choice.betas[at]) + ", with standard errors.");
        for (Run run : runs) {
            FiniteSize f = run.found.get(at);
            SkPublished p = published(choice, run, f);
            Function<ToDoubleFunction<SkPublished>, Table.Cell> beside = value -> p == null ? Table.none("none") : Table.number(Numbers.of(value.applyAsDouble(p), 4));
            table.row(Table.text("DeltaJ = " + Numbers.given(run.deltaJ)), Table.number("" + run.neurons), Table.number(Numbers.of(f.m(), 4), "\u00B1 " + Numbers.of(f.mError(), 4)), beside.apply(SkPublished::m),
                    Table.number(Numbers.of(f.q(), 4), "\u00B1 " + Numbers.of(f.qError(), 4)), beside.apply(SkPublished::q),
                    Table.number(Numbers.of(f.entropyProduction(), 4), "\u00B1 " + Numbers.of(f.entropyProductionError(), 4)), beside.apply(SkPublished::entropyProduction));
            if (run.neurons == choice.sizes[choice.sizes.length - 1]) {
                OrderParameters o = OrderParameters.of(new SkEnsemble(choice.betas[at], 1, run.deltaJ, 0));
                table.row(Table.text("DeltaJ = " + Numbers.given(run.deltaJ)), Table.number("infinite"), Table.number(Numbers.of(o.m(), 4)), Table.none(""), Table.number(Numbers.of(o.q(), 4)), Table.none(""), Table.number(Numbers.of(o.entropyProduction(), 4)), Table.none(""));
            }
        }
        return table;
    }

    // ---- files

    private static List<String> lines(Choice choice, List<Run> runs, Judged judged) {
        List<String> lines = new ArrayList<>(List.of(judged.sentence(), String.format("%-8s%9s%10s%22s%22s%22s", "DeltaJ", "neurons", "trials", "largest production", "m at largest beta", "q at largest beta")));
        for (Run run : runs) {
            double[] sigma = run.of(FiniteSize::entropyProduction);
            FiniteSize last = run.found.get(run.found.size() - 1), most = run.found.get(peak(sigma));
            lines.add(String.format(Locale.ROOT, "%-8s%9d%10d%12.4f +- %6.4f%12.4f +- %6.4f%12.4f +- %6.4f", Numbers.given(run.deltaJ), run.neurons, choice.trials(run.neurons), most.entropyProduction(), most.entropyProductionError(), last.m(), last.mError(), last.q(), last.qError()));
        }
        return lines;
    }

    private static Map<String, Consumer<Path>> files(Choice choice, double[] betas, Map<Double, List<OrderParameters>> exact, List<Run> runs) {
        var infinite = new LinkedHashMap<String, double[]>();
        infinite.put("beta", betas);
        exact.forEach((d, points) -> { for (Quantity quantity : Quantity.values()) infinite.put(quantity.key + "_delta_j_" + d, of(points, quantity)); });
        var finite = new LinkedHashMap<String, double[]>();
        finite.put("beta", choice.betas);
        for (Run run : runs) for (Quantity quantity : Quantity.values()) {
            String name = quantity.key + "_delta_j_" + run.deltaJ + "_n_" + run.neurons;
            finite.put(name, run.of(quantity.found));
            finite.put(name + "_se", run.of(quantity.error));
        }
        var files = new LinkedHashMap<String, Consumer<Path>>();
        files.put("data/infinite.csv", file -> CsvFile.write(file, infinite));
        files.put("data/simulated.csv", file -> CsvFile.write(file, finite));
        return files;
    }

    private static Map<String, Object> numbers(Choice choice, double[] betas, Map<Double, List<OrderParameters>> exact, List<Run> runs, Judged judged, Seed seed) {
        var map = new LinkedHashMap<String, Object>();
        map.put("seed", seed.value());
        map.put("steps", choice.steps);
        var curves = new ArrayList<Object>();
        exact.forEach((d, points) -> {
            var curve = new LinkedHashMap<String, Object>();
            curve.put("delta_j", d);
            curve.put("beta_c", CriticalLine.beta(1, d, 0));
            curve.put("beta", betas);
            for (Quantity quantity : Quantity.values()) curve.put(quantity.key, of(points, quantity));
            curves.add(curve);
        });
        map.put("infinite", curves);
        var simulated = new ArrayList<Object>();
        for (Run run : runs) {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("delta_j", run.deltaJ);
            entry.put("neurons", run.neurons);
            entry.put("trials", choice.trials(run.neurons));
            entry.put("beta", choice.betas);
            for (Quantity quantity : Quantity.values()) {
                entry.put(quantity.key, run.of(quantity.found));
                entry.put(quantity.key + "_se", run.of(quantity.error));
                entry.put(quantity.key + "_published", run.found.stream().mapToDouble(f -> published(choice, run, f) == null ? Double.NaN : quantity.published.applyAsDouble(published(choice, run, f))).toArray());
            }
            simulated.add(entry);
        }
        map.put("simulated", simulated);
        map.put("published_compared", judged.compared);
        map.put("published_within_two_standard_errors", judged.withinTwo);
        map.put("published_largest_pull", judged.largest);
        return map;
    }
}
