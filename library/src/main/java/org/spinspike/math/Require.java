package org.spinspike.math;

/** Preconditions on numbers. Every message names the argument, the rule and the value that broke it. */
public final class Require {
    private Require() {}

    /** @return {@code value}, which lies in low..high (both included) */
    public static int inRange(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " must be in " + low + ".." + high + ", got " + value);
        }
        return value;
    }

    /** @return {@code value}, which is at least {@code low} */
    public static int atLeast(String name, int value, int low) {
        if (value < low) {
            throw new IllegalArgumentException(name + " must be at least " + low + ", got " + value);
        }
        return value;
    }

    /** @return {@code value}, which is finite and above zero */
    public static double positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {   // the negation also catches NaN
            throw new IllegalArgumentException(name + " must be positive and finite, got " + value);
        }
        return value;
    }

    /** @return {@code value}, which is finite and not below zero */
    public static double notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be zero or positive and finite, got " + value);
        }
        return value;
    }

    /** @return {@code value}, which lies in low..high (both included) */
    public static double between(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must be in " + low + ".." + high + ", got " + value);
        }
        return value;
    }

    public static double[] length(String name, double[] array, int length) {
        length(name, array.length, length);
        return array;
    }

    public static void length(String name, int actual, int length) {
        if (actual != length) {
            throw new IllegalArgumentException(name + " must have length " + length + ", got " + actual);
        }
    }

    /** A rule that has no shorter name: {@code message} says what must hold and what was found. */
    public static void that(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException(message);
    }
}
