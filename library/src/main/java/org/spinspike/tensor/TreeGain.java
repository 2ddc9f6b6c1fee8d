package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.spinspike.math.Count;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.RunningMean;
import org.spinspike.model.Fit;
import org.spinspike.model.LearningCurve;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/**
 * What a tree is worth: the same training once more with the neurons in the order of the file, halved and halved again, and the mean difference of ln p of the
 * validation trials, which were used for stopping by both. The model returned is that of the first training; the second is told of in a note.
 */
final class TreeGain {
    private final Training training;
    private Fit own;

    private TreeGain(Training training) { this.training = training; }

    static Fit fit(Training training, Function<Training, Fit> withTree, Function<Training, Fit> withFileOrder) {
        Require.that(training.validation().isPresent(), "--tree-gain is measured on validation trials: give --validation a share above 0");
        return new TreeGain(training).run(withTree, withFileOrder);
    }

    private Fit run(Function<Training, Fit> withTree, Function<Training, Fit> withFileOrder) {
        Optional<NamedArrays> resumed = training.checkpoint().resumed();
        boolean second = resumed.isPresent() && resumed.get().has("own/history");
        if (second) take(resumed.get());
        else {
            own = withTree.apply(new PartOfTraining(training, 0, state -> state, resumed.isPresent()).of(training.seed()));
            if (own.stop() == Fit.Stop.INTERRUPTED || own.stop() == Fit.Stop.STEP_LIMIT) return own;
        }
        Fit other = withFileOrder.apply(new PartOfTraining(training, own.iterations() + 1, this::around, second).of(training.seed()));
        if (other.stop() == Fit.Stop.INTERRUPTED) return new Fit(own.model(), own.history(), other.stop(), own.notes());
        List<String> notes = new ArrayList<>(own.notes());
        if (other.stop() == Fit.Stop.STEP_LIMIT) notes.add("tree: what it gains over file order is not known, the training in that order met the limit of --iterations");
        else notes.add(gain((Likelihood) own.model(), (Likelihood) other.model(), training.validation().orElseThrow()));
        return new Fit(own.model(), own.history(), own.stop(), notes);
    }

    static String gain(Likelihood tree, Likelihood file, SpikeTrains held) {
        double[] a = tree.logProbability(held), b = file.logProbability(held);
        var gain = new RunningMean();
        for (int k = 0; k < a.length; k++) gain.add(a[k] - b[k]);
        return String.format(Locale.ROOT, "tree: %+.4f nats a trial over file order, standard error %.4f, %s", gain.value(), gain.standardError(), Count.of(a.length, "validation trial"));
    }

    private NamedArrays around(NamedArrays inside) {
        var curve = new LearningCurve();
        own.history().forEach(step -> curve.add(step));
        return curve.putInto(inside, "own/").put("stop", own.stop().name()).put("notes", String.join("\n", own.notes())).putAll("model/", own.model().arrays());
    }

    private void take(NamedArrays state) {
        var curve = new LearningCurve();
        curve.takeFrom(state.under("own/"));
        own = new Fit(TreeBornMachine.restore(state.under("model/")), curve.steps(), Fit.Stop.valueOf(state.get("stop").text()), state.get("notes").text().lines().toList());
    }
}
