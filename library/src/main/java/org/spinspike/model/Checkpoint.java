package org.spinspike.model;

import java.util.Optional;
import java.util.function.Supplier;
import org.spinspike.math.NamedArrays;

/**
 * Where a trainer leaves its state, so that a killed run resumes to the same bytes. A state holds everything the rest of the training depends
 * on; random numbers are keyed by step and need no state.
 */
public interface Checkpoint {
    Checkpoint NONE = new Checkpoint() {
        @Override public Optional<NamedArrays> resumed() { return Optional.empty(); }
        @Override public boolean offer(int step, Supplier<NamedArrays> state) { return true; }
    };

    /** @return the state to go on from, where there is one */
    Optional<NamedArrays> resumed();

    /**
     * Called after each step. May or may not write.
     *
     * @param step  steps finished
     * @param state asked for only where it is written
     * @return false where the run shall stop now (the state has been written): the trainer returns with {@link Fit.Stop#INTERRUPTED}
     */
    boolean offer(int step, Supplier<NamedArrays> state);

    /** @return whether the run shall stop now: long work between two steps ends as it stands, unused, and {@link #offer} keeps the state from before it */
    default boolean stopping() { return false; }
}
