package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArrays;
import org.spinspike.model.Fit;
import org.spinspike.model.LearningCurve;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Model;
import org.spinspike.model.Training;

/** The same training at several sizes, small ones first, for as long as the validation trials gain by it; the best one is kept. */
final class SizeChoice {
    private final Training training;
    private final List<Size> sizes;
    private final Function<NamedArrays, Model> restore;

    // The state: sizes done, and what came of them.
    private Model best;
    private final List<Double> scores = new ArrayList<>();
    private final LearningCurve history = new LearningCurve();
    private final List<String> notes = new ArrayList<>();          // of the best

    private SizeChoice(Training training, List<Size> sizes, Function<NamedArrays, Model> restore) {
        this.training = training;
        this.sizes = sizes;
        this.restore = restore;
    }

    /** @param name of the size in words: "chi 4, bond 2" */
    record Size(String name, Function<Training, Fit> fit) {}

    /** @param restore makes the model of a size from its arrays; @throws IllegalArgumentException where there are several sizes and no validation trials */
    static Fit fit(Training training, List<Size> sizes, Function<NamedArrays, Model> restore) {
        var choice = new SizeChoice(training, sizes, restore);
        training.checkpoint().resumed().ifPresent(choice::take);
        return choice.run();
    }

    private Fit run() {
        Optional<NamedArrays> resumed = training.checkpoint().resumed();
        int under = scores.size();                       // the size that was under way
        while (true) {
            int size = scores.size(), before = history.steps().size();
            var part = new PartOfTraining(training, Math.max(0, before - 1), this::around, resumed.isPresent() && size == under);
            Fit fit = sizes.get(size).fit.apply(part.of(training.seed().child(size)));
            double score = training.validation().map(held -> ((Likelihood) fit.model()).meanNats(held)).orElse(Double.NaN);    // its curve may be that of a chain
            boolean better = best == null || score < scores.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            for (Fit.Step step : fit.history()) history.add(step);
            scores.add(score);
            if (better) {
                best = fit.model();
                notes.clear();
                notes.addAll(fit.notes());
            }
            boolean ended = fit.stop() == Fit.Stop.INTERRUPTED || fit.stop() == Fit.Stop.STEP_LIMIT;
            if (ended || !better || scores.size() == sizes.size()) return new Fit(best, history.steps(), fit.stop(), all());
        }
    }

    private List<String> all() {
        List<String> all = new ArrayList<>(notes);
        if (sizes.size() > 1) all.add("validation nats by size: " + IntStream.range(0, scores.size())
                .mapToObj(s -> sizes.get(s).name + String.format(Locale.ROOT, " %.4f", scores.get(s))).collect(Collectors.joining("; ")));
        return all;
    }

    private NamedArrays around(NamedArrays inside) {
        inside.put("scores", scores.stream().mapToDouble(Double::doubleValue).toArray(), scores.size());
        if (best == null) return inside;
        return history.putInto(inside, "before/").put("notes", String.join("\n", notes)).putAll("best/", best.arrays());
    }

    private void take(NamedArrays state) {
        for (double score : state.get("scores").doubles()) scores.add(score);
        if (scores.isEmpty()) return;
        history.takeFrom(state.under("before/"));
        notes.addAll(state.get("notes").text().lines().toList());
        best = restore.apply(state.under("best/"));
    }
}
