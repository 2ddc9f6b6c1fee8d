package org.spinspike.io;

import java.util.Arrays;

/** Doubles that come one by one. */
final class Doubles {
    private double[] values = new double[8];
    private int size;

    void add(double value) {
        if (size == values.length) values = Arrays.copyOf(values, Math.addExact(size, Math.max(8, size >> 1)));
        values[size++] = value;
    }

    double[] array() { return Arrays.copyOf(values, size); }
}
