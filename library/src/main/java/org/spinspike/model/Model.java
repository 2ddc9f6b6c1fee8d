package org.spinspike.model;

import org.spinspike.math.NamedArrays;

/** A fitted model of binary trains of {@link #neurons()} cells: an immutable value. What it can do is said by the capabilities it implements. */
public interface Model {
    /** @return the name of its {@link Family}: "mps", "glm" */
    String family();

    int neurons();

    /** @return number of free parameters */
    long parameters();

    /** @return whether it goes by the time in the trial, and so is wrong about windows that do not say where they begin */
    default boolean needsClock() { return false; }

    /** @return whether it is told which bin of a trial each bin is, by rates, tensors or fields of its own for each; of windows it may be told the place within the window only */
    default boolean knowsBins() { return needsClock(); }

    /** @return whether covariates of the recording enter it */
    default boolean knowsCovariates() { return false; }

    /** @return all that {@link Family#restore} needs to make the same model again, bit for bit */
    NamedArrays arrays();
}
