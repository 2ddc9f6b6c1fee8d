package org.spinspike.math;

/** Numbers gone wrong: the message says at which step, which quantity, its last finite value, and what to try. */
public final class NumericalException extends RuntimeException {
    public NumericalException(String message) { super(message); }
}
