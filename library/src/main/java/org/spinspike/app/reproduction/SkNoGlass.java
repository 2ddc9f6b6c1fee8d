package org.spinspike.app.reproduction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.TheoryFigure;
import org.spinspike.app.task.SolveSk;
import org.spinspike.app.task.ValueList;
import org.spinspike.io.CsvFile;
import org.spinspike.ising.sk.CriticalLine;
import org.spinspike.ising.sk.FiniteSize;
import org.spinspike.ising.sk.OrderParameters;
import org.spinspike.ising.sk.SelfOverlap;
import org.spinspike.ising.sk.SkEnsemble;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/** Why random networks whose couplings differ both ways are no spin glass: what they remember of themselves, beside networks with symmetric couplings, and q - m^2 in the ordered phase. */
final class SkNoGlass implements Reproduction {
    private static final double ORDERED = .5, HOTTEST = 4;
    private static final int GRID = 161, STEPS = 128;

    @Override public String name()    { return "ising-no-spin-glass"; }
    @Override public String summary() { return "asymmetric networks forget in one step, symmetric ones freeze: self-overlap against lag and temperature, and q - m^2"; }
    @Override public List<Option> options() {
        return List.of(Option.whole("neurons", 256, "of the networks whose memory is followed"),
                Option.whole("trials", 100, "networks of each kind at each beta"),
                Option.whole("settle", 256, "steps from all spins up before memory is looked at"),
                Option.whole("lag", 512, "longest lag, steps; even ones are looked at"),
                Option.real("beta", 2, "inverse temperature at which it is followed over lags"),
                Option.text("betas", "0.25:3:12", "inverse temperatures at which the longest lag is looked at, as for ising sk"),
                Option.text("sizes", "128,512", "neurons of networks simulated in the ordered phase"));
    }

    /** What the user chose. */
    private record Choice(int neurons, int trials, int settle, int lag, double beta, double[] betas, int[] sizes) {
        static Choice of(Options options) {
            double[] sizes = ValueList.of("--sizes", options.text("sizes"));
            for (double n : sizes) Require.that(n == Math.rint(n) && n > 0, "--sizes must be whole numbers above 0, got " + n);
            var choice = new Choice(options.whole("neurons"), options.whole("trials"), options.whole("settle"), options.whole("lag"), options.real("beta"), DoubleStream.of(ValueList.of("--betas", options.text("betas"))).sorted().toArray(),
                    DoubleStream.of(sizes).mapToInt(n -> (int) n).sorted().distinct().toArray());
            FiniteSize.check(choice.neurons, Math.max(1, choice.settle), choice.trials);
            Require.atLeast("settle", choice.settle, 0);
            Require.inRange("lag", choice.lag, 2, 1_000_000);
            for (int n : choice.sizes) FiniteSize.check(n, STEPS, choice.trials);
            for (double beta : choice.betas) glassy(beta);
            glassy(choice.beta);
            return choice;
        }

        int longest() { return lag / 2 * 2; }

        /** @return even lags, about six a factor of ten */
        int[] lags() {
            return IntStream.concat(IntStream.rangeClosed(0, 40).map(n -> 2 * (int) Math.round(Math.pow(10, n / 6.))).filter(d -> d < longest()), IntStream.of(longest())).distinct().toArray();
        }
    }

    /** No order, disorder alone. */
    private static SkEnsemble glassy(double beta) { return new SkEnsemble(beta, 0, 1, 0); }

    @Override public Family.Cost cost(Options options, Seed seed) {
        Choice choice = Choice.of(options);
        double additions = 2 * SolveSk.cost(choice.betas.length + 1, choice.neurons, choice.trials, choice.settle + choice.lag);
        for (int n : choice.sizes) additions += SolveSk.cost(choice.betas.length, n, choice.trials, STEPS);
        return new Family.Cost(4L * choice.neurons * choice.neurons, additions, SolveSk.ADDITIONS, "simulations, at most: half the neurons turning over in every step");
    }

    /** The longest lag at every beta. */
    private record Memory(double[] mean, double[] error) {}

    /** q - m^2 of networks of one size at every beta. */
    private record Excess(int neurons, double[] mean, double[] error) {}

    @Override public Reproduced run(Options options, Seed seed, Progress progress) {
        Choice choice = Choice.of(options);
        Seed own = seed.child("no-spin-glass");
        SelfOverlap free = overlap(choice, choice.beta, false, choice.lags(), own.child("lags")), glass = overlap(choice, choice.beta, true, choice.lags(), own.child("symmetric lags"));
        Memory freeMemory = memory(choice, false, own.child("betas"), progress), glassMemory = memory(choice, true, own.child("symmetric betas"), progress);
        List<Excess> excess = new ArrayList<>();
        for (int n : choice.sizes) excess.add(excess(choice, n, own.child("ordered").child(n), progress));
        double[] betas = new double[GRID], theory = new double[GRID];
        Arrays.setAll(betas, b -> HOTTEST * b / (GRID - 1));
        Arrays.setAll(theory, b -> {
            OrderParameters o = OrderParameters.of(new SkEnsemble(betas[b], 1, ORDERED, 0));
            return o.q() - o.m() * o.m();
        });
        Figure lags = lags(choice, free, glass), temperatures = temperatures(choice, freeMemory, glassMemory), ordered = ordered(choice, betas, theory, excess);
        String answer = answer(choice, free, glass);
        var facts = new LinkedHashMap<String, String>();
        facts.put("Networks", choice.neurons + " neurons, couplings of mean 0 and standard deviation 1 / sqrt(N); " + Numbers.count(choice.trials) + " of each kind at each beta");
        facts.put("Asymmetric", "J_ij independent of J_ji");
        facts.put("Symmetric", "J_ij = J_ji, all else the same");
        facts.put("Dynamics", "all neurons updated together, " + choice.settle + " steps from all spins up before memory is looked at");
        Page page = new Page("No spin glass", "SpinSpike reproduction").facts(facts).answer(answer)
                .section("memory", "What does a network remember of itself?")
                .paragraph("In a spin glass every neuron is frozen to a value of its own: up for one, down for the next, so that m is zero, but each resembles itself at any later time. Couplings that are the same both ways do that in the cold. "
                        + "Couplings that differ both ways do not: what a neuron sends does not come back to it, and its past is gone with the next step. In an infinitely large network its self-overlap is then the same at every lag, and without order it is zero.")
                .side(lags, temperatures)
                .section("order", "What is q - m\u00B2 then?")
                .paragraph("Where neurons agree, q is larger than m\u00B2: couplings are frozen even if the spins are not, and give each neuron a mean of its own around m. That is no glass, for it goes to zero together with m.")
                .figure(ordered);
        Map<String, Map<String, double[]>> tables = tables(choice, free, glass, freeMemory, glassMemory, betas, theory, excess);
        var files = new LinkedHashMap<String, Consumer<Path>>();
        tables.forEach((name, columns) -> files.put("data/" + name + ".csv", file -> CsvFile.write(file, columns)));
        return new Reproduced(page, numbers(choice, tables, seed), List.of(answer,
                String.format(Locale.ROOT, "q - m^2 at DeltaJ = %s is largest %.4f, and 0 up to beta = %.4f", Numbers.given(ORDERED), Arrays.stream(theory).max().orElseThrow(), CriticalLine.beta(1, ORDERED, 0))), files);
    }

    private static SelfOverlap overlap(Choice choice, double beta, boolean symmetric, int[] lags, Seed seed) { return SelfOverlap.of(glassy(beta), symmetric, choice.neurons, choice.settle, lags, choice.trials, seed); }

    private static Memory memory(Choice choice, boolean symmetric, Seed seed, Progress progress) {
        int count = choice.betas.length;
        double[] mean = new double[count], error = new double[count];
        for (int b = 0; b < count; b++) {
            SelfOverlap at = overlap(choice, choice.betas[b], symmetric, new int[] {choice.longest()}, seed.child(b));
            mean[b] = at.mean()[0];
            error[b] = at.error()[0];
            progress.at(symmetric ? "symmetric networks" : "asymmetric networks", b + 1, count);
        }
        return new Memory(mean, error);
    }

    private static Excess excess(Choice choice, int neurons, Seed seed, Progress progress) {
        int count = choice.betas.length;
        double[] mean = new double[count], error = new double[count];
        for (int b = 0; b < count; b++) {
            int point = b;
            Progress told = (task, done, total) -> progress.at("ordered phase, " + neurons + " neurons", point * total + done, count * total);
            FiniteSize found = FiniteSize.of(new SkEnsemble(choice.betas[b], 1, ORDERED, 0), neurons, STEPS, choice.trials, seed.child(b), told);
            mean[b] = found.excess();
            error[b] = found.excessError();
        }
        return new Excess(neurons, mean, error);
    }

    private static String answer(Choice choice, SelfOverlap free, SelfOverlap glass) {
        int last = free.lags().length - 1;
        return "At beta = " + Numbers.given(choice.beta) + ", " + free.lags()[last] + " steps later, networks of " + choice.neurons + " neurons overlap with themselves by " + shown(free, last) + " where couplings are asymmetric and by " + shown(glass, last) + " where they are symmetric.";
    }

    private static String shown(SelfOverlap overlap, int lag) { return Numbers.of(overlap.mean()[lag], 3) + " \u00B1 " + Numbers.of(overlap.error()[lag], 3); }

    // ---- figures

    private static Figure lags(Choice choice, SelfOverlap free, SelfOverlap glass) {
        double[] x = Arrays.stream(free.lags()).mapToDouble(Math::log10).toArray();
        return TheoryFigure.of("lags", "Self-overlap against the lag", 1, List.of(new TheoryFigure.Part("", "lag (steps)", "self-overlap, beta = " + Numbers.given(choice.beta), true,
                List.of(new TheoryFigure.Line("asymmetric, infinite", 0, new double[] {0, x[x.length - 1]}, new double[2], true)),
                List.of(new TheoryFigure.Dots("asymmetric", 0, x, free.mean(), free.error()), new TheoryFigure.Dots("symmetric", 1, x, glass.mean(), glass.error())), new double[0])),
                "Mean of s(t) s(t + lag) over neurons and networks, at even lags; whiskers are two standard errors. All neurons are updated together, so symmetric networks go back and forth between two states: at odd lags their mean overlap is about 0.",
                "Self-overlap against the lag: zero for asymmetric networks, high and slowly falling for symmetric ones.");
    }

    private static Figure temperatures(Choice choice, Memory free, Memory glass) {
        double end = choice.betas[choice.betas.length - 1];
        return TheoryFigure.of("temperatures", "Self-overlap at the longest lag", 1, List.of(new TheoryFigure.Part("", "beta", "self-overlap after " + choice.longest() + " steps", false,
                List.of(new TheoryFigure.Line("asymmetric, infinite", 0, new double[] {0, end}, new double[2], true)),
                List.of(new TheoryFigure.Dots("asymmetric", 0, choice.betas, free.mean, free.error), new TheoryFigure.Dots("symmetric", 1, choice.betas, glass.mean, glass.error)), new double[] {1})),
                "The same at one lag against inverse temperature. Dashed: beta = 1, where an infinitely large symmetric network freezes. In small networks the change is smooth.",
                "Self-overlap after a long lag against beta: it rises beyond beta = 1 for symmetric networks only.");
    }

    private static Figure ordered(Choice choice, double[] betas, double[] theory, List<Excess> excess) {
        List<TheoryFigure.Dots> dots = new ArrayList<>();
        for (int n = 0; n < excess.size(); n++) dots.add(new TheoryFigure.Dots(excess.get(n).neurons + " neurons", n, choice.betas, excess.get(n).mean, excess.get(n).error));
        return TheoryFigure.of("excess", "q - m\u00B2 where there is order", 1, List.of(new TheoryFigure.Part("J0 = 1, DeltaJ = " + Numbers.given(ORDERED), "beta", "q - m\u00B2", false,
                List.of(new TheoryFigure.Line("infinite", -1, betas, theory, false)), dots, new double[] {CriticalLine.beta(1, ORDERED, 0)})),
                "Black: infinitely many neurons, exact; dashed: where order begins. Dots: simulated networks after " + STEPS + " steps, whiskers two standard errors. Small ordered networks turn over as a whole, so their mean m is too small and q - m\u00B2 too large.",
                "q minus m squared against beta: zero up to the critical point, then above it.");
    }

    // ---- files

    /** Everything the figures show, by the name of its file. */
    private static Map<String, Map<String, double[]>> tables(Choice choice, SelfOverlap free, SelfOverlap glass, Memory freeMemory, Memory glassMemory, double[] betas, double[] theory, List<Excess> excess) {
        var lags = new LinkedHashMap<String, double[]>();
        lags.put("lag", Arrays.stream(free.lags()).asDoubleStream().toArray());
        lags.put("asymmetric", free.mean());
        lags.put("asymmetric_se", free.error());
        lags.put("symmetric", glass.mean());
        lags.put("symmetric_se", glass.error());
        var temperatures = new LinkedHashMap<String, double[]>();
        temperatures.put("beta", choice.betas);
        temperatures.put("asymmetric", freeMemory.mean);
        temperatures.put("asymmetric_se", freeMemory.error);
        temperatures.put("symmetric", glassMemory.mean);
        temperatures.put("symmetric_se", glassMemory.error);
        for (Excess e : excess) {
            temperatures.put("excess_n_" + e.neurons, e.mean);
            temperatures.put("excess_n_" + e.neurons + "_se", e.error);
        }
        var infinite = new LinkedHashMap<String, double[]>();
        infinite.put("beta", betas);
        infinite.put("excess", theory);
        var tables = new LinkedHashMap<String, Map<String, double[]>>();
        tables.put("lags", lags);
        tables.put("temperatures", temperatures);
        tables.put("infinite", infinite);
        return tables;
    }

    private static Map<String, Object> numbers(Choice choice, Map<String, Map<String, double[]>> tables, Seed seed) {
        var map = new LinkedHashMap<String, Object>();
        map.put("seed", seed.value());
        map.put("neurons", choice.neurons);
        map.put("trials", choice.trials);
        map.put("settle", choice.settle);
        map.put("longest_lag", choice.longest());
        map.put("beta_of_lags", choice.beta);
        map.putAll(tables);
        return map;
    }
}
