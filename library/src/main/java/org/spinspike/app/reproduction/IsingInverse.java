package org.spinspike.app.reproduction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int FORWARD = ForwardErrors.METHODS.size(), EMF = InverseErrors.METHODS.size() - 1, SIGMA = InverseErrors.TRANSITION.size() - 1;

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

    /**
     * @param last      of the last step at each factor: [simulation of the true network, each mean field on the network it inferred, each on the true one][factor][{@link InverseErrors#TRANSITION}]
     * @param reference errors on {@link InverseReference}, one a method
     */
    private record Found(List<InverseErrors> inferred, double[][][] last, List<double[]> reference) {}

    @Override public Reproduced run(Options options, Seed seed, Progress progress) {
        Choice choice = Choice.of(options);
        Seed own = seed.child(name());
        IsingNetwork network = ForwardDraw.network(choice.neurons, false, own);
        List<InverseErrors> inferred = new ArrayList<>();
        for (double b : choice.betas) {
            int at = inferred.size();
            inferred.add(new InverseErrors(network.scaled(b * IsingPublished.CRITICAL_BETA), choice.steps, choice.trials, own.child("spikes").child(at), (task, done, total) -> progress.at("infer", at * total + done, choice.betas.length * total)));
        }
        double[][][] last = new double[1 + 2 * FORWARD][choice.rescaled.length][];
        int critical = choice.nearestCritical();
        for (int r = 0; r < choice.rescaled.length; r++) {
            double factor = choice.rescaled[r];
            progress.at("rescale", r, choice.rescaled.length);
            IsingNetwork truth = network.scaled(choice.betas[critical] * IsingPublished.CRITICAL_BETA * factor);
            last[0][r] = simulated(truth, choice, own.child("forward").child(r));
            for (int k = 0; k < FORWARD; k++) {
                IsingNetwork estimate = inferred.get(critical).networks[k];
                last[1 + FORWARD + k][r] = InverseErrors.last(ForwardErrors.METHODS.get(k), truth, choice.forwardSteps);
                last[1 + k][r] = estimate == null ? lost() : InverseErrors.last(ForwardErrors.METHODS.get(k), estimate.scaled(factor), choice.forwardSteps);
            }
        }
        var reference = new InverseReference();
        List<double[]> errors = new ArrayList<>();
        for (int k = 0; k < InverseErrors.METHODS.size(); k++) errors.add(reference.errors(k));
        var found = new Found(inferred, last, errors);
        return new Reproduced(page(choice, found), numbers(choice, found, seed), lines(choice, found), files(choice, found));
    }

    private static double[] lost() {
        double[] none = new double[InverseErrors.TRANSITION.size()];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    private static double[] simulated(IsingNetwork network, Choice choice, Seed seed) {
        double[] means = new double[InverseErrors.TRANSITION.size()];
        MonteCarlo.run(Protocol.of(network, choice.forwardSteps), new MonteCarlo.Plan(choice.forwardTrials, false, true), seed, Progress.SILENT, step -> {
            SpinMoments moments = step.moments();
            means[0] = moments.meanM();
            means[1] = moments.meanC();
            means[2] = moments.meanD();
            means[3] = Math.exp(step.sigma());
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
                .paragraph("Mean-square errors of fields and couplings. Methods that match moments bear the name of the mean field they match them through; ml is the greatest likelihood, the others are closed forms.")
                .figure(errors(choice, found)).table(table(choice, found))
                .paragraph("Beside what others found: one network of 16 neurons at the critical point, and the very same moments, of 200,000 trials of 32 steps.").table(beside(found))
                .section("transition", "The transition, from a network inferred at one temperature")
                .paragraph("The network inferred nearest to the critical point, its fields and couplings times a factor, run forward by the mean field it was inferred with; beside it the same mean field on the true network, and the simulation of that.")
                .figure(transition(choice, found));
        List<String> notes = found.inferred.get(choice.nearestCritical()).notes;
        return notes.isEmpty() ? page : page.paragraph(String.join("; ", notes) + ".");
    }

    private static Figure errors(Choice choice, Found found) {
        List<TheoryFigure.Part> parts = new ArrayList<>();
        for (int q = 0; q < 2; q++) {
            List<TheoryFigure.Line> lines = new ArrayList<>();
            List<TheoryFigure.Dots> dots = new ArrayList<>();
            for (int k = 0; k < InverseErrors.METHODS.size(); k++) {
                int method = k, which = q;
                double[] y = found.inferred.stream().mapToDouble(i -> Math.log10(i.errors[method][which])).toArray();
                if (k <= FORWARD) lines.add(new TheoryFigure.Line(label(k), k == FORWARD ? -1 : k, choice.betas, y, k == FORWARD));
                else dots.add(k == EMF ? new TheoryFigure.Dots(label(k), -1, choice.betas, y, null) : new TheoryFigure.Dots(label(k), k - 1, choice.betas, y, new double[y.length]));
            }
            parts.add(new TheoryFigure.Part("", "beta / beta_c", "error of " + "HJ".charAt(q), false, TheoryFigure.Heights.POWERS, lines, dots, new double[] {1}));
        }
        return TheoryFigure.of("errors", "Errors of inferred networks", 2, parts, "Mean-square error against beta. Lines: moments matched through mean fields; dashed: greatest likelihood; marks: closed forms, of which emf (grey, large) lies on Plefka[t-1], whose closed form it is. "
                + "The vertical line is the critical point of infinitely many neurons.", "Errors of H and J of " + InverseErrors.METHODS.size() + " methods at " + choice.betas.length + " inverse temperatures.");
    }

    private static Figure transition(Choice choice, Found found) {
        List<TheoryFigure.Part> parts = new ArrayList<>();
        for (int q = 0; q < InverseErrors.TRANSITION.size(); q++) {
            List<TheoryFigure.Line> lines = new ArrayList<>();
            for (int k = 0; k < FORWARD; k++) {
                lines.add(new TheoryFigure.Line(label(k), k, choice.rescaled, values(choice, found, k, q), false));
                lines.add(new TheoryFigure.Line(label(k) + ", true network", k, choice.rescaled, values(choice, found, FORWARD + k, q), true));
            }
            var simulated = new TheoryFigure.Dots("true network, simulated", -1, choice.rescaled, values(choice, found, -1, q), new double[choice.rescaled.length]);
            parts.add(new TheoryFigure.Part("", "factor", InverseErrors.TRANSITION.get(q), false, q == SIGMA ? TheoryFigure.Heights.ANYWHERE : TheoryFigure.Heights.FROM_ZERO, lines, List.of(simulated), new double[] {1}));
        }
        return TheoryFigure.of("transition", "The transition of inferred networks", 2, parts, "Means of m, C and D over the network after " + choice.forwardSteps + " steps, and the exponential of sigma = sum J (D - D^T), against the factor of fields and couplings. "
                + "Lines: each mean field on the network inferred through it; dashed: on the true network; dots: the true network, simulated. A line that is broken has diverged there.",
                "Means of m, C, D and exp(sigma) against a factor of the inferred networks.");
    }

    private static double[] values(Choice choice, Found found, int curve, int quantity) { return IntStream.range(0, choice.rescaled.length).mapToDouble(curve(found, curve, quantity)).toArray(); }

    private static IntToDoubleFunction curve(Found found, int method, int moment) { return r -> found.last[1 + method][r][moment]; }

    private static Table table(Choice choice, Found found) {
        var table = new Table("Method", "error of H", "error of J").caption("At beta = " + beta(choice) + " beta_c.");
        for (int k = 0; k < InverseErrors.METHODS.size(); k++) {
            double[] errors = found.inferred.get(choice.nearestCritical()).errors[k];
            table.row(Table.text(label(k)), Table.number(power(errors[0], 1)), Table.number(power(errors[1], 1)));
        }
        return table;
    }

    private static Table beside(Found found) {
        var table = new Table("Method", "error of H", "published rule", "error of J", "published rule").caption("From the moments of 200,000 trials: here, and by the rule of the source (closed forms: by its formulas).");
        for (int k = 0; k < InverseErrors.METHODS.size(); k++) {
            double[] ours = found.reference.get(k), theirs = InverseReference.EXPECTED.get(InverseErrors.METHODS.get(k).word());
            if (ours != null) table.row(Table.text(label(k)), Table.number(power(ours[0], 4)), Table.number(power(theirs[0], 4)), Table.number(power(ours[1], 4)), Table.number(power(theirs[1], 4)));
        }
        return table;
    }

    private static List<String> lines(Choice choice, Found found) {
        List<String> lines = new ArrayList<>();
        for (int k = 0; k < InverseErrors.METHODS.size(); k++) {
            double[] errors = found.inferred.get(choice.nearestCritical()).errors[k];
            lines.add(String.format(Locale.ROOT, "%s at %s beta_c: error of H %s, of J %s.", label(k), beta(choice), power(errors[0], 1), power(errors[1], 1)));
        }
        List<String> worse = InverseReference.worse(found.reference);
        lines.add("On the moments of 200,000 trials of another network " + (worse.isEmpty() ? "no error is larger than by the published rules." : "these are further off than by the published rules: " + String.join(", ", worse) + "."));
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

    private static String power(double error, int digits) { return Double.isNaN(error) ? "none found" : String.format(Locale.ROOT, "%." + digits + "e", error); }

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
        map.put("reference", reference(found));
        map.put("notes", found.inferred.stream().map(i -> i.notes).toList());
        return map;
    }

    private static Map<String, Object> reference(Found found) {
        var map = new LinkedHashMap<String, Object>();
        for (int k = 0; k < InverseErrors.METHODS.size(); k++)
            if (found.reference.get(k) != null) map.put(InverseErrors.METHODS.get(k).word(), Map.of("errors", found.reference.get(k), "published_rule", InverseReference.EXPECTED.get(InverseErrors.METHODS.get(k).word())));
        return map;
    }

    private static Map<String, double[]> transitions(Choice choice, Found found) {
        var columns = new LinkedHashMap<String, double[]>();
        columns.put("factor", choice.rescaled);
        String[] keys = {"mean_m", "mean_C", "mean_D", "exp_sigma"};
        for (int q = 0; q < keys.length; q++)
            for (int k = -1; k < 2 * FORWARD; k++)
                columns.put(keys[q] + "_" + (k < 0 ? "simulated" : ForwardErrors.METHODS.get(k % FORWARD).manifold().word() + (k < FORWARD ? "" : "_true")), values(choice, found, k, q));
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
