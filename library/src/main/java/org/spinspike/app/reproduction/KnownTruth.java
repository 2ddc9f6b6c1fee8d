package org.spinspike.app.reproduction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.spinspike.app.report.Colours;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.Table;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.SpreadFigure;
import org.spinspike.app.task.DataException;
import org.spinspike.app.task.FitModel;
import org.spinspike.app.task.ModelSpec;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.Count;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.RunningMean;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Interval;
import org.spinspike.statistics.Quantiles;

/**
 * How far models stay behind a law that is known. Several training sets are drawn from an {@link UpDownNetwork}; every model is fitted to each, all choices made on
 * a part held out from the set; all are judged on the same fresh trials by the gap to the law itself,
 *
 * <pre>gap = mean over fresh trials of ln p_law(trial) - ln p_model(trial), nats</pre>
 *
 * an estimate of the relative entropy, which is 0 for the law and above it for everything else. Its standard error over the fresh trials is reported.
 */
final class KnownTruth implements Reproduction {
    private static final int BINS = 10;
    private static final double BIN_SECONDS = .1;
    private static final String MODELS = "independent,glm --same-bin,hmm,mps --tied --bond 8,tensor-brain --chi 8 --bond 8,tensor-brain --lags 1";

    @Override public String name()    { return "tensor-brain-known-truth"; }
    @Override public String summary() { return "8 neurons x 10 bins from a known law: how many nats a trial each model stays behind it"; }
    @Override public List<Option> options() {
        return List.of(Option.whole("sets", 5, "training sets, fitted one after the other"),
                Option.whole("trials", 2000, "trials of a training set; " + Contest.VALIDATION),
                Option.whole("fresh", 20_000, "trials on which all are judged"),
                Option.text("models", MODELS, "families, each with its options as for fit, separated by commas"));
    }

    /** What the user chose. */
    private record Choice(int sets, int trials, int fresh, List<ModelSpec> models) {
        static Choice of(Options options) {
            return new Choice(Require.inRange("sets", options.whole("sets"), 1, 1000), Require.inRange("trials", options.whole("trials"), 2, 10_000_000),
                    Require.inRange("fresh", options.whole("fresh"), 2, 10_000_000), ModelSpec.parse(options.text("models")));
        }
    }

    /**
     * One model on one training set.
     *
     * @param gap           mean over the fresh trials, nats
     * @param standardError of it
     */
    private record Entry(FitModel.Result fit, double gap, double standardError) {
        Interval interval() { return Interval.ninetyFive(gap, standardError); }

        boolean ended()     { return fit.fit().stop() != Fit.Stop.STEP_LIMIT; }
    }

    @Override public Family.Cost cost(Options options, Seed seed) {
        Choice choice = Choice.of(options);
        return Contest.cost(choice.models, set(UpDownNetwork.ofEightNeurons(), choice, 0, seed), choice.sets,
                choice.models.size() + " models on " + Count.of(choice.sets, "training set") + ", one after the other");
    }

    private static SpikeTrains set(UpDownNetwork law, Choice choice, int n, Seed seed) { return law.sample(choice.trials, BINS, BIN_SECONDS, seed.child("set").child(n)); }

    @Override public Reproduced run(Options options, Seed seed, Progress progress) {
        Choice choice = Choice.of(options);
        UpDownNetwork law = UpDownNetwork.ofEightNeurons();
        SpikeTrains fresh = law.sample(choice.fresh, BINS, BIN_SECONDS, seed.child("fresh"));
        double[] truth = law.logProbability(fresh);
        var files = new LinkedHashMap<String, Consumer<Path>>();
        files.put("data/fresh.npz", file -> SpikeFile.write(file, fresh));
        List<List<Entry>> entries = new ArrayList<>();
        for (int m = 0; m < choice.models.size(); m++) entries.add(new ArrayList<>());
        for (int n = 0; n < choice.sets; n++) {
            SpikeTrains set = set(law, choice, n, seed);
            String name = "set-" + (n + 1);
            files.put("data/" + name + ".npz", file -> SpikeFile.write(file, set));
            for (int m = 0; m < choice.models.size(); m++) {
                ModelSpec spec = choice.models.get(m);
                Progress told = (task, done, total) -> progress.at(name + ": " + task, done, total);
                FitModel.Result fit = FitModel.train(spec, set, name + " of " + name(), null, 0, seed, told);
                if (!(fit.file().model() instanceof Likelihood model)) throw new DataException(spec.label() + " has no likelihood: nothing to compare with the law");
                double[] behind = model.logProbability(fresh);
                Arrays.setAll(behind, k -> truth[k] - behind[k]);
                entries.get(m).add(new Entry(fit, RunningMean.of(behind).value(), RunningMean.of(behind).standardError()));
                files.put("models/" + name + "/" + OutputFolder.fileName(spec.label()), fit.file()::write);
            }
        }
        return new Reproduced(page(choice, entries, truth), numbers(choice, entries, truth, seed), lines(choice, entries, truth), files);
    }

    private static double[] gaps(List<Entry> entries) { return entries.stream().mapToDouble(Entry::gap).toArray(); }

    private static String parameters(List<Entry> entries) {
        long[] counts = entries.stream().mapToLong(e -> e.fit().file().model().parameters()).sorted().toArray();
        long least = counts[0], most = counts[counts.length - 1];
        return least == most ? Numbers.count(least) : Numbers.count(least) + " to " + Numbers.count(most);
    }

    private static Page page(Choice choice, List<List<Entry>> entries, double[] truth) {
        List<String> labels = choice.models.stream().map(ModelSpec::label).toList();
        int[] colours = Colours.of(labels);
        var facts = new LinkedHashMap<String, String>();
        facts.put("Law", "8 neurons, couplings one bin apart, a hidden up or down state");
        boolean one = choice.sets == 1;
        facts.put("Trials to learn from", (one ? "" : Count.of(choice.sets, "set") + " of ") + Numbers.count(choice.trials) + "; " + Contest.VALIDATION);
        facts.put("Trials to judge on", Numbers.count(choice.fresh) + " fresh ones, " + BINS + " bins");
        facts.put("The law itself", Numbers.of(RunningMean.of(truth).value(), 3) + " nats a trial");
        var rows = new ArrayList<SpreadFigure.Row>();
        for (int m = 0; m < labels.size(); m++) {
            List<Entry> own = entries.get(m);
            rows.add(new SpreadFigure.Row(labels.get(m), colours[m], gaps(own), own.stream().mapToDouble(e -> e.interval().low()).toArray(), own.stream().mapToDouble(e -> e.interval().high()).toArray(),
                    "(" + parameters(own) + " parameters)"));
        }
        return new Page("How far from a law that is known?", "SpinSpike reproduction").facts(facts).answer(lines(choice, entries, truth).get(0))
                .section("gap", "The gap to the law")
                .figure(SpreadFigure.of("gap", "Nats a trial behind the law", "nats a trial behind the law", rows,
                        "Mean difference of the log-probabilities of the law and of a model on " + Numbers.count(choice.fresh) + " trials that neither has seen; 0 is the law itself.",
                        "Gap to the known law of " + Count.of(labels.size(), "model") + " on " + Count.of(choice.sets, "training set") + "."))
                .table(one ? tableOfOneSet(labels, colours, entries) : table(labels, colours, entries))
                .paragraph("All choices of a model (early stopping, starts, states) were made on the validation trials of its own set; the fresh trials were looked at once, at the end. "
                        + (one ? "The intervals are over the fresh trials only: what another training set makes of it is not in them, and asks for more sets (--sets)."
                        : "The standard error is over the fresh trials; the spread of the dots is what another training set makes of it."));
    }

    private static Table table(List<String> labels, int[] colours, List<List<Entry>> entries) {
        var table = new Table("Model", "Parameters", "Gap, median", "Least", "Most", "Standard error of a gap", "Trained to the end");
        for (int m = 0; m < colours.length; m++) {
            List<Entry> own = entries.get(m);
            double[] gaps = gaps(own);
            table.row(Table.model(labels.get(m), colours[m]), Table.number(parameters(own)), Table.number(Numbers.of(Quantiles.median(gaps), 3)),
                    Table.number(Numbers.of(Arrays.stream(gaps).min().orElseThrow(), 3)), Table.number(Numbers.of(Arrays.stream(gaps).max().orElseThrow(), 3)),
                    Table.number(Numbers.of(own.stream().mapToDouble(Entry::standardError).max().orElseThrow(), 3)), Table.number(own.stream().filter(Entry::ended).count() + " of " + own.size()));
        }
        return table;
    }

    private static Table tableOfOneSet(List<String> labels, int[] colours, List<List<Entry>> entries) {
        var table = new Table("Model", "Parameters", "Gap, 95 % interval", "Trained to the end");
        for (int m = 0; m < colours.length; m++) {
            Entry own = entries.get(m).get(0);
            table.row(Table.model(labels.get(m), colours[m]), Table.number(parameters(entries.get(m))), Table.interval(own.gap(), own.interval().low(), own.interval().high()), Table.number(own.ended() ? "yes" : "no"));
        }
        return table;
    }

    private static List<String> lines(Choice choice, List<List<Entry>> entries, double[] truth) {
        int best = 0;
        double[] median = entries.stream().mapToDouble(e -> Quantiles.median(gaps(e))).toArray();
        for (int m = 1; m < median.length; m++) if (median[m] < median[best]) best = m;
        var lines = new ArrayList<String>();
        boolean one = choice.sets == 1;
        lines.add(String.format(Locale.ROOT, "%s %s %.3f %s a trial behind the law that made the trials%s.", choice.models.get(best).label(), median.length == 1 ? "stays" : "comes nearest:", median[best],
                one ? brackets(entries.get(best).get(0).interval()) + " nats" : "nats", one ? "" : " (median of " + choice.sets + " training sets)"));
        int width = choice.models.stream().mapToInt(s -> s.label().length()).max().orElse(0);
        lines.add(String.format(Locale.ROOT, "%-" + width + "s  %12s  %8s  %17s   %s", "", "nats a trial", "gap", one ? "95 % interval" : "range", "parameters"));
        lines.add(String.format(Locale.ROOT, "%-" + width + "s  %12.3f  %8.3f", "the law", RunningMean.of(truth).value(), 0.));
        for (int m = 0; m < median.length; m++) {
            double[] gaps = gaps(entries.get(m));
            String spread = one ? brackets(entries.get(m).get(0).interval()) : String.format(Locale.ROOT, "%.3f to %6.3f", Arrays.stream(gaps).min().orElseThrow(), Arrays.stream(gaps).max().orElseThrow());
            lines.add(String.format(Locale.ROOT, "%-" + width + "s  %12.3f  %8.3f  %17s   %s", choice.models.get(m).label(), RunningMean.of(truth).value() - median[m], median[m], spread, parameters(entries.get(m))));
        }
        return lines;
    }

    private static String brackets(Interval i) { return String.format(Locale.ROOT, "[%.3f, %.3f]", i.low(), i.high()); }

    private static Map<String, Object> numbers(Choice choice, List<List<Entry>> entries, double[] truth, Seed seed) {
        var map = new LinkedHashMap<String, Object>();
        map.put("sets", choice.sets);
        map.put("trials", choice.trials);
        map.put("fresh_trials", choice.fresh);
        map.put("bins", BINS);
        map.put("seed", seed.value());
        map.put("law_mean_log_likelihood_nats", RunningMean.of(truth).value());
        map.put("law_standard_error_nats", RunningMean.of(truth).standardError());
        var models = new ArrayList<Object>();
        for (int m = 0; m < entries.size(); m++) {
            List<Entry> own = entries.get(m);
            double[] gaps = gaps(own);
            var entry = new LinkedHashMap<String, Object>();
            entry.put("model", choice.models.get(m).label());
            entry.put("options", choice.models.get(m).options().values());
            entry.put("gap_nats_median", Quantiles.median(gaps));
            entry.put("gap_nats_least", Arrays.stream(gaps).min().orElseThrow());
            entry.put("gap_nats_most", Arrays.stream(gaps).max().orElseThrow());
            entry.put("gap_nats", gaps);
            entry.put("gap_standard_error_nats", own.stream().mapToDouble(Entry::standardError).toArray());
            entry.put("parameters", own.stream().map(e -> e.fit().file().model().parameters()).toList());
            entry.put("stop", own.stream().map(e -> e.fit().json().get("stop")).toList());
            entry.put("iterations", own.stream().map(e -> e.fit().fit().iterations()).toList());
            entry.put("validation_nats", own.stream().map(e -> e.fit().file().card().get("validation_nats")).toList());
            models.add(entry);
        }
        map.put("models", models);
        return map;
    }
}
