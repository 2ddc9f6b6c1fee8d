package org.spinspike.tensor;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Training;

/**
 * A training inside another one: its steps count on from those before it, its checkpoints stand under {@code inside/} in the other's.
 *
 * @param steps   taken before it
 * @param around  adds what the whole training needs to come back here
 * @param resumed whether it was under way when the checkpoint was written that the whole training resumes
 */
record PartOfTraining(Training whole, int steps, UnaryOperator<NamedArrays> around, boolean resumed) {
    private static final String INSIDE = "inside/";

    Training of(Seed seed) {
        int left = whole.iterations() == 0 ? 0 : Math.max(1, whole.iterations() - steps);
        var checkpoint = new Checkpoint() {
            @Override public Optional<NamedArrays> resumed() { return resumed ? whole.checkpoint().resumed().map(state -> state.under(INSIDE)) : Optional.empty(); }

            @Override public boolean offer(int step, Supplier<NamedArrays> state) {
                return whole.checkpoint().offer(steps + step, () -> around.apply(new NamedArrays().putAll(INSIDE, state.get())));
            }

            @Override public boolean stopping() { return whole.checkpoint().stopping(); }
        };
        return new Training(whole.data(), whole.validation(), whole.options(), left, seed, checkpoint, whole.progress());
    }
}
