package org.spinspike.app.reproduction;

import java.util.List;
import org.spinspike.app.task.ModelSpec;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/** A reproduction that fits several models to one set of trials and then looks at them. */
abstract class OnTrials implements Reproduction {
    private final int neurons, heldOut;
    private final String models;

    /** @param models what is fitted where the user says nothing */
    OnTrials(int neurons, int heldOut, String models) {
        this.neurons = neurons;
        this.heldOut = heldOut;
        this.models = models;
    }

    @Override public final List<Option> options() {
        return TrialSet.options(heldOut, Option.text("models", models, "families, each with its options as for fit, separated by commas"));
    }

    @Override public final Family.Cost cost(Options options, Seed seed) {
        List<ModelSpec> specs = ModelSpec.parse(options.text("models"));
        return Contest.cost(specs, chosen(TrialSet.of(options, neurons, seed)).train(), 1, specs.size() + " models, one after the other");
    }

    @Override public final Reproduced run(Options options, Seed seed, Progress progress) {
        return look(Contest.of(chosen(TrialSet.of(options, neurons, seed)), ModelSpec.parse(options.text("models")), "", seed, progress), seed, progress);
    }

    /** @return what is used of the trials: all of it, where nothing else is said */
    TrialSet chosen(TrialSet all) { return all; }

    abstract Reproduced look(Contest contest, Seed seed, Progress progress);
}
