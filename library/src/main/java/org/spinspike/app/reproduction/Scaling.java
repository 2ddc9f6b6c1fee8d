package org.spinspike.app.reproduction;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinspike.app.report.Colours;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.figure.Curve;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.LinesFigure;
import org.spinspike.app.report.figure.RowsFigure;
import org.spinspike.app.task.FitModel;
import org.spinspike.app.task.ModelSpec;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Estimate;

/**
 * From 67 to 302 neurons, 200 trials, bins of 100 ms: what a step of training costs against neurons and bins, and what the models know of trials nobody has seen.
 * Cost is CPU time of the whole program between two lengths of the same training, by the step; it is the one number here that another run will not repeat to the last digit.
 */
final class Scaling implements Reproduction {
    private static final String TIMED = "mps --tied --bond 16 --optimiser adam --starts 1,tensor-brain --per-bin --chi 8 --bond 16 --optimiser adam --starts 1";
    private static final int[] BINS = {10, 20, 30};
    private static final int FEW = 2, MORE = 12, REPEATS = 2, TIMED_TRIALS = 200;

    @Override public String name()    { return "tensor-brain-scaling-67-302"; }
    @Override public String summary() { return "67 and 302 neurons, 200 trials: cost of a training step in neurons and bins, held-out bits"; }
    @Override public List<Option> options() {
        return TrialSet.options(200, Option.text("sizes", "67,302", "numbers of neurons, separated by commas; with --data at most 169"),
                Option.text("models", "independent --per-bin,hmm --states 8,tensor-brain --chi 8 --bond 8 --starts 1", "families, each with its options as for fit"),
                Option.flag("skip-cost", "leave the timing out"));
    }

    private static int[] sizes(Options options) {
        String text = options.text("sizes");
        if (!text.matches("\\d{1,5}(,\\d{1,5})*")) throw new IllegalArgumentException("--sizes must be whole numbers separated by commas, got '" + text + "'");
        return Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).sorted().distinct().toArray();
    }

    @Override public Family.Cost cost(Options options, Seed seed) {
        List<ModelSpec> specs = ModelSpec.parse(options.text("models"));
        List<Family.Cost> each = Arrays.stream(sizes(options)).mapToObj(n -> Contest.cost(specs, TrialSet.of(options, n, seed).train(), 1, "")).toList();
        double flops = each.stream().mapToDouble(Family.Cost::flops).sum(), seconds = each.stream().mapToDouble(Family.Cost::seconds).sum();
        return new Family.Cost(each.stream().mapToLong(Family.Cost::bytes).max().orElse(0), flops, flops / seconds, specs.size() + " models at each of " + each.size() + " sizes; the timing comes on top");
    }

    @Override public Reproduced run(Options options, Seed seed, Progress progress) {
        List<ModelSpec> specs = ModelSpec.parse(options.text("models"));
        int[] sizes = sizes(options);
        List<Contest> contests = new ArrayList<>();
        for (int n : sizes) contests.add(Contest.of(TrialSet.of(options, n, seed), specs, n + " neurons: ", seed, progress));
        Contest largest = contests.get(contests.size() - 1);
        Map<String, String> facts = largest.facts();
        if (sizes.length > 1) facts.replace("Shape", Arrays.stream(sizes, 0, sizes.length - 1).mapToObj(n -> n + ", ").collect(Collectors.joining()) + facts.get("Shape"));
        var page = new Page(sizes.length == 1 ? largest.neurons() : "From " + sizes[0] + " to " + largest.neurons(), "SpinSpike reproduction").facts(facts)
                .answer(sizes.length == 1 ? largest.answer() : largest.neurons() + ": " + largest.answer()).section("scores", specs.size() == 1 ? largest.question() : "What do they know of trials nobody has seen?").figure(scores(contests));
        Map<String, Object> numbers = new LinkedHashMap<>();
        Map<String, Consumer<Path>> files = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        var bySize = new LinkedHashMap<String, Object>();
        for (int s = 0; s < sizes.length; s++) {
            if (sizes.length > 1) page.paragraph(contests.get(s).neurons() + ":");
            page.table(contests.get(s).table());
            bySize.put("" + sizes[s], contests.get(s).json(seed));
            files.putAll(contests.get(s).files(sizes[s] + "-neurons/"));
            lines.add(contests.get(s).neurons() + ": " + contests.get(s).lines().get(0));
            lines.addAll(contests.get(s).lines().subList(1, contests.get(s).lines().size()));
        }
        numbers.put("neurons", bySize);
        if (!options.flag("skip-cost")) addCost(page, numbers, lines, largest.set().train(), progress, seed);
        return new Reproduced(page, numbers, lines, files);
    }

    private static RowsFigure.Series series(List<Contest> contests, int model) {
        List<Estimate> bits = contests.stream().map(c -> c.entries().get(model).scores().overRatesOverTime().orElseThrow()).toList();
        Contest.Entry entry = contests.get(0).entries().get(model);
        return new RowsFigure.Series(entry.label(), entry.colour(), bits.stream().mapToDouble(Estimate::value).toArray(), bits.stream().mapToDouble(b -> b.ninetyFive().low()).toArray(),
                bits.stream().mapToDouble(b -> b.ninetyFive().high()).toArray());
    }

    private static Figure scores(List<Contest> contests) {
        List<RowsFigure.Series> series = new ArrayList<>();
        for (int m = 0; m < contests.get(0).entries().size(); m++) series.add(series(contests, m));
        String word = contests.get(0).word();
        return RowsFigure.of("scores", contests.size() == 1 ? "Held-out scores" : "Held-out scores by the number of neurons", "bits per " + word + " over rates over time", contests.stream().map(Contest::neurons).toList(), series, 0,
                "Gain in held-out likelihood over rates over time, with 95 % intervals over trials; right of 0 is better than the time alone.", "Held-out bits per " + word + " for " + contests.stream().map(Contest::neurons).collect(Collectors.joining(", ")) + ".");
    }

    // ---- what a step costs

    private static void addCost(Page page, Map<String, Object> numbers, List<String> lines, SpikeTrains largest, Progress progress, Seed seed) {
        SpikeTrains trials = largest.select(IntStream.range(0, Math.min(TIMED_TRIALS, largest.trials())).toArray());
        int n = trials.neurons();
        int[] neurons = {Math.max(2, n / 8), Math.max(3, n / 4), Math.max(4, n / 2), n}, bins = Arrays.stream(BINS).map(b -> Math.min(b, trials.bins())).distinct().toArray();
        List<ModelSpec> specs = ModelSpec.parse(TIMED);
        int[] colours = Colours.of(specs.stream().map(ModelSpec::label).toList());
        List<Curve> inNeurons = new ArrayList<>(), inBins = new ArrayList<>();
        var models = new ArrayList<Object>();
        for (int m = 0; m < colours.length; m++) {
            ModelSpec spec = specs.get(m);
            seconds(spec, trials.selectNeurons(first(neurons[0])), seed);          // once for the compiler
            double[] byNeurons = new double[neurons.length], byBins = new double[bins.length];
            for (int x = 0; x < neurons.length; x++) {
                progress.at("time " + spec.label(), x, neurons.length + bins.length);
                byNeurons[x] = seconds(spec, trials.selectNeurons(first(neurons[x])), seed);
            }
            for (int x = 0; x < bins.length; x++) {
                progress.at("time " + spec.label(), neurons.length + x, neurons.length + bins.length);
                byBins[x] = bins[x] == trials.bins() ? byNeurons[neurons.length - 1] : seconds(spec, trials.selectBins(0, bins[x]), seed);
            }
            progress.at("time " + spec.label(), neurons.length + bins.length, neurons.length + bins.length);
            inNeurons.add(new Curve(spec.label(), colours[m], byNeurons, null, null));
            inBins.add(new Curve(spec.label(), colours[m], byBins, null, null));
            var entry = new LinkedHashMap<String, Object>();
            entry.put("model", spec.label());
            entry.put("neurons", neurons);
            entry.put("cpu_seconds_by_neurons", byNeurons);
            entry.put("bins", bins);
            entry.put("cpu_seconds_by_bins", byBins);
            models.add(entry);
            lines.add(String.format(Locale.ROOT, "%s: %.2f CPU seconds a step at %d neurons x %d bins x %d trials", spec.label(), byNeurons[byNeurons.length - 1], n, trials.bins(), trials.trials()));
        }
        numbers.put("cost", models);
        page.section("cost", "What does a step of training cost?").figure(LinesFigure.of("cost", "Cost of a training step", "CPU seconds a step",
                List.of(new LinesFigure.Part(trials.bins() + " bins", "neurons", Arrays.stream(neurons).asDoubleStream().toArray(), inNeurons), new LinesFigure.Part(n + " neurons", "bins", Arrays.stream(bins).asDoubleStream().toArray(), inBins)),
                "One step is one exact gradient over all " + trials.trials() + " trials (Riemannian Adam, no mini-batches): CPU time of " + (MORE - FEW) + " steps, all cores together, divided by their number, the least of " + REPEATS + " measurements. The scores of validation trials are in it.",
                "CPU seconds of a training step against neurons and against bins."));
    }

    private static int[] first(int n) { return IntStream.range(0, n).toArray(); }

    /** The least of several measurements: what else the machine does only adds to them. */
    private static double seconds(ModelSpec spec, SpikeTrains data, Seed seed) {
        double few = Double.POSITIVE_INFINITY, more = few;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            few = Math.min(few, cpuSeconds(() -> FitModel.train(spec, data, "timing", null, FEW, seed, Progress.SILENT)));
            more = Math.min(more, cpuSeconds(() -> FitModel.train(spec, data, "timing", null, MORE, seed, Progress.SILENT)));
        }
        return Math.max(0, more - few) / (MORE - FEW);
    }

    /** Of the whole process: all threads of the pool work on the one thing. */
    private static double cpuSeconds(Runnable work) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begin = system.getProcessCpuTime();
        work.run();
        return 1e-9 * (system.getProcessCpuTime() - begin);
    }
}
