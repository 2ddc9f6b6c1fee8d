package org.spinspike.tensor;

import org.spinspike.math.NamedArrays;
import org.spinspike.math.NumericalException;

/** One way down over the isometries of a network, step by step ({@link Descents}); its state can be written down and taken up again. */
interface Descent {
    /**
     * Begins anew.
     *
     * @param x     the isometries. Not modified.
     * @param start counts the beginnings, for what is random
     * @throws NumericalException where the value or the gradient is not finite there
     */
    void begin(double[][] x, int start);

    /**
     * @param stalled steps since the best score
     * @return whether a step was taken; if not, the point is a minimum to rounding, or nothing finite lies ahead
     */
    boolean step(int stalled);

    /** @return mean -ln p of a training trial, as this way knows it */
    double nats();

    double[][] isometries();

    /** @return whether {@link #nats} never rises, so that a long flat stretch is the end */
    boolean monotone();

    /** Adds the state; called where there is one. */
    void putInto(NamedArrays state);

    /** @param state one that {@link #putInto} made */
    void takeFrom(NamedArrays state);
}
