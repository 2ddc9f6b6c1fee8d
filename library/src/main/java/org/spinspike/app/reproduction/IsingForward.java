package org.spinspike.app.reproduction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.spinspike.app.task.ValueList;
import org.spinspike.io.CsvFile;
import org.spinspike.io.Npz;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.MonteCarlo;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/** Errors of four mean fields against inverse temperature, and what they say step by step at the critical one, beside simulation and the published curves. */
final class IsingForward implements Reproduction {
    private static final double SPIN_SECONDS = 5e-8, PRODUCT_RATE = 5e10, PRODUCTS = 17;

    @Override public String name()    { return "ising-forward"; }
    @Override public String summary() { return "mean fields of kinetic Ising networks: errors against beta, and step by step at the critical point, beside simulation"; }
    @Override public List<Option> options() {
        return List.of(Option.whole("neurons", 128, "of the network (published: 512)"), Option.whole("steps", 128, "from all spins up"),
                Option.whole("trials", 10_000, "simulated at each beta (published: 1,000,000)"),
                Option.text("betas", "0.7:1.3:7", "of beta / beta_c, as for ising sk (published: 0.7:1.3:21)"),
                Option.whole("draws", 1, "networks; curves are means over them, with a band from the lowest to the highest"),
                Option.flag("raw", "networks as drawn, not shifted and scaled to the moments of the published one"));
    }

    record Choice(int neurons, int steps, int trials, double[] betas, int draws, boolean raw) {
        static Choice of(Options options) {
            return new Choice(Require.inRange("--neurons", options.whole("neurons"), 2, 4096), Require.atLeast("--steps", options.whole("steps"), 1), Require.atLeast("--trials", options.whole("trials"), 4),
                    DoubleStream.of(ValueList.of("--betas", options.text("betas"))).sorted().distinct().toArray(), Require.inRange("--draws", options.whole("draws"), 1, 1000), options.flag("raw"));
        }

        int nearestCritical() { return IsingPublished.nearestCritical(betas); }

        boolean asPublished() { return neurons == IsingPublished.NEURONS && steps == IsingPublished.STEPS; }

        /** @return whether the range of {@link IsingPublished#expected} holds for what is nearest to the critical point */
        boolean judged() { return asPublished() && !raw && Math.abs(betas[nearestCritical()] - 1) < 1e-9; }
    }

    @Override public Family.Cost cost(Options options, Seed seed) {
        Choice choice = Choice.of(options);
        double n = choice.neurons, runs = (double) choice.draws * choice.betas.length, product = 2 * n * n * n * PRODUCTS * choice.steps;
        double flops = runs * (MonteCarlo.flops(choice.neurons, choice.steps, new MonteCarlo.Plan(choice.trials, false, false)) + product);
        double seconds = runs * (SPIN_SECONDS * n * choice.steps * choice.trials + product / PRODUCT_RATE);
        return new Family.Cost((long) (8 * n * n * (choice.steps + 40)), flops, flops / seconds, "simulations, for the most part");
    }

    @Override public Reproduced run(Options options, Seed seed, Progress progress) {
        Choice choice = Choice.of(options);
        List<ForwardDraw> draws = new ArrayList<>();
        int runs = choice.draws * choice.betas.length;
        for (int draw = 0; draw < choice.draws; draw++) {
            Seed own = draw == 0 ? seed.child(name()) : seed.child(name()).child("draw").child(draw);
            IsingNetwork network = ForwardDraw.network(choice.neurons, choice.raw, own);
            List<ForwardErrors> found = new ArrayList<>();
            for (double b : choice.betas) {
                int at = found.size(), before = draw * choice.betas.length + at;
                Progress told = (task, done, total) -> progress.at("mean fields and simulation", before * total + done, runs * total);
                found.add(new ForwardErrors(network.scaled(b * IsingPublished.CRITICAL_BETA), choice.steps, choice.trials, own.child("trials").child(at), told));
            }
            draws.add(new ForwardDraw(network, found));
        }
        var page = new ForwardPage(choice, draws);
        return new Reproduced(page.page(), numbers(choice, draws, seed), page.lines(), files(choice, draws));
    }

    private static Map<String, Object> numbers(Choice choice, List<ForwardDraw> draws, Seed seed) {
        var map = new LinkedHashMap<String, Object>();
        map.put("seed", seed.value());
        map.put("neurons", choice.neurons);
        map.put("steps", choice.steps);
        map.put("trials", choice.trials);
        map.put("raw", choice.raw);
        map.put("beta_over_beta_c", choice.betas);
        map.putAll(ofMethods(choice, draws.get(0)));
        map.put("mean_field_of_draws", draws.stream().mapToDouble(ForwardDraw::meanField).toArray());
        if (draws.size() > 1) map.put("further_draws", draws.stream().skip(1).map(d -> ofMethods(choice, d)).toList());
        return map;
    }

    private static Map<String, Object> ofMethods(Choice choice, ForwardDraw draw) {
        var map = new LinkedHashMap<String, Object>();
        for (int k = 0; k < ForwardErrors.METHODS.size(); k++) {
            int method = k;
            var entry = new LinkedHashMap<String, Object>();
            for (int q = 0; q < IsingPublished.MOMENTS.length; q++) {
                int moment = q;
                entry.put("error_" + IsingPublished.MOMENTS[q], draw.found().stream().mapToDouble(f -> f.errors[method][moment]).toArray());
            }
            entry.put("last_mean_C_of_simulation", IntStream.range(0, choice.betas.length).mapToDouble(b -> draw.ratio(b, method)).toArray());
            entry.put("first_step_without_covariance", draw.found().stream().mapToDouble(f -> f.lost(method) == 0 ? Double.NaN : f.lost(method)).toArray());
            entry.put("warnings", draw.found().stream().map(f -> f.warnings(method)).toList());
            map.put(ForwardErrors.METHODS.get(k).toString(), entry);
        }
        return map;
    }

    private static Map<String, Consumer<Path>> files(Choice choice, List<ForwardDraw> draws) {
        var files = new LinkedHashMap<String, Consumer<Path>>();
        for (int draw = 0; draw < draws.size(); draw++) {
            String number = draw == 0 ? "" : "-" + (draw + 1);
            ForwardErrors at = draws.get(draw).found().get(choice.nearestCritical());
            IsingNetwork network = draws.get(draw).network();
            var steps = new LinkedHashMap<String, double[]>();
            steps.put("step", IntStream.rangeClosed(1, choice.steps).asDoubleStream().toArray());
            for (char moment : IsingPublished.MOMENTS) {
                steps.put("mean_" + moment + "_simulated", at.simulated.of(moment));
                for (int k = 0; k < ForwardErrors.METHODS.size(); k++) steps.put("mean_" + moment + "_" + ForwardErrors.METHODS.get(k).manifold().word(), at.trajectories.get(k).of(moment));
            }
            files.put("data/steps" + number + ".csv", place -> CsvFile.write(place, steps));
            files.put("data/network" + number + ".npz", place -> Npz.write(place, network.arrays()));
        }
        return files;
    }
}
