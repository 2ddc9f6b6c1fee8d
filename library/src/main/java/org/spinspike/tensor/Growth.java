package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.spinspike.math.NamedArrays;
import org.spinspike.model.Fit;
import org.spinspike.model.Model;
import org.spinspike.model.Training;

/** A training of a smaller network that is then {@linkplain Widening widened} and trained on; where that brings nothing, the smaller one stays. */
final class Growth {
    private Growth() {}

    /** @param larger trains on from the widened network; @param size of it, in words: "bond 8" */
    static Fit fit(Training training, Function<Training, Fit> smaller, BiFunction<Training, Model, Fit> larger, String size, Function<NamedArrays, Model> restore) {
        return new TwoPhases(new String[] {"smaller", "larger"}, smaller, (part, model) -> better(larger.apply(part, model), model, size), restore).fit(training);
    }

    private static Fit better(Fit fit, Model smaller, String size) {
        if (fit.stop() == Fit.Stop.INTERRUPTED) return fit;
        boolean held = !Double.isNaN(fit.history().get(0).validationNats());
        Fit.Step best = fit.history().stream().min(Comparator.comparingDouble(step -> held ? step.validationNats() : step.trainNats())).orElseThrow();
        if (best.index() > 0) return fit;
        List<String> notes = new ArrayList<>(fit.notes());
        notes.add("growing to " + size + " brought nothing and was undone");
        return new Fit(smaller, fit.history(), fit.stop(), notes);
    }
}
