package org.spinspike.app.task;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.app.task.CompareResult.AnomalyExample;
import org.spinspike.app.task.CompareResult.Entry;
import org.spinspike.app.task.Ranking.Rank;
import org.spinspike.baseline.IndependentModel;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.math.linalg.Backend;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Split;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Comparison;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.Score;

/** Fits several models to one recording and judges them on the same held-out trials, each number with its interval and its floor. */
public final class CompareModels {
    private CompareModels() {}

    /**
     * @param models     what to fit
     * @param test       share of the trials held out, whole source trials
     * @param hold       which of them
     * @param learnFrom  most trials to learn from, 0 for all that are not held out
     * @param iterations most training steps of each, 0 leaves it to the families
     * @param seeds      trainings of a model whose training draws at random
     * @param horizon    bins ahead of the forward prediction
     * @param compat     whether measures are also computed as other papers do
     * @param lastBlock  whether models are also judged on the end of the recording
     */
    public record Request(DataRequest data, List<ModelChoice> models, double test, Hold hold, int learnFrom, int iterations, int seeds, int horizon, boolean compat, LastBlock.When lastBlock, Comparison.Settings settings, Seed seed) {}

    /** Trainings of a model whose training draws at random, where nobody says otherwise. */
    public static final int SEEDS = 5;
    /** Bins ahead of the forward prediction, where nobody says otherwise. */
    public static final int HORIZON = 5;

    /** Which trials are held out. */
    public enum Hold {
        /** At random within conditions. */ RANDOM,
        /** The last in the recording: where rates drift, a model meets them as it would meet new ones. */ LAST
    }

    public static CompareResult run(Request request, Progress progress) {
        Seed seed = request.seed();
        Binarised read = request.data().windows(request.data().loadAllNeurons());
        SpikeTrains all = read.trains();
        Split split = DataException.blaming(() -> request.hold() == Hold.LAST ? Split.lastBlock(all, request.test()) : Split.byTrial(all, request.test(), seed.child("test")));
        Split used = request.learnFrom() == 0 ? split : split.learningFrom(all, request.learnFrom(), seed.child("training"));
        SpikeTrains data = request.data().chooseNeurons(read, all.select(used.train())).trains();
        SpikeTrains train = data.select(used.train()), others = data.select(split.train()), test = data.select(split.held());
        if (test.spikes() == 0) throw new DataException("the held-out trials hold no " + data.binarisation().word() + ": nothing can be judged on them");
        Map<String, String> leftOut = leftOut(request.models(), train);
        Nulls nulls = Nulls.of(train);
        Comparison comparison = DataException.blaming(() -> Comparison.of(others, test, request.settings(), seed.child("comparison")));
        var rates = new IndependentModel(nulls.constant());
        progress.at("judge independent neurons", 0, 1);
        List<Score> independent = comparison.score(set -> rates.sample(test.design(), seed.child("independent").child(set)));
        progress.at("judge independent neurons", 1, 1);
        List<Entry> entries = entries(request, new TrainChoice(train, request.data().words(), request.iterations(), seed, progress),
                new JudgeModel(request.data(), test, nulls, comparison, independent, CheckModel.of(train, test, nulls, request.horizon(), request.compat(), seed), seed), leftOut, progress);
        DriftLine drift = DriftLine.of(data, seed);
        List<Rank> ranking = Ranking.of(entries, Units.of(test.design()), seed.child("ranking"));
        return new CompareResult(about(request, data, train, test, used), train, test, split.held(), nulls, drift, leftOut, List.copyOf(entries), ranking, request.lastBlock().holds(drift, request.hold()) ? Optional.of(LastBlock.of(request, data, entries, progress)) : Optional.empty(),
                anomalies(entries, ranking, test, split.held(), seed.child("anomalies")));
    }

    /** @return why a model cannot be made of these data, by its label: the others are compared without it */
    private static Map<String, String> leftOut(List<ModelChoice> models, SpikeTrains train) {
        var leftOut = new LinkedHashMap<String, String>();
        for (ModelChoice model : models) {
            List<Optional<String>> obstacles = model.candidates().stream().map(spec -> spec.family().obstacle(train, spec.options())).toList();
            if (obstacles.stream().allMatch(Optional::isPresent)) leftOut.put(model.label(), obstacles.get(0).get());
        }
        if (leftOut.size() == models.size()) throw new DataException("none of the models can be fitted: " + String.join("; ", leftOut.values().stream().distinct().toList()));
        return leftOut;
    }

    /** @param leftOut takes those whose training fails. Modified. */
    private static List<Entry> entries(Request request, TrainChoice training, JudgeModel judge, Map<String, String> leftOut, Progress progress) {
        List<Entry> entries = new ArrayList<>();
        NumericalException last = null;
        for (ModelChoice model : request.models()) {
            if (leftOut.containsKey(model.label())) continue;
            try {
                entries.add(judge.of(model.label(), training.of(model, judge.test(), logP -> Scores.of(judge.test(), logP, judge.nulls(), request.seed().child("score")).headline().map(Estimate::value).orElse(Double.NaN), request.seeds()), progress));
            } catch (NumericalException e) {
                leftOut.put(model.label(), e.getMessage());
                last = e;
            }
        }
        if (entries.isEmpty()) throw last;
        return entries;
    }

    /** The strangest trials of one half of the test set, calibrated on the other half. */
    private static Optional<AnomalyExample> anomalies(List<Entry> entries, List<Rank> ranking, SpikeTrains test, int[] rows, Seed seed) {
        if (ranking.isEmpty() || test.trials() < 4) return Optional.empty();
        Entry best = entries.stream().filter(e -> e.label().equals(ranking.get(0).label())).findFirst().orElseThrow();
        Units units = Units.of(test.design());
        int[] calibration = IntStream.range(0, test.trials()).filter(k -> units.of()[k] < units.count() / 2).toArray();
        int[] examined = IntStream.range(0, test.trials()).filter(k -> units.of()[k] >= units.count() / 2).toArray();
        double rate = Math.max(.05, 1.0 / (calibration.length + 1));
        try {
            SpikeTrains trials = test.select(examined);
            return Optional.of(new AnomalyExample(best.label(), trials, IntStream.of(examined).map(k -> rows[k]).toArray(), Anomalies.of((Likelihood) best.file().model(), best.file().nulls(), trials,
                    test.select(calibration), rate, seed, new ArrayList<>()), calibration.length));
        } catch (IllegalArgumentException tooFewOfALength) {
            return Optional.empty();                      // trials of many lengths: no class has enough normal trials for an example
        }
    }

    private static Map<String, Object> about(Request request, SpikeTrains data, SpikeTrains train, SpikeTrains test, Split split) {
        var origin = data.binarisation();
        var about = new LinkedHashMap<String, Object>();
        about.put("data", request.data().words());
        about.put("sha256", Files.isRegularFile(request.data().file()) ? Hashes.ofFile(request.data().file()) : "");
        about.put("rule", origin.rule());
        about.put("ones_are", origin.word() + "s");
        about.put("clipped_share", origin.clippedShare());
        about.put("neurons", data.neurons());
        about.put("bin_ms", data.design().binSeconds() * 1e3);
        about.put("trials", data.trials());
        about.put("bins", data.bins());
        about.put("source_trials", data.design().sources());
        about.put("rate_per_bin", (double) data.spikes() / data.observations());
        about.put("split", split.rule());
        about.put("held_out", request.hold().name().toLowerCase(Locale.ROOT));
        about.put("train_trials", train.trials());
        about.put("test_trials", test.trials());
        about.put("seed", request.seed().value());
        about.put("version", Version.text());
        about.put("numerical_library", Backend.describe());
        return about;
    }
}
