package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.spinspike.app.Families;
import org.spinspike.app.task.CompareResult.Entry;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Progress;
import org.spinspike.model.Family;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Options;
import org.spinspike.spikes.Split;
import org.spinspike.spikes.SpikeTrains;

/**
 * The same models fitted anew to the beginning of a recording and judged on its end: where rates drift, that is how they would meet new trials, while trials held out at random lie among
 * those learned from. Options that were chosen stay as they were chosen, by trials from all over the recording; one training each.
 *
 * @param rule  which trials are the end
 * @param train trials learned from
 * @param test  trials judged on
 * @param models with a likelihood, in the order of the comparison
 */
public record LastBlock(String rule, int train, int test, List<Judged> models) {
    /** Whether it is judged. */
    public enum When {
        /** Where rates drift: {@link DriftLine#notable}. */ AUTO,
        ON, OFF;

        /** @param hold trials that are held out anyway */
        public boolean holds(DriftLine drift, CompareModels.Hold hold) { return hold == CompareModels.Hold.RANDOM && (this == ON || this == AUTO && drift.notable()); }
    }

    /**
     * @param scores  against nulls of the trials learned from; empty where training failed
     * @param seconds wall time of the training
     * @param failure why; "" where it did not
     */
    public record Judged(String label, Optional<Scores> scores, double seconds, String failure) {}

    static LastBlock of(CompareModels.Request request, SpikeTrains data, List<Entry> entries, Progress progress) {
        Split whole = DataException.blaming(() -> Split.lastBlock(data, request.test()));
        Split split = request.learnFrom() == 0 ? whole : whole.learningFrom(data, request.learnFrom(), request.seed().child("training"));
        SpikeTrains train = data.select(split.train()), test = data.select(split.held());
        Nulls nulls = Nulls.of(train);
        List<Judged> judged = new ArrayList<>();
        if (test.spikes() > 0) for (Entry entry : entries) if (entry.logP().isPresent()) judged.add(judged(entry, request, train, test, nulls, progress));
        return new LastBlock(split.rule(), train.trials(), test.trials(), judged);
    }

    private static Judged judged(Entry entry, CompareModels.Request request, SpikeTrains train, SpikeTrains test, Nulls nulls, Progress progress) {
        Family family = Families.get(entry.file().model().family());
        var spec = new ModelSpec(entry.label(), family, Options.of(family.options(), entry.file().options()));
        long begin = System.nanoTime();
        try {
            FitModel.Result fitted = FitModel.train(spec, train, request.data().words(), null, request.iterations(), request.seed(), (task, done, total) -> progress.at(task + ", last block", done, total));
            double[] logP = DataException.blaming(() -> ((Likelihood) fitted.file().model()).logProbability(test));
            return new Judged(entry.label(), Optional.of(Scores.of(test, logP, nulls, request.seed().child("score"))), fitted.seconds(), "");
        } catch (NumericalException e) {
            return new Judged(entry.label(), Optional.empty(), (System.nanoTime() - begin) * 1e-9, e.getMessage());
        }
    }

    Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("split", rule);
        map.put("train_trials", train);
        map.put("test_trials", test);
        map.put("models", models.stream().map(m -> {
            var one = new LinkedHashMap<String, Object>();
            one.put("model", m.label());
            one.put("seconds", m.seconds());
            m.scores().ifPresent(s -> s.putInto(one));
            if (!m.failure().isEmpty()) one.put("failure", m.failure());
            return one;
        }).toList());
        return map;
    }

    /** @return a heading and a line a model */
    List<String> lines(int width) {
        var lines = new ArrayList<String>();
        lines.add("fitted again to " + train + " and judged on " + rule + ":");
        for (Judged m : models)
            lines.add(String.format("%-" + width + "s  %12s   %s", "  " + m.label(), m.scores().map(s -> String.format(Locale.ROOT, "%.3f", s.meanNats())).orElse(""), m.scores().map(s -> s.headline().map(Intervals::text).orElse("")).orElse(m.failure())));
        return lines;
    }
}
