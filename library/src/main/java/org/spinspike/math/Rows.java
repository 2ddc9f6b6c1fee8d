package org.spinspike.math;

/** Rows of a row-major matrix. */
public final class Rows {
    private Rows() {}

    /** @return these rows, in this order, row-major [which.length, columns] */
    public static double[] of(double[] values, int columns, int[] which) {
        double[] out = new double[which.length * columns];
        for (int r = 0; r < which.length; r++) System.arraycopy(values, which[r] * columns, out, r * columns, columns);
        return out;
    }
}
