package org.spinspike.app.reproduction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.Table;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.TheoryFigure;
import org.spinspike.app.task.ValueList;
import org.spinspike.io.CsvFile;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.MonteCarlo;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.SpinMoments;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/** Errors of networks inferred from spikes against inverse temperature, and the transition as it is seen from the network inferred at the critical point. */
final class IsingInverse implements Reproduction {
    private static final double PAIR_SECONDS = 2e-8, SPIN_SECONDS = 1e-7;
    private static final int WAYS = 60;
    private static final int FORWARD = ForwardErrors.METHODS.size();
    /** Errors of J of another network of 16 neurons at the critical point, 200,000 trials of 32 steps, by method: what little noise leaves. */
    private static final Map<String, Double> REFERENCE = Map.of("plefka:t1-t", 4.63753e-3, "plefka:t", 2.90701e-5, "plefka:pairwise-t", 3.86345e-5, "plefka:t1", 1.10919e-4, "nmf", 7.75111e-5, "tap", 1.11830e-4, "emf", 1.10931e-4);

    @Override public String name()    { return "ising-inverse"; }
    @Override public String summary() { return "kinetic Ising networks inferred from their spikes: errors against beta, and the transition of the inferred network"; }
    @Override public List<Option> options() {
        return List.of(Option.whole("neurons", 16, "of the network (published: 512)"), Option.whole("steps", 32, "of a trial, from all spins up; the first 3 are left out (published: 128)"),
                Option.whole("trials", 4000, "to infer from, at each beta (published: 1,000,000)"),
                Option.text("betas", "0.7:1.3:7", "of beta / beta_c where networks are inferred, as for ising sk (published: 0.7:1.3:21)"),
                Option.text("rescaled", "0.7:1.3:13", "factors of the network inferred nearest to the critical point (published: 0.7:1.3:201)"),
                Option.whole("forward-steps", 128, "of the rescaled networks"), Option.whole("forward-trials", 10_000, "of the true network, simulated at each factor"));
    }

    private record Choice(int neurons, int steps, int trials, double[] betas, double[] rescaled, int forwardSteps, int forwardTrials) {
        static Choice of(Options options) {
            return new Choice(Require.inRange("--neurons", options.whole("neurons"), 2, 1024), Require.atLeast("--steps", options.whole("steps"), 2 + InverseErrors.LEFT_OUT), Require.atLeast("--trials", options.whole("trials"), 10),
                    values("betas", options), values("rescaled", options), Require.atLeast("--forward-steps", options.whole("forward-steps"), 1), Require.atLeast("--forward-trials", options.whole("forward-trials"), 2));
        }

        private static double[] values(String name, Options options) { return DoubleStream.of(ValueList.of("--" + name, options.text(name))).sorted().distinct().toArray(); }

        int nearestCritical() { return IsingPublished.nearestCritical(betas); }
    }

    @Override public Family.Cost cost(Options options, Seed seed) {
        Choice choice = Choice.of(options);
        double n = choice.neurons, rows = (double) choice.trials * choice.steps;
        double seconds = choice.betas.length * (SPIN_SECONDS * n * rows + PAIR_SECONDS * WAYS * n * n * rows / 10) + choice.rescaled.length * SPIN_SECONDS * n * choice.forwardSteps * choice.forwardTrials;
        double flops = choice.betas.length * 2 * n * n * rows * WAYS + choice.rescaled.length * 2 * n * n * choice.forwardSteps * (double) choice.forwardTrials;
        return new Family.Cost((long) (rows * (n / 4 + 8)), flops, flops / seconds, "likelihoods and simulations, for the most part");
    }

    /** @param last mean m, C and D of the last step at each factor: [simulation of the true network, then each mean field on the network it inferred][factor][m, C, D] */
    private record Found(List<InverseErrors> inferred, double[][][] last) {}

    @Override public Reproduced run(Options options, Seed seed, Progress progress) {
        Choice choice = Choice.of(options);
        Seed own = seed.child(name());
        IsingNetwork network = ForwardDraw.network(choice.neurons, false, own);
        List<InverseErrors> inferred = new ArrayList<>();
        for (double b : choice.betas) {
            int at = inferred.size();
            inferred.add(new InverseErrors(network.scaled(b * IsingPublished.CRITICAL_BETA), choice.steps, choice.trials, own.child("spikes").child(at), (task, done, total) -> progress.at("infer", at * total + done, choice.betas.length * total)));
        }
        double[][][] last = new double[1 + FORWARD][choice.rescaled.length][];
        int critical = choice.nearestCritical();
        for (int r = 0; r < choice.rescaled.length; r++) {
            double factor = choice.rescaled[r];
            progress.at("rescale", r, choice.rescaled.length);
            last[0][r] = simulated(network.scaled(choice.betas[critical] * IsingPublished.CRITICAL_BETA * factor), choice, own.child("forward").child(r));
            for (int k = 0; k < FORWARD; k++) {
                IsingNetwork estimate = inferred.get(critical).networks[k];
                last[1 + k][r] = estimate == null ? new double[] {Double.NaN, Double.NaN, Double.NaN} : InverseErrors.last(ForwardErrors.METHODS.get(k), estimate.scaled(factor), choice.forwardSteps);
            }
        }
        var found = new Found(inferred, last);
        return new Reproduced(page(choice, found), numbers(choice, found, seed), lines(choice, found), files(choice, found));
    }

    private static double[] simulated(IsingNetwork network, Choice choice, Seed seed) {
        double[] means = new double[3];
        MonteCarlo.run(Protocol.of(network, choice.forwardSteps), new MonteCarlo.Plan(choice.forwardTrials, false, true), seed, Progress.SILENT, step -> {
            SpinMoments moments = step.moments();
            means[0] = moments.meanM();
            means[1] = moments.meanC();
            means[2] = moments.meanD();
        });
        return means;
    }

    // ---- page

    private static Page page(Choice choice, Found found) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Network", choice.neurons + " neurons, fields uniform in a range of 1, couplings normal, mean and spread those of the published network");
        facts.put("Data", Numbers.count(choice.trials) + " trials of " + choice.steps + " steps from all spins up, at each beta; the first " + InverseErrors.LEFT_OUT + " steps left out");
        Page page = new Page("Kinetic Ising networks inferred from their spikes", "SpinSpike reproduction").facts(facts).answer(String.join(" ", lines(choice, found)))
                .section("errors", "Errors against inverse temperature")
                .paragraph("Mean-square errors of fields and couplings, as powers of ten. Methods that match moments bear the name of the mean field they match them through; ml is the greatest likelihood, the others are closed forms.")
                .figure(errors(choice, found)).table(table(choice, found))
                .section("transition", "The transition, from a network inferred at one temperature")
                .paragraph("The network inferred nearest to the critical point, its fields and couplings times a factor, run forward by the mean field it was inferred with; beside it the simulation of the true network with the same factor.")
                .figure(transition(choice, found));
        List<String> notes = found.inferred.get(choice.nearestCritical()).notes;
        return notes.isEmpty() ? page : page.paragraph(String.join("; ", notes) + ".");
    }

    private static Figure errors(Choice choice, Found found) {
        List<TheoryFigure.Part> parts = new ArrayList<>();
        for (int q = 0; q < 2; q++) {
            List<TheoryFigure.Line> lines = new ArrayList<>();
            for (int k = 0; k < InverseErrors.METHODS.size(); k++) {
                int method = k, which = q;
                lines.add(new TheoryFigure.Line(label(k), k == FORWARD ? -1 : k < FORWARD ? k : k - 1, choice.betas, found.inferred.stream().mapToDouble(i -> Math.log10(i.errors[method][which])).toArray(), k >= FORWARD));
            }
            parts.add(new TheoryFigure.Part("", "beta / beta_c", "log10 of the error of " + "HJ".charAt(q), false, lines, List.of(), new double[] {1}));
        }
        return TheoryFigure.of("errors", "Errors of inferred networks", 2, parts, "Logarithm of the mean-square error against beta. Dashed: likelihood (black) and closed forms; the vertical line is the critical point of infinitely many neurons.",
                "Errors of H and J of " + InverseErrors.METHODS.size() + " methods at " + choice.betas.length + " inverse temperatures.");
    }

    private static Figure transition(Choice choice, Found found) {
        List<TheoryFigure.Part> parts = new ArrayList<>();
        for (int q = 0; q < IsingPublished.MOMENTS.length; q++) {
            int moment = q;
            List<TheoryFigure.Line> lines = new ArrayList<>();
            for (int k = -1; k < FORWARD; k++)
                lines.add(new TheoryFigure.Line(k < 0 ? "true network, simulated" : label(k), k, choice.rescaled, IntStream.range(0, choice.rescaled.length).mapToDouble(curve(found, k, moment)).toArray(), k < 0));
            parts.add(new TheoryFigure.Part("", "factor", "mean " + IsingPublished.MOMENTS[q], false, lines, List.of(), new double[] {1}));
        }
        return TheoryFigure.of("transition", "The transition of inferred networks", 3, parts, "Means of m, C and D over the network after " + choice.forwardSteps + " steps, against the factor of fields and couplings. A line that is broken has diverged there.",
                "Means of m, C and D against a factor of the inferred networks.");
    }

    private static IntToDoubleFunction curve(Found found, int method, int moment) { return r -> found.last[1 + method][r][moment]; }

    private static Table table(Choice choice, Found found) {
        boolean beside = choice.neurons == 16;
        List<String> heads = new ArrayList<>(List.of("Method", "error of H", "error of J"));
        if (beside) heads.add("error of J, reference");
        var table = new Table(heads.toArray(String[]::new)).caption("At beta = " + beta(choice) + " beta_c" + (beside ? "; reference: another network of 16 neurons at the critical point, 200,000 trials." : "."));
        for (int k = 0; k < InverseErrors.METHODS.size(); k++) {
            double[] errors = found.inferred.get(choice.nearestCritical()).errors[k];
            List<Table.Cell> cells = new ArrayList<>(List.of(Table.text(label(k)), Table.number(power(errors[0])), Table.number(power(errors[1]))));
            Double reference = REFERENCE.get(InverseErrors.METHODS.get(k).word());
            if (beside) cells.add(Table.number(reference == null ? "\u2013" : power(reference)));
            table.row(cells.toArray(Table.Cell[]::new));
        }
        return table;
    }

    private static List<String> lines(Choice choice, Found found) {
        List<String> lines = new ArrayList<>();
        for (int k = 0; k < InverseErrors.METHODS.size(); k++) {
            double[] errors = found.inferred.get(choice.nearestCritical()).errors[k];
            lines.add(String.format(Locale.ROOT, "%s at %s beta_c: error of H %s, of J %s.", label(k), beta(choice), power(errors[0]), power(errors[1])));
        }
        StringBuilder peaks = new StringBuilder("Mean covariance after " + choice.forwardSteps + " steps is largest at a factor of " + peak(choice, found, -1) + " in the true network");
        for (int k = 0; k < FORWARD; k++) peaks.append(", ").append(peak(choice, found, k)).append(" by ").append(label(k));
        lines.add(peaks.append('.').toString());
        return lines;
    }

    private static String peak(Choice choice, Found found, int method) {
        var curve = curve(found, method, 1);
        return IntStream.range(0, choice.rescaled.length).filter(r -> Double.isFinite(curve.applyAsDouble(r))).boxed().max((a, b) -> Double.compare(curve.applyAsDouble(a), curve.applyAsDouble(b))).map(r -> Numbers.of(choice.rescaled[r], 2)).orElse("none");
    }

    private static String label(int k) { return k < FORWARD ? "Plefka" + ForwardErrors.METHODS.get(k).manifold().symbol() : InverseErrors.METHODS.get(k).word(); }

    private static String beta(Choice choice) { return Numbers.of(choice.betas[choice.nearestCritical()], 3); }

    private static String power(double error) { return Double.isNaN(error) ? "none found" : String.format(Locale.ROOT, "%.1e", error); }

    // ---- numbers

    private static Map<String, Object> numbers(Choice choice, Found found, Seed seed) {
        var map = new LinkedHashMap<String, Object>();
        map.put("seed", seed.value());
        map.put("neurons", choice.neurons);
        map.put("steps", choice.steps);
        map.put("trials", choice.trials);
        map.put("beta_over_beta_c", choice.betas);
        for (int k = 0; k < InverseErrors.METHODS.size(); k++) {
            int method = k;
            var entry = new LinkedHashMap<String, Object>();
            for (int q = 0; q < 2; q++) {
                int which = q;
                entry.put("error_" + "HJ".charAt(q), found.inferred.stream().mapToDouble(i -> i.errors[method][which]).toArray());
            }
            map.put(InverseErrors.METHODS.get(k).word(), entry);
        }
        map.put("transition", transitions(choice, found));
        map.put("notes", found.inferred.stream().map(i -> i.notes).toList());
        return map;
    }

    private static Map<String, double[]> transitions(Choice choice, Found found) {
        var columns = new LinkedHashMap<String, double[]>();
        columns.put("factor", choice.rescaled);
        for (int q = 0; q < IsingPublished.MOMENTS.length; q++)
            for (int k = -1; k < FORWARD; k++)
                columns.put("mean_" + IsingPublished.MOMENTS[q] + "_" + (k < 0 ? "simulated" : ForwardErrors.METHODS.get(k).manifold().word()), IntStream.range(0, choice.rescaled.length).mapToDouble(curve(found, k, q)).toArray());
        return columns;
    }

    private static Map<String, Consumer<Path>> files(Choice choice, Found found) {
        var errors = new LinkedHashMap<String, double[]>();
        errors.put("beta_over_beta_c", choice.betas);
        for (int k = 0; k < InverseErrors.METHODS.size(); k++)
            for (int q = 0; q < 2; q++) {
                int method = k, which = q;
                errors.put("error_" + "HJ".charAt(q) + "_" + InverseErrors.METHODS.get(k).word(), found.inferred.stream().mapToDouble(i -> i.errors[method][which]).toArray());
            }
        return Map.of("data/errors.csv", place -> CsvFile.write(place, errors), "data/transition.csv", place -> CsvFile.write(place, transitions(choice, found)));
    }
}
