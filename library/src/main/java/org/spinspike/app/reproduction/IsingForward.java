package org.spinspike.app.reproduction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.Table;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.TheoryFigure;
import org.spinspike.app.task.ValueList;
import org.spinspike.io.CsvFile;
import org.spinspike.io.Npz;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.MonteCarlo;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/** Errors of four mean fields against inverse temperature, and what they say step by step at the critical one, beside simulation and the published curves. */
final class IsingForward implements Reproduction {
    private static final double CRITICAL_BETA = 1.1108397534245904;
    /** Moments of the published network: mean(J) N, sd(J) sqrt(N), mean(H). */
    private static final double COUPLING_MEAN = .99313, COUPLING_SPREAD = .09987, FIELD_MEAN = .01035;
    private static final double SPIN_SECONDS = 5e-8, PRODUCT_RATE = 5e10, PRODUCTS = 17;
    private static final char[] MOMENTS = {'m', 'C', 'D'};

    @Override public String name()    { return "ising-forward"; }
    @Override public String summary() { return "mean fields of kinetic Ising networks: errors against beta, and step by step at the critical point, beside simulation"; }
    @Override public List<Option> options() {
        return List.of(Option.whole("neurons", 128, "of the network (published: 512)"), Option.whole("steps", 128, "from all spins up"),
                Option.whole("trials", 10_000, "simulated at each beta (published: 1,000,000)"),
                Option.text("betas", "0.7:1.3:7", "of beta / beta_c, as for ising sk (published: 0.7:1.3:21)"));
    }

    private record Choice(int neurons, int steps, int trials, double[] betas) {
        static Choice of(Options options) {
            return new Choice(Require.inRange("--neurons", options.whole("neurons"), 2, 4096), Require.atLeast("--steps", options.whole("steps"), 1), Require.atLeast("--trials", options.whole("trials"), 4),
                    DoubleStream.of(ValueList.of("--betas", options.text("betas"))).sorted().distinct().toArray());
        }

        int nearestCritical() { return IntStream.range(0, betas.length).boxed().min((a, b) -> Double.compare(Math.abs(betas[a] - 1), Math.abs(betas[b] - 1))).orElseThrow(); }

        boolean asPublished() { return neurons == IsingPublished.NEURONS && steps == IsingPublished.STEPS; }
    }

    @Override public Family.Cost cost(Options options, Seed seed) {
        Choice choice = Choice.of(options);
        double n = choice.neurons, flops = choice.betas.length * (MonteCarlo.flops(choice.neurons, choice.steps, new MonteCarlo.Plan(choice.trials, false, false)) + 2 * n * n * n * PRODUCTS * choice.steps);
        double seconds = choice.betas.length * (SPIN_SECONDS * n * choice.steps * choice.trials + 2 * n * n * n * PRODUCTS * choice.steps / PRODUCT_RATE);
        return new Family.Cost((long) (8 * n * n * (choice.steps + 40)), flops, flops / seconds, "simulations, for the most part");
    }

    @Override public Reproduced run(Options options, Seed seed, Progress progress) {
        Choice choice = Choice.of(options);
        IsingNetwork network = network(choice.neurons, seed.child(name()));
        List<ForwardErrors> found = new ArrayList<>();
        for (double b : choice.betas) {
            int at = found.size();
            Progress told = (task, done, total) -> progress.at("mean fields and simulation", at * total + done, choice.betas.length * total);
            found.add(new ForwardErrors(network.scaled(b * CRITICAL_BETA), choice.steps, choice.trials, seed.child(name()).child("trials").child(at), told));
        }
        return new Reproduced(page(choice, found), numbers(choice, found, seed), lines(choice, found), files(choice, found, network));
    }

    /** Drawn from the published law, then shifted and scaled to the moments of the published draw. */
    private static IsingNetwork network(int n, Seed seed) {
        RandomGenerator random = seed.generator();
        double[] h = random.doubles(n, -.5, .5).toArray(), j = new double[n * n];
        Arrays.setAll(j, e -> random.nextGaussian());
        double shift = FIELD_MEAN - Arrays.stream(h).average().orElseThrow(), mean = Arrays.stream(j).average().orElseThrow();
        double spread = Math.sqrt(Arrays.stream(j).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
        return new IsingNetwork(Arrays.stream(h).map(x -> x + shift).toArray(), Arrays.stream(j).map(x -> COUPLING_MEAN / n + COUPLING_SPREAD / Math.sqrt(n) * (x - mean) / spread).toArray());
    }

    // ---- page

    private static Page page(Choice choice, List<ForwardErrors> found) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Network", choice.neurons + " neurons, fields uniform in a range of 1, couplings normal, mean and spread those of the published network");
        facts.put("Dynamics", choice.steps + " steps from all spins up; beta_c = 1.1108, critical for infinitely many such neurons");
        facts.put("Simulation", Numbers.count(choice.trials) + " trials at each beta, in two independent halves");
        return new Page("Mean fields of kinetic Ising networks", "SpinSpike reproduction").facts(facts).answer(String.join(" ", lines(choice, found)))
                .section("errors", "Errors against inverse temperature")
                .paragraph("Mean-square errors of means, equal-time covariances and delayed covariances over all steps, as powers of ten. The noise of the simulation is taken out by comparing with two independent halves; values that fall below what is left of it are not drawn.")
                .figure(errors(choice, found))
                .section("steps", "Step by step, nearest to the critical point")
                .paragraph("Means over neurons and pairs of neurons. Near the critical point covariances are large, and what a method forgets of them from step to step shows.")
                .figure(steps(choice, found)).table(table(choice, found));
    }

    private static Figure errors(Choice choice, List<ForwardErrors> found) {
        List<TheoryFigure.Part> parts = new ArrayList<>();
        for (int q = 0; q < MOMENTS.length; q++) {
            List<TheoryFigure.Line> lines = new ArrayList<>();
            List<TheoryFigure.Dots> dots = new ArrayList<>();
            for (int k = 0; k < ForwardErrors.METHODS.size(); k++) {
                int method = k, moment = q;
                int[] seen = IntStream.range(0, found.size()).filter(b -> found.get(b).errors[method][moment] > 0).toArray();
                lines.add(new TheoryFigure.Line(label(k), k, IntStream.of(seen).mapToDouble(b -> choice.betas[b]).toArray(), IntStream.of(seen).mapToDouble(b -> Math.log10(found.get(b).errors[method][moment])).toArray(), false));
                published(choice, "error_" + MOMENTS[q], ForwardErrors.METHODS.get(k).manifold().word(), true, dots);
            }
            parts.add(new TheoryFigure.Part("", "beta / beta_c", "log10 of the error of " + MOMENTS[q], false, lines, dots, new double[] {1}));
        }
        return TheoryFigure.of("errors", "Errors of four mean fields", 3, parts, "Logarithm of the mean-square error against beta. Dashed: the critical point of infinitely many neurons." + ringsAre(choice), "Errors of m, C and D of four mean fields at " + choice.betas.length + " inverse temperatures.");
    }

    private static Figure steps(Choice choice, List<ForwardErrors> found) {
        ForwardErrors at = found.get(choice.nearestCritical());
        double[] t = IntStream.rangeClosed(1, choice.steps).asDoubleStream().toArray();
        List<TheoryFigure.Part> parts = new ArrayList<>();
        for (char moment : MOMENTS) {
            List<TheoryFigure.Line> lines = new ArrayList<>(List.of(new TheoryFigure.Line("simulation", -1, t, at.simulated.of(moment), true)));
            List<TheoryFigure.Dots> dots = new ArrayList<>();
            for (int k = 0; k < ForwardErrors.METHODS.size(); k++) {
                if (at.lost[k] == 0) lines.add(new TheoryFigure.Line(label(k), k, t, at.trajectories.get(k).of(moment), false));
                published(choice, "mean_" + moment, ForwardErrors.METHODS.get(k).manifold().word(), false, dots);
            }
            published(choice, "mean_" + moment, "simulation", false, dots);
            parts.add(new TheoryFigure.Part("", "step", "mean " + moment, false, lines, dots, new double[0]));
        }
        return TheoryFigure.of("steps", "Step by step at beta = " + Numbers.of(choice.betas[choice.nearestCritical()], 3) + " beta_c", 3, parts, "Means of m, C and D over the network at every step, by simulation (dashed, black) and by four mean fields; one that leaves what covariances can be is left out." + ringsAre(choice),
                "Means of m, C and D over " + choice.steps + " steps.");
    }

    private static void published(Choice choice, String quantity, String method, boolean logarithm, List<TheoryFigure.Dots> dots) {
        List<IsingPublished> points = IsingPublished.of(quantity, method);
        if (choice.asPublished() && !points.isEmpty()) dots.add(new TheoryFigure.Dots("published", 0, points.stream().mapToDouble(IsingPublished::x).toArray(),
                points.stream().mapToDouble(p -> logarithm ? Math.log10(p.value()) : p.value()).toArray(), null));
    }

    private static String ringsAre(Choice choice) { return choice.asPublished() ? " Grey: published, of another network of the same moments." : ""; }

    private static String label(int k) { return "Plefka" + ForwardErrors.METHODS.get(k).manifold().symbol(); }

    private static Table table(Choice choice, List<ForwardErrors> found) {
        ForwardErrors at = found.get(choice.nearestCritical());
        var table = new Table("Method", "mean C, of simulation", "error of m", "error of C", "error of D", "leaves covariances").caption("At beta = " + Numbers.of(choice.betas[choice.nearestCritical()], 3) + " beta_c; mean C of the last step.");
        for (int k = 0; k < ForwardErrors.METHODS.size(); k++)
            table.row(Table.model(label(k), k), Table.number(Numbers.of(ratio(choice, at, k), 3)), Table.number(power(at.errors[k][0])), Table.number(power(at.errors[k][1])), Table.number(power(at.errors[k][2])),
                    at.lost[k] == 0 ? Table.none("never") : Table.number("at step " + at.lost[k]));
        return table;
    }

    private static double ratio(Choice choice, ForwardErrors at, int k) { return at.trajectories.get(k).c()[choice.steps - 1] / at.simulated.c()[choice.steps - 1]; }

    private static String power(double error) { return error > 0 ? String.format(Locale.ROOT, "%.1e", error) : "below noise"; }

    // ---- numbers

    private static List<String> lines(Choice choice, List<ForwardErrors> found) {
        ForwardErrors at = found.get(choice.nearestCritical());
        List<String> lines = new ArrayList<>();
        for (int k = 0; k < ForwardErrors.METHODS.size(); k++)
            lines.add(String.format(Locale.ROOT, "%s at %s beta_c: mean covariance of the last step %.3f of the simulated one, error of C %s%s.", label(k), Numbers.of(choice.betas[choice.nearestCritical()], 3), ratio(choice, at, k), power(at.errors[k][1]),
                    at.lost[k] == 0 ? "" : ", no covariance from step " + at.lost[k] + " on"));
        return lines;
    }

    private static Map<String, Object> numbers(Choice choice, List<ForwardErrors> found, Seed seed) {
        var map = new LinkedHashMap<String, Object>();
        map.put("seed", seed.value());
        map.put("neurons", choice.neurons);
        map.put("steps", choice.steps);
        map.put("trials", choice.trials);
        map.put("beta_over_beta_c", choice.betas);
        for (int k = 0; k < ForwardErrors.METHODS.size(); k++) {
            int method = k;
            var entry = new LinkedHashMap<String, Object>();
            for (int q = 0; q < MOMENTS.length; q++) {
                int moment = q;
                entry.put("error_" + MOMENTS[q], found.stream().mapToDouble(f -> f.errors[method][moment]).toArray());
            }
            entry.put("last_mean_C_of_simulation", found.stream().mapToDouble(f -> ratio(choice, f, method)).toArray());
            entry.put("first_step_without_covariance", found.stream().mapToDouble(f -> f.lost[method] == 0 ? Double.NaN : f.lost[method]).toArray());
            MeanField named = ForwardErrors.METHODS.get(k);
            map.put(named.toString(), entry);
        }
        return map;
    }

    private static Map<String, Consumer<Path>> files(Choice choice, List<ForwardErrors> found, IsingNetwork network) {
        ForwardErrors at = found.get(choice.nearestCritical());
        var steps = new LinkedHashMap<String, double[]>();
        steps.put("step", IntStream.rangeClosed(1, choice.steps).asDoubleStream().toArray());
        for (char moment : MOMENTS) {
            steps.put("mean_" + moment + "_simulated", at.simulated.of(moment));
            for (int k = 0; k < ForwardErrors.METHODS.size(); k++) steps.put("mean_" + moment + "_" + ForwardErrors.METHODS.get(k).manifold().word(), at.trajectories.get(k).of(moment));
        }
        return Map.of("data/steps.csv", place -> CsvFile.write(place, steps), "data/network.npz", place -> Npz.write(place, network.arrays()));
    }
}
