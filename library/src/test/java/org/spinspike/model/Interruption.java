package org.spinspike.model;

import java.util.Optional;
import java.util.function.Supplier;
import org.spinspike.math.NamedArrays;

/** A checkpoint that ends a training after a step and keeps its state; the same state begins another. */
public final class Interruption implements Checkpoint {
    private final int last;
    private final NamedArrays from;
    private NamedArrays state;

    private Interruption(int last, NamedArrays from) {
        this.last = last;
        this.from = from;
    }

    public static Interruption after(int step)       { return new Interruption(step, null); }
    /** Goes on from where {@code broken} stopped, to the end. */
    public static Checkpoint over(Interruption broken) { return new Interruption(-1, broken.state()); }

    public NamedArrays state() { return state; }

    @Override public Optional<NamedArrays> resumed() { return Optional.ofNullable(from); }

    @Override public boolean offer(int step, Supplier<NamedArrays> current) {
        if (step == last) state = current.get();
        return step != last;
    }
}
