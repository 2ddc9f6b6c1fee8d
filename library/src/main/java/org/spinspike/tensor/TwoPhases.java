package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.spinspike.math.NamedArrays;
import org.spinspike.model.Fit;
import org.spinspike.model.LearningCurve;
import org.spinspike.model.Model;
import org.spinspike.model.Training;

/**
 * A training that goes on from the model of another one.
 *
 * @param names   of the two, for the checkpoint
 * @param restore makes the first one's model from its arrays
 */
record TwoPhases(String[] names, Function<Training, Fit> first, BiFunction<Training, Model, Fit> second, Function<NamedArrays, Model> restore) {

    Fit fit(Training training) {
        Optional<NamedArrays> resumed = training.checkpoint().resumed();
        boolean later = resumed.isPresent() && resumed.get().get("phase").text().equals(names[1]);
        var before = new LearningCurve();
        Model model;
        List<String> notes;
        if (later) {
            model = restore.apply(resumed.get().under("model/"));
            before.takeFrom(resumed.get().under("before/"));
            notes = resumed.get().get("notes").text().lines().toList();
        } else {
            Fit fit = first.apply(new PartOfTraining(training, 0, state -> state.put("phase", names[0]), resumed.isPresent()).of(training.seed().child(names[0])));
            if (fit.stop() == Fit.Stop.INTERRUPTED || fit.stop() == Fit.Stop.STEP_LIMIT) return fit;
            model = fit.model();
            fit.history().forEach(s -> before.add(s));
            notes = fit.notes();
        }
        int steps = before.steps().size();
        var part = new PartOfTraining(training, steps, state -> before.putInto(state, "before/").put("phase", names[1]).put("notes", String.join("\n", notes))
                .putAll("model/", model.arrays()), later);
        Fit fit = second.apply(part.of(training.seed().child(names[1])), model);
        var history = new ArrayList<>(before.steps());
        for (Fit.Step s : fit.history()) history.add(new Fit.Step(steps + s.index(), s.trainNats(), s.validationNats(), s.begins()));
        var all = new ArrayList<>(notes);
        all.addAll(fit.notes().stream().filter(note -> !notes.contains(note)).toList());
        return new Fit(fit.model(), history, fit.stop(), all);
    }
}
