package org.spinspike.io;

import java.util.Arrays;

/** Doubles that come one by one. */
final class Doubles {
    private double[] values = new double[64];
    private int size;

    void add(double value) {
        if (size == values.length) values = Arrays.copyOf(values, Math.addExact(size, Math.max(64, size >> 1)));
        values[size++] = value;
    }

    int size() { return size; }

    double get(int n) { return values[n]; }

    double[] array() { return Arrays.copyOf(values, size); }
}
