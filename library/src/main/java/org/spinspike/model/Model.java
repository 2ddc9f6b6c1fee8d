package org.spinspike.model;

import org.spinspike.math.NamedArrays;

/** A fitted model of binary trains of {@link #neurons()} cells: an immutable value. What it can do is said by the capabilities it implements. */
public interface Model {
    /** @return the name of its {@link Family}: "mps", "glm" */
    String family();

    int neurons();

    /** @return number of free parameters */
    long parameters();

    /** @return all that {@link Family#restore} needs to make the same model again, bit for bit */
    NamedArrays arrays();
}
