package org.spinspike.model;

import java.util.Optional;
import java.util.function.Supplier;
import org.spinspike.math.NamedArrays;

/** A checkpoint that ends a training after a step and keeps its state; the same state begins another. */
public final class Interruption implements Checkpoint {
    private final int last, patience;
    private final NamedArrays from;
    private NamedArrays state;
    private int looks;

    private Interruption(int last, int patience, NamedArrays from) {
        this.last = last;
        this.patience = patience;
        this.from = from;
    }

    public static Interruption after(int step)       { return new Interruption(step, Integer.MAX_VALUE, null); }
    /** Between two steps: when a training has looked so often whether it shall stop. */
    public static Interruption afterLooks(int looks) { return new Interruption(-1, looks, null); }
    /** Goes on from where {@code broken} stopped, to the end. */
    public static Checkpoint over(Interruption broken) { return new Interruption(-1, Integer.MAX_VALUE, broken.state()); }

    public NamedArrays state() { return state; }

    @Override public Optional<NamedArrays> resumed() { return Optional.ofNullable(from); }

    /** @return how often a training has looked */
    public int looks() { return looks; }

    @Override public boolean stopping() { return ++looks > patience; }

    @Override public boolean offer(int step, Supplier<NamedArrays> current) {
        boolean stop = step == last || looks > patience;
        if (stop) state = current.get();
        return !stop;
    }
}
