package org.spinspike.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.app.report.figure.Gallery;
import org.spinspike.app.task.Anomalies;
import org.spinspike.app.task.Checks;
import org.spinspike.app.task.CompareResult;
import org.spinspike.app.task.DriftLine;
import org.spinspike.app.task.Effort;
import org.spinspike.app.task.Knowledge;
import org.spinspike.app.task.LastBlock;
import org.spinspike.app.task.ModelFile;
import org.spinspike.app.task.NeuronGains;
import org.spinspike.app.task.Nulls;
import org.spinspike.app.task.OptionChoice;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.app.task.Ranking;
import org.spinspike.app.task.Scores;
import org.spinspike.app.task.SeedRuns;
import org.spinspike.baseline.IndependentFamily;
import org.spinspike.math.Seed;
import org.spinspike.model.Fit;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Options;
import org.spinspike.model.Samples;
import org.spinspike.model.Training;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Comparison;
import org.spinspike.statistics.ForecastCalibration;
import org.spinspike.statistics.ForecastScores;
import org.spinspike.statistics.Judgement;
import org.spinspike.statistics.PairedBootstrap;
import org.spinspike.statistics.TimeRescaling;
import org.spinspike.statistics.TimeReversal;
import org.spinspike.statistics.TwoSample;
import org.spinspike.spikes.Units;

/** A comparison of independent cells with and without time, and of a model that can do nothing: quick, and everything a page can meet. */
public final class MadeUpComparison {
    private static final Seed SEED = new Seed(1);

    private MadeUpComparison() {}

    /** Writes the page of made-up data to target/report, to be looked at. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "target/report");
        Files.createDirectories(folder);
        CompareReport.write(of(Gallery.trains(1, .8, 1), "made-up.npz", List.of("independent", "independent --per-bin", "silent partner")), new OutputFolder(folder));
    }

    static CompareResult of(SpikeTrains data, String source, List<String> labels) {
        int[] train = IntStream.range(0, data.trials()).filter(k -> k % 4 != 0 || data.trials() < 2).toArray(), test = IntStream.range(0, data.trials()).filter(k -> k % 4 == 0).toArray();
        return of(data.select(train), data.select(test), source, labels);
    }

    /** The last label is of a model without likelihood, forecasts and samples. */
    static CompareResult of(SpikeTrains train, SpikeTrains test, String source, List<String> labels) {
        Nulls nulls = Nulls.of(train);
        Optional<Comparison> comparison = test.design().sources() > 1 && train.design().sources() >= test.design().sources()
                ? Optional.of(Comparison.of(train, test, new Comparison.Settings(2, 10, 20, .9), SEED)) : Optional.empty();
        var entries = new ArrayList<CompareResult.Entry>();
        for (int m = 0; m < labels.size(); m++) {
            boolean mute = m == labels.size() - 1;
            Knowledge knows = m == 1 && train.design().aligned() ? Knowledge.OVER_TIME : Knowledge.CONSTANT;
            var options = Options.of(new IndependentFamily().options(), m == 1 && train.design().aligned() ? Map.of("per-bin", "true") : Map.of());
            Fit trained = new IndependentFamily().train(Training.of(train, options, SEED));
            Fit fit = new Fit(trained.model(), IntStream.range(0, 5 * m).mapToObj(n -> new Fit.Step(n, 40 - n, n > 6 ? Double.NaN : 41 - n)).toList(), trained.stop(), List.of("a note on <b>" + labels.get(m) + "</b>"));
            var model = (Likelihood & Samples & Forecasts) trained.model();
            var file = new ModelFile(model, options.values(), data(train), train.design(), nulls, train.binarisation(), Map.of());
            double[] logP = model.logProbability(test), p = model.forecast(test, 1, SEED).p();
            List<Judgement> judgements = mute || comparison.isEmpty() ? List.of()
                    : comparison.get().judge(set -> model.sample(test.design(), SEED.child(set)), comparison.get().score(set -> model.sample(test.design(), SEED.child(set + 9))));
            entries.add(mute ? new CompareResult.Entry(labels.get(m), file, fit, knows, effort(m, 1), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                    labels.get(m) + " has no likelihood.", labels.get(m) + " cannot be sampled: nothing is known of what it misses.", new Checks(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of(Checks.COPIES, "the model cannot be sampled")))
                    : new CompareResult.Entry(labels.get(m), file, fit, knows, effort(m, 1), Optional.of(logP), Optional.of(Scores.of(test, logP, nulls, SEED)), Optional.of(gains(test, m)), Optional.of(p),
                    Optional.of(ForecastCalibration.of(p, test)), scores(p, test), Optional.of(named(model.sample(test.design(), SEED), test)), judgements, labels.get(m) + " is what it is", labels.get(m) + " misses correlation", checks(m, test)));
        }
        return new CompareResult(about(train, test, source), train, test, rows(test), nulls, new DriftLine("drift: none to speak of", false, false), Map.of(), List.copyOf(entries), ranking(entries, test), Optional.of(lastBlock(entries)), anomalies(entries, test));
    }

    private static int[] rows(SpikeTrains test) { return IntStream.range(0, test.trials()).map(k -> 4 * k).toArray(); }

    private static Optional<ForecastScores> scores(double[] p, SpikeTrains test) {
        return Units.of(test.design()).count() < 2 ? Optional.empty() : Optional.of(ForecastScores.of(p, test, PairedBootstrap.of(Units.of(test.design()), SEED)));
    }

    private static Neurons data(SpikeTrains trains) { return trains.cells(); }

    private static SpikeTrains named(SpikeTrains sample, SpikeTrains like) {
        return SpikeTrains.generate(sample.design(), like.cells(), sample::fires).with(like.binarisation());
    }

    private static NeuronGains gains(SpikeTrains test, int m) {
        double[] gain = IntStream.range(0, test.neurons()).mapToDouble(i -> i == 0 ? Double.NaN : .1 * m - .01 * i).toArray();
        return new NeuronGains(gain, Arrays.stream(gain).map(g -> g - .02).toArray(), Arrays.stream(gain).map(g -> g + .03).toArray());
    }

    /** As good as on the other trials for the first model; the second cannot be trained again. */
    private static LastBlock lastBlock(List<CompareResult.Entry> entries) {
        return new LastBlock("the last 20 %", 64, 16, List.of(new LastBlock.Judged(entries.get(0).label(), entries.get(0).scores(), 1, ""), new LastBlock.Judged(entries.get(1).label(), Optional.empty(), 1, "it went wrong")));
    }

    private static Checks checks(int m, SpikeTrains test) {
        var tests = List.of(new TwoSample.Test("one", .25, .001, "one test"), new TwoSample.Test("other", .5, .02 + .1 * m, "another test"));
        return new Checks(Optional.of(new TwoSample(test.trials(), tests, .002)), Optional.of(new Checks.Copies(7, new double[] {4, 3, 5}, new double[] {9, 8, 11}, .125, 0, .87, .004)), Optional.empty(), Optional.empty(), arrow(test),
                Optional.of(new TimeRescaling(new double[] {.1, .4}, new double[] {.2, .2}, new double[] {.5, .001}, new int[] {30, 40})),
                Map.of("Spike-GAN", List.of(new Checks.Measure("k_probs", .3, .01, .2))), Map.of(Checks.CO_SMOOTHING, "the neurons " + m + " are not there"));
    }

    private static Optional<Checks.Arrow> arrow(SpikeTrains test) {
        if (TimeReversal.obstacle(test, new int[] {0}).isPresent()) return Optional.empty();
        TimeReversal one = TimeReversal.of(test, new int[] {0}, SEED);
        return Optional.of(new Checks.Arrow(List.of("<x>"), one, one));
    }

    /** The second model was trained three times, once in vain, after a choice between two candidates. */
    static Effort effort(int m, double seconds) {
        var runs = new ArrayList<SeedRuns.Run>(List.of(new SeedRuns.Run(.1, seconds, "")));
        if (m == 1) runs.addAll(List.of(new SeedRuns.Run(Double.NaN, seconds, "it went wrong"), new SeedRuns.Run(.3, seconds, "")));
        var candidates = List.of(new OptionChoice.Candidate("candidate <1>", 12, -3.5, seconds, ""), new OptionChoice.Candidate("candidate 2", 0, Double.NaN, 0, "cannot be made"));
        return new Effort(seconds, seconds, new SeedRuns(m == 1, runs), m == 1 ? Optional.of(new OptionChoice(candidates, 0, 7)) : Optional.empty());
    }

    /** The first of those that know the same is their best. */
    private static List<Ranking.Rank> ranking(List<CompareResult.Entry> entries, SpikeTrains test) {
        Units units = Units.of(test.design());
        if (units.count() < 2) return List.of();
        List<CompareResult.Entry> able = entries.stream().filter(e -> e.logP().isPresent())
                .sorted(java.util.Comparator.comparingDouble(e -> -Arrays.stream(e.logP().get()).sum())).toList();
        return able.stream().map(e -> {
            var behind = PairedBootstrap.of(units, 50, SEED).difference(e.logP().get(), able.get(0).logP().get());
            return new Ranking.Rank(e.label(), e.knows(), behind, e == able.get(0) ? .93 : .07, new Ranking.Peers(1, 1, behind, 1, Double.NaN), .5);
        }).toList();
    }

    private static Optional<CompareResult.AnomalyExample> anomalies(List<CompareResult.Entry> entries, SpikeTrains test) {
        if (test.trials() < 4) return Optional.empty();
        int r = test.trials(), size = r * test.bins();
        double[] p = new double[r], score = new double[r], byBin = new double[size], pByBin = new double[size];
        byte[] flags = new byte[size];
        for (int k = 0; k < r; k++) p[k] = (k + 1.) / (r + 1);
        for (int x = 0; x < size; x++) byBin[x] = x / test.bins() < 1 && x % 7 == 0 ? 9 : 4 + Math.sin(x);
        flags[7] = 1;
        return Optional.of(new CompareResult.AnomalyExample(entries.get(0).label(), test, rows(test), new Anomalies(score, score, score, p, p, p, byBin, pByBin, flags, null, null, null), 19));
    }

    private static Map<String, Object> about(SpikeTrains train, SpikeTrains test, String source) {
        var about = new LinkedHashMap<String, Object>();
        about.put("data", source);
        about.put("sha256", "0123456789abcdef".repeat(4));
        about.put("rule", test.binarisation().rule());
        about.put("split", "25 % of the " + (train.trials() + test.trials()) + " trials at random");
        about.put("seed", 1L);
        about.put("version", "development");
        return about;
    }
}
