package org.spinspike.app.reproduction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.spinspike.app.report.Colours;
import org.spinspike.app.report.Table;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.ScoreFigure;
import org.spinspike.app.task.DataException;
import org.spinspike.app.task.FitModel;
import org.spinspike.app.task.Intervals;
import org.spinspike.app.task.ModelSpec;
import org.spinspike.app.task.Nulls;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.app.task.Scores;
import org.spinspike.math.Count;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Estimate;

/**
 * Models fitted to the same trials and judged on the same others, once.
 *
 * @param set     the trials
 * @param nulls   from the trials learned from
 * @param entries in the order asked for
 */
record Contest(TrialSet set, Nulls nulls, List<Entry> entries) {
    /** What is said of trials that are kept for validation: every family has its own default, as in {@code fit} and {@code compare}. */
    static final String VALIDATION = "a family that stops or chooses by validation trials takes 15 % of them for that";

    /** @param logP ln p of each held-out trial */
    record Entry(String label, int colour, FitModel.Result fit, double[] logP, Scores scores) {
        Likelihood model() { return (Likelihood) fit.file().model(); }
    }

    /** @param what is put before the progress of every fit */
    static Contest of(TrialSet set, List<ModelSpec> specs, String what, Seed seed, Progress progress) {
        int[] colours = Colours.of(specs.stream().map(ModelSpec::label).toList());
        Nulls nulls = Nulls.of(set.train());
        List<Entry> entries = new ArrayList<>();
        for (int m = 0; m < colours.length; m++) {
            ModelSpec spec = specs.get(m);
            spec.family().obstacle(set.train(), spec.options()).ifPresent(why -> { throw new DataException(spec.label() + ": " + why); });
            FitModel.Result fit = FitModel.train(spec, set.train(), set.words(), null, 0, seed, (task, done, total) -> progress.at(what + task, done, total));
            if (!(fit.file().model() instanceof Likelihood model)) throw new DataException(spec.label() + " has no likelihood: it cannot be compared here");
            double[] logP = model.logProbability(set.test());
            entries.add(new Entry(spec.label(), colours[m], fit, logP, Scores.of(set.test(), logP, nulls, seed.child("score"))));
        }
        return new Contest(set, nulls, List.copyOf(entries));
    }

    /** One model after the other: times add, the largest memory counts. */
    static Family.Cost cost(List<ModelSpec> specs, SpikeTrains data, int times, String note) {
        long bytes = 0;
        double flops = 0, seconds = 0;
        for (ModelSpec spec : specs) {
            Family.Cost cost = spec.family().cost(data, spec.options());
            bytes = Math.max(bytes, cost.bytes());
            flops += times * cost.flops();
            seconds += times * cost.seconds();
        }
        return new Family.Cost(bytes, flops, flops / seconds, note);
    }

    /** @return "67 neurons" */
    String neurons() { return Count.of(set.test().neurons(), "neuron"); }

    String word() { return set.test().binarisation().word(); }

    /** @return the entry with the largest held-out likelihood */
    Entry best() { return entries.stream().max(Comparator.comparingDouble(e -> e.scores().meanNats())).orElseThrow(); }

    Map<String, String> facts() {
        SpikeTrains train = set.train(), test = set.test();
        var facts = new LinkedHashMap<String, String>();
        facts.put("Trials", set.words());
        facts.put("To learn from", Numbers.count(train.trials()) + "; " + VALIDATION);
        facts.put("To judge on", Numbers.count(test.trials()) + " others");
        facts.put("Shape", neurons() + " x " + test.bins() + " bins of " + Numbers.of(1e3 * test.design().binSeconds()) + " ms");
        return facts;
    }

    Figure scores() {
        var overTime = new ArrayList<ScoreFigure.Score>();
        var constant = new ArrayList<ScoreFigure.Score>();
        for (Entry e : entries) {
            e.scores().overRatesOverTime().ifPresent(i -> overTime.add(new ScoreFigure.Score(e.label(), e.colour(), i.value(), i.ninetyFive().low(), i.ninetyFive().high())));
            e.scores().overConstant().ifPresent(i -> constant.add(new ScoreFigure.Score(e.label(), e.colour(), i.value(), i.ninetyFive().low(), i.ninetyFive().high())));
        }
        return ScoreFigure.of("scores", word(), overTime, constant, "");
    }

    Table table() {
        var table = new Table("Model", "Parameters", "Nats a trial", "Bits over rates over time", "Bits over constant rates");
        for (Entry e : entries)
            table.row(Table.model(e.label(), e.colour()), Table.number(Numbers.count(e.model().parameters())), Table.interval(e.scores().nats()),
                    e.scores().overRatesOverTime().map(Table::interval).orElse(Table.none("")),
                    e.scores().overConstant().map(Table::interval).orElse(Table.none("")));
        return table;
    }

    /** @return what the section with the scores asks */
    String question() { return entries.size() == 1 ? "What does it know of trials nobody has seen?" : "Who says most about trials nobody has seen?"; }

    /** @return how the models did, in one sentence, with the digits of the page's tables */
    String answer() { return answer(i -> Numbers.interval(i.value(), i.ninetyFive().low(), i.ninetyFive().high())); }

    private String answer(Function<Estimate, String> words) {
        Entry best = best();
        String claim = entries.size() == 1 ? " on trials it has not seen" : " says most about trials it has not seen";
        return best.scores().overRatesOverTime().map(i -> String.format(Locale.ROOT, "%s%s: %s bits per %s over rates over time.", best.label(), claim, words.apply(i), word()))
                .orElse(String.format("%s%s: %s nats a trial.", best.label(), claim, words.apply(best.scores().nats())));
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(answer(Intervals::text));
        int width = entries.stream().mapToInt(e -> e.label().length()).max().orElse(0);
        for (Entry e : entries)
            lines.add(String.format(Locale.ROOT, "%-" + width + "s  %s nats a trial   %s bits per %s over rates over time", e.label(), Intervals.text(e.scores().nats(), 3),
                    e.scores().overRatesOverTime().map(Intervals::text).orElse(""), word()));
        return lines;
    }

    Map<String, Object> json(Seed seed) {
        var map = new LinkedHashMap<String, Object>();
        map.put("trials", set.words());
        map.put("train_trials", set.train().trials());
        map.put("held_out_trials", set.test().trials());
        map.put("neurons", set.test().neurons());
        map.put("bins", set.test().bins());
        map.put("seed", seed.value());
        map.put("models", entries.stream().map(e -> {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("model", e.label());
            entry.put("options", e.fit().file().options());
            entry.put("parameters", e.model().parameters());
            entry.put("validation_trials", e.fit().held());
            entry.put("mean_log_likelihood_nats", e.scores().meanNats());
            entry.put("mean_log_likelihood_nats_interval_95", Intervals.ninetyFive(e.scores().nats()));
            e.scores().overConstant().ifPresent(i -> entry.put("bits_per_spike", Intervals.json(i)));
            e.scores().overRatesOverTime().ifPresent(i -> entry.put("bits_per_spike_psth", Intervals.json(i)));
            entry.put("stop", e.fit().json().get("stop"));
            entry.put("iterations", e.fit().fit().iterations());
            return entry;
        }).toList());
        return map;
    }

    Map<String, Consumer<Path>> files(String prefix) {
        var files = new LinkedHashMap<String, Consumer<Path>>();
        set.putInto(files, prefix);
        for (Entry e : entries) files.put("models/" + prefix + OutputFolder.fileName(e.label()), e.fit().file()::write);
        return files;
    }
}
